/** A number keeps its unit: 30 days are not 30 weeks, 12 crowns are not 12 percent. */
import { sameLanguage } from './alignment.js';
import { met, unmet, type Check, type Claim, type Ground } from './check.js';
import { numeral, valuesOf, withDigits } from './numbers.js';
import { readSentence } from './reading.js';

export const amountsStand: Check = (claim, grounds) => {
  const given = new Set(grounds.flatMap(({ text, language }) => readAmounts(text, language)));
  const missing = readAmounts(claim.text, claim.language).filter((amount) => !given.has(amount));
  if (missing.length > 0) return unmet(`${missing.join(', ')} stands in no cited sentence`);
  const counted = otherwiseCounted(claim, grounds);
  return counted === null ? met : unmet(counted);
};

/** Words behind a number that may be its unit: "14 calendar days". */
const unitWords = 2;

/** What is counted is told by the words behind the number, whatever they are: 30 metres are not 30 acres. Compared within one language only. */
function otherwiseCounted(claim: Claim, grounds: readonly Ground[]): string | null {
  const behind = (text: string, language: string): [string, string[]][] => {
    const content = readSentence(text, language)?.content ?? [];
    return content.flatMap(({ term }, at): [string, string[]][] => (/\p{N}/u.test(term) ? [[valuesOf(term).join(' '), content.slice(at + 1, at + 1 + unitWords).map((word) => word.term)]] : []));
  };
  if (grounds.some(({ language }) => !sameLanguage(language, claim.language))) return null;
  const given = grounds.flatMap(({ text, language }) => behind(text, language));
  const all = new Set(grounds.flatMap(({ text, language }) => readSentence(text, language)?.content.map(({ term }) => term) ?? []));
  // Those with a known unit are compared already, whichever way the unit is written.
  const known = new Set(readAmounts(claim.text, claim.language).map((amount) => amount.split(' ')[0]));
  const wrong = behind(claim.text, claim.language).find(([value, words]) => {
    if (known.has(value)) return false;
    const same = given.filter(([other]) => other === value);
    const [next] = words;
    return next !== undefined && !all.has(next) && same.length > 0 && !same.some(([, theirs]) => words.some((word) => theirs.includes(word)));
  });
  return wrong === undefined ? null : `"${wrong[0]} ${wrong[1][0]!}" stands in no cited sentence`;
}

/** Unit -> how it is written behind a number, in any language: a statement in one language may rest on a sentence in another. */
const units: readonly (readonly [string, RegExp])[] = [
  ['percent', /^(?:%|٪|percent\b|per cent\b|per centum\b|prozent|v\.\s?h\.|vom hundert|pour cent\b|pour-cent\b|في المائة|بالمائة|パーセント|відсотк|protsen)/iu],
  ['permille', /^(?:‰|promille|pour mille|パーミル)/iu],
  ['day', /^(?:days?\b|tag(?:en?|es)?\b|(?:werk|kalender|arbeits)tag|jours?\b|يوم|أيام|ايام|日|днів|дні|день|дня|päev)/iu],
  ['week', /^(?:weeks?\b|wochen?\b|semaines?\b|أسبوع|أسابيع|週|тижн|тиждень|nädal)/iu],
  ['month', /^(?:months?\b|monat(?:en?|s)?\b|mois\b|شهر|أشهر|شهور|(?:か|箇|ヶ|カ|ケ)月|місяц|kuu(?!l))/iu],
  ['year', /^(?:years?\b|jahr(?:en?|es)?\b|ans?\b|années?|سنة|سنوات|عام|年|歳|років|роки|року|рік|aasta)/iu],
  ['hour', /^(?:hours?\b|stunden?\b|heures?\b|ساعة|ساعات|時間|годин|tund|tunni)/iu],
  ['minute', /^(?:minutes?\b|minuten?\b|دقيقة|دقائق|分(?!の)|хвилин|minut)/iu],
  ['crown', /^(?:crowns?\b|kronen?\b|couronnes?\b|كرونة|كرونات|クローネ|крон|krooni)/iu],
  ['euro', /^(?:€|euros?\b|eur\b|يورو|ユーロ|євро|eurot?)/iu],
  ['dollar', /^(?:\$|dollars?\b|usd\b|cad\b|دولار|ドル|долар)/iu],
  ['pound', /^(?:£|pounds?\b|gbp\b|جنيه|ポンド|фунт)/iu],
  ['rand', /^(?:rands?\b|zar\b)/iu],
  ['franc', /^(?:francs?\b|franken\b|chf\b|فرنك|フラン|франк)/iu],
  ['mark', /^(?:deutsche mark|dm\b)/iu],
  ['riyal', /^(?:riyals?\b|sar\b|ريال|リヤル)/iu],
  ['hryvnia', /^(?:₴|грн|гривень|гривн)/iu],
  ['yen', /^(?:円|yen\b|¥)/iu],
  ['kilometre', /^(?:km\b|kilomet(?:re|er)s?\b|kilomètres?|كيلومتر|キロメートル|кілометр)/iu],
  ['metre', /^(?:m\b|met(?:re|er)s?\b|mètres?|متر|أمتار|メートル|метр)/iu],
  ['kilogram', /^(?:kg\b|kilogram|kilogramm|كيلوجرام|キログラム|кілограм)/iu],
  ['litre', /^(?:l\b|lit(?:re|er)s?\b|لتر|リットル|літр)/iu],
];
const signs: Readonly<Record<string, string>> = { '€': 'euro', '$': 'dollar', '£': 'pound', '¥': 'yen', '₴': 'hryvnia' };

/** `14 day`, `12.5 percent` …, in order. One word may stand between number and unit ("14 calendar days"). */
export function readAmounts(text: string, language: string): string[] {
  const western = withDigits(text, language);
  return [...western.matchAll(numeral)].flatMap(({ 0: printed, index }) => {
    const values = valuesOf(printed);
    if (values.length !== 1) return [];
    // A date: the day of a month is no amount.
    const behind = western.slice(index + printed.length).replace(/^[\s\u00A0)\]-]+/u, '');
    const sign = signs[western.slice(0, index).trimEnd().at(-1) ?? ''];
    const unit = sign ?? unitOf(behind) ?? unitOf(behind.replace(/^\p{L}+\s+/u, ''));
    const isDate = /月\s*$/u.test(western.slice(0, index)) || (unit === 'year' && /^\d{4}$/u.test(printed));
    return unit === undefined || isDate ? [] : [`${values[0]!} ${unit}`];
  });
}

/** The unit that a text begins with. */
export function unitOf(text: string): string | undefined {
  return units.find(([, pattern]) => pattern.test(text))?.[0];
}
