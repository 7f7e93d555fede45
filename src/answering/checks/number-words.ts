/** Numbers written out, by language. "One" is left out where it is also the article, save before a unit of time. */

const cases = (words: readonly string[], first: number): [string, number][] => words.map((word, index) => [word, first + index]);

/** `twenty` + `one` -> 21, for every ten and unit. */
function compounds(tens: readonly [string, number][], units: readonly [string, number][], join: (ten: string, unit: string) => string): [string, number][] {
  return tens.flatMap(([ten, base]) => units.map(([unit, value]): [string, number] => [join(ten, unit), base + value]));
}

const englishUnits = cases(['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'], 2);
const englishTens = cases(['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'], 2).map(([word, value]): [string, number] => [word, value * 10]);
const germanUnits = cases(['zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'], 2);
const germanTens = cases(['zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig', 'neunzig'], 2).map(([word, value]): [string, number] => [word, value * 10]);
const frenchUnits = cases(['deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf'], 2);
const frenchTens = cases(['vingt', 'trente', 'quarante', 'cinquante', 'soixante'], 2).map(([word, value]): [string, number] => [word, value * 10]);

const tables: Readonly<Record<string, readonly [string, number][]>> = {
  en: [
    ...englishUnits,
    ...cases(['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'], 10),
    ...englishTens,
    ...compounds(englishTens, [['one', 1], ...englishUnits], (ten, unit) => `${ten}-${unit}`),
  ],
  de: [
    ...germanUnits,
    ...cases(['zehn', 'elf', 'zwölf', 'dreizehn', 'vierzehn', 'fünfzehn', 'sechzehn', 'siebzehn', 'achtzehn', 'neunzehn'], 10),
    ...germanTens,
    ...compounds(germanTens, [['ein', 1], ...germanUnits], (ten, unit) => `${unit}und${ten}`),
    ['hundert', 100], ['einhundert', 100], ['tausend', 1000], ['eintausend', 1000], ['zehntausend', 10_000], ['hundertzwanzig', 120], ['hundertachtzig', 180],
    ...germanUnits.flatMap(([unit, value]): [string, number][] => [[`${unit}hundert`, value * 100], [`${unit}tausend`, value * 1000]]),
  ],
  fr: [
    ...frenchUnits,
    ...cases(['dix', 'onze', 'douze', 'treize', 'quatorze', 'quinze', 'seize', 'dix-sept', 'dix-huit', 'dix-neuf'], 10),
    ...frenchTens,
    ...compounds(frenchTens, frenchUnits, (ten, unit) => `${ten}-${unit}`),
    ...frenchTens.map(([ten, base]): [string, number] => [`${ten} et un`, base + 1]),
    ['soixante-dix', 70], ['quatre-vingts', 80], ['quatre-vingt', 80], ['quatre-vingt-dix', 90], ['cent', 100], ['mille', 1000],
    ...frenchUnits.flatMap(([unit, value]): [string, number][] => [[`${unit} cents`, value * 100], [`${unit} mille`, value * 1000]]),
  ],
  ar: [
    ...cases(['ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة', 'عشرة'], 3),
    ...cases(['ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثماني', 'تسع', 'عشر'], 3),
    ['خمسة عشر', 15], ['خمس عشرة', 15], ['أربعة عشر', 14], ['أربع عشرة', 14], ['اثني عشر', 12], ['اثنا عشر', 12], ['ستة عشر', 16], ['ست عشرة', 16], ['ثمانية عشر', 18], ['ثماني عشرة', 18],
    ...['عشر', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثمان', 'تسع'].flatMap((stem, index): [string, number][] => [[`${stem}ون`, (index + 2) * 10], [`${stem}ين`, (index + 2) * 10]]),
    ['مائة', 100], ['مئة', 100], ['مائتي', 200], ['مائتين', 200], ['ثلاثمائة', 300], ['خمسمائة', 500], ['ألف', 1000],
  ],
  uk: [
    ...cases(['два', 'три', 'чотири', "п'ять", 'шість', 'сім', 'вісім', "дев'ять", 'десять', 'одинадцять', 'дванадцять', 'тринадцять', 'чотирнадцять', "п'ятнадцять", 'шістнадцять', 'сімнадцять', 'вісімнадцять', "дев'ятнадцять", 'двадцять'], 2),
    ...cases(['двох', 'трьох', 'чотирьох', "п'яти", 'шести', 'семи', 'восьми', "дев'яти", 'десяти', 'одинадцяти', 'дванадцяти', 'тринадцяти', 'чотирнадцяти', "п'ятнадцяти", 'шістнадцяти', 'сімнадцяти', 'вісімнадцяти', "дев'ятнадцяти", 'двадцяти'], 2),
    ['дві', 2], ['тридцять', 30], ['тридцяти', 30], ['сорок', 40], ['сорока', 40], ["п'ятдесят", 50], ["п'ятдесяти", 50], ['шістдесят', 60], ['шістдесяти', 60], ["дев'яносто", 90], ['сто', 100],
  ],
  et: [
    ...cases(['kaks', 'kolm', 'neli', 'viis', 'kuus', 'seitse', 'kaheksa', 'üheksa', 'kümme'], 2),
    ...cases(['kahe', 'kolme', 'nelja', 'viie', 'kuue', 'seitsme', 'kaheksa', 'üheksa', 'kümne'], 2),
    ['neljateist', 14], ['neliteist', 14], ['viisteist', 15], ['viieteist', 15], ['kakskümmend', 20], ['kahekümne', 20], ['kolmkümmend', 30], ['kolmekümne', 30], ['kuuskümmend', 60], ['kuuekümne', 60], ['sada', 100], ['saja', 100],
  ],
};

/** Article, preposition and conjunction that Arabic writes together with the number. */
const attached = '(?:ال|لل|ب|و)?';
const leading = new RegExp(`^${attached}`, 'u');

interface Compiled {
  readonly pattern: RegExp;
  readonly values: ReadonlyMap<string, number>;
}

const compiled = new Map(
  Object.entries(tables).map(([language, words]): [string, Compiled] => {
    const longestFirst = words.map(([word]) => word).sort((a, b) => b.length - a.length);
    return [language, { pattern: new RegExp(`(?<![\\p{L}-])${language === 'ar' ? attached : ''}(?:${longestFirst.join('|')})(?![\\p{L}-])`, 'giu'), values: new Map(words) }];
  }),
);

/** "One" as a number: before a unit of time, where an article would say the same. Arabic writes two of a unit as a form of the unit. */
const beforeUnits: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  en: [[/(?<![\p{L}-])one(?=[-\s]+(?:calendar |clear |working |business )?(?:days?|weeks?|months?|years?|hours?)(?!\p{L}))/giu, '1'], [/(?<!\p{L})(?:one|a)(?=\s+(?:hundred|thousand)(?!\p{L}))/giu, '1']],
  de: [[/(?<!\p{L})ein(?:e[nmrs]?)?(?=\s+(?:Tag|Tages|Woche|Monat|Monats|Jahr|Jahres|Stunde)(?!\p{L}))/giu, '1']],
  fr: [[/(?<!\p{L})une?(?=\s+(?:jour|semaine|mois|an|année|heure)(?!\p{L}))/giu, '1']],
  ar: [[/يومين|يومان/gu, '2 يوم'], [/شهرين|شهران/gu, '2 شهر'], [/سنتين|سنتان|عامين/gu, '2 سنة'], [/أسبوعين/gu, '2 أسبوع'], [/(?<=(?:يوم|شهر|أسبوع|سنة|عام)ا? )واحدة?/gu, '1']],
  uk: [[/(?<!\p{L})(?:один|одного|одна|однієї)(?=\s+(?:день|дня|тижд|тижня|місяц|рік|року|годин))/giu, '1']],
  et: [[/(?<!\p{L})(?:üks|ühe)(?=\s+(?:päev|nädal|kuu|aasta|tun))/giu, '1']],
};

/** `2 hundred and 50` -> `250`. */
function joinHundreds(text: string): string {
  return text
    .replace(/(?<!\d)(\d{1,2})\s+hundred(?:\s+and\s+(\d{1,2})(?!\d))?(?!\p{L})/giu, (_, hundreds: string, rest: string | undefined) => String(Number(hundreds) * 100 + Number(rest ?? 0)))
    .replace(/(?<!\d)(\d{1,3})\s+thousand(?!\p{L})/giu, (_, thousands: string) => String(Number(thousands) * 1000));
}

/** The text with numbers written out (up to a hundred) as Western digits: `innerhalb von vierzehn Tagen` -> `… 14 Tagen`. Other languages: unchanged. */
export function spellAsDigits(text: string, language: string): string {
  const found = compiled.get(language);
  if (found === undefined) return text;
  const single = (beforeUnits[language] ?? []).reduce((rest, [pattern, digits]) => rest.replace(pattern, digits), text);
  const spelled = single.replace(/[’ʼ](?=я)/gu, "'").replace(found.pattern, (word) => String(found.values.get(word.toLowerCase()) ?? (language === 'ar' ? found.values.get(word.replace(leading, '')) : undefined) ?? word));
  return language === 'en' ? joinHundreds(spelled) : spelled;
}
