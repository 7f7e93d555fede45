/** A number keeps its unit: 30 days are not 30 weeks, 12 crowns are not 12 percent. */
import { met, unmet, type Check } from './check.js';
import { numeral, valuesOf, withDigits } from './numbers.js';

export const amountsStand: Check = (claim, grounds) => {
  const given = new Set(grounds.flatMap(({ text, language }) => readAmounts(text, language)));
  const missing = readAmounts(claim.text, claim.language).filter((amount) => !given.has(amount));
  return missing.length === 0 ? met : unmet(`${missing.join(', ')} stands in no cited sentence`);
};

/** Unit -> how it is written behind a number, in any language: a statement in one language may rest on a sentence in another. */
const units: readonly (readonly [string, RegExp])[] = [
  ['percent', /^(?:%|٪|percent\b|per cent\b|prozent\b|v\.\s?h\.|pour cent\b|في المائة|بالمائة|パーセント|відсотк)/iu],
  ['day', /^(?:days?\b|tag(?:en?|es)?\b|jours?\b|jour\b|يوم|أيام|日|днів|дні|день|дня)/iu],
  ['week', /^(?:weeks?\b|wochen?\b|semaines?\b|أسبوع|أسابيع|週|тижн)/iu],
  ['month', /^(?:months?\b|monat(?:en?|s)?\b|mois\b|شهر|أشهر|شهور|(?:か|箇|ヶ|カ)月|місяц)/iu],
  ['year', /^(?:years?\b|jahr(?:en?|es)?\b|ans?\b|années?|سنة|سنوات|عام|年|歳|років|роки|року)/iu],
  ['hour', /^(?:hours?\b|stunden?\b|heures?\b|ساعة|ساعات|時間|годин)/iu],
  ['minute', /^(?:minutes?\b|minuten?\b|دقيقة|دقائق|分(?!の)|хвилин)/iu],
  ['crown', /^(?:crowns?\b|kronen?\b|couronnes?\b|كرونة|كرونات|クローネ|крон)/iu],
  ['euro', /^(?:€|euros?\b|eur\b|يورو|ユーロ|євро)/iu],
  ['dollar', /^(?:dollars?\b|usd\b|دولار|ドル|долар)/iu],
  ['pound', /^(?:pounds?\b|gbp\b|جنيه|ポンド|фунт)/iu],
  ['rand', /^(?:rands?\b|zar\b)/iu],
  ['hryvnia', /^(?:₴|грн|гривень|гривн)/iu],
  ['yen', /^(?:円|yen\b|¥)/iu],
];
const signs: Readonly<Record<string, string>> = { '€': 'euro', '$': 'dollar', '£': 'pound', '¥': 'yen', '₴': 'hryvnia' };

/** `14 day`, `12.5 percent` …, in order. One word may stand between number and unit ("14 calendar days"). */
export function readAmounts(text: string, language: string): string[] {
  const western = withDigits(text, language);
  return [...western.matchAll(numeral)].flatMap(({ 0: printed, index }) => {
    const values = valuesOf(printed);
    if (values.length !== 1) return [];
    // A date: the day of a month is no amount.
    const behind = western.slice(index + printed.length).replace(/^[\s\u00A0-]+/u, '');
    const sign = signs[western.slice(0, index).trimEnd().at(-1) ?? ''];
    const unit = sign ?? unitOf(behind) ?? unitOf(behind.replace(/^\p{L}+\s+/u, ''));
    const isDate = /月\s*$/u.test(western.slice(0, index)) || (unit === 'year' && /^\d{4}$/u.test(printed));
    return unit === undefined || isDate ? [] : [`${values[0]!} ${unit}`];
  });
}

function unitOf(text: string): string | undefined {
  return units.find(([, pattern]) => pattern.test(text))?.[0];
}
