/** Numbers that measure: `30 days`, `5 Jahre`, `10 %`. The words are those the platform formats units with (CLDR, by way of `Intl`), in every language it knows. */
const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year', 'percent', 'meter', 'kilometer', 'kilogram', 'gram', 'liter', 'degree', 'kilometer-per-hour'];
/** Enough to meet each plural form of the languages at hand. */
const counts = [1, 2, 3, 5, 11, 100];
const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'CAD', 'JPY', 'UAH'];

const known = new Map<string, ReadonlySet<string>>();

function measureWords(language: string): ReadonlySet<string> {
  const words = known.get(language) ?? new Set([
    ...units.flatMap((unit) => counts.flatMap((count) => wordsOf(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }), count))),
    ...currencies.flatMap((currency) => counts.flatMap((count) => wordsOf(new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'name' }), count))),
  ]);
  known.set(language, words);
  return words;
}

function wordsOf(format: Intl.NumberFormat, count: number): string[] {
  return format.formatToParts(count).filter(({ type }) => type === 'unit' || type === 'currency').flatMap(({ value }) => value.toLowerCase().split(/\s+/u).slice(0, 1));
}

/** True when what follows a number is a unit of measure in one of the languages (BCP 47 primary tags). */
export function isMeasured(behind: string, languages: readonly string[]): boolean {
  const word = /^\s?(?<word>[\p{L}%]+)/u.exec(behind)?.groups!.word?.toLowerCase();
  return word !== undefined && languages.some((language) => language !== 'und' && measureWords(language).has(word));
}
