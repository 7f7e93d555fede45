/** Numbers written out, by language. "One" is left out where it is also the article. */

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
  ],
  fr: [
    ...frenchUnits,
    ...cases(['dix', 'onze', 'douze', 'treize', 'quatorze', 'quinze', 'seize', 'dix-sept', 'dix-huit', 'dix-neuf'], 10),
    ...frenchTens,
    ...compounds(frenchTens, frenchUnits, (ten, unit) => `${ten}-${unit}`),
    ...frenchTens.map(([ten, base]): [string, number] => [`${ten} et un`, base + 1]),
    ['soixante-dix', 70], ['quatre-vingts', 80], ['quatre-vingt', 80], ['quatre-vingt-dix', 90],
  ],
  ar: [
    ...cases(['ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة', 'عشرة'], 3),
    ...cases(['ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثماني', 'تسع', 'عشر'], 3),
    ['خمسة عشر', 15], ['خمس عشرة', 15], ['أربعة عشر', 14], ['أربع عشرة', 14], ['اثني عشر', 12], ['اثنا عشر', 12], ['ستة عشر', 16], ['ست عشرة', 16], ['ثمانية عشر', 18], ['ثماني عشرة', 18],
    ...['عشر', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثمان', 'تسع'].flatMap((stem, index): [string, number][] => [[`${stem}ون`, (index + 2) * 10], [`${stem}ين`, (index + 2) * 10]]),
    ['مائة', 100], ['مئة', 100],
  ],
  uk: [
    ...cases(['два', 'три', 'чотири', "п'ять", 'шість', 'сім', 'вісім', "дев'ять", 'десять'], 2),
    ['двох', 2], ['трьох', 3], ['чотирьох', 4], ["п'яти", 5], ['десяти', 10], ['двадцять', 20], ['двадцяти', 20], ['тридцять', 30], ['тридцяти', 30],
  ],
};

interface Compiled {
  readonly pattern: RegExp;
  readonly values: ReadonlyMap<string, number>;
}

const compiled = new Map(
  Object.entries(tables).map(([language, words]): [string, Compiled] => {
    const longestFirst = words.map(([word]) => word).sort((a, b) => b.length - a.length);
    return [language, { pattern: new RegExp(`(?<![\\p{L}-])(?:${longestFirst.join('|')})(?![\\p{L}-])`, 'giu'), values: new Map(words) }];
  }),
);

/** The text with numbers written out (up to a hundred) as Western digits: `innerhalb von vierzehn Tagen` -> `… 14 Tagen`. Other languages: unchanged. */
export function spellAsDigits(text: string, language: string): string {
  const found = compiled.get(language);
  return found === undefined ? text : text.replace(found.pattern, (word) => String(found.values.get(word.toLowerCase()) ?? word));
}
