/**
 * Numbers written in words, as questions have them: `section twelve`, `Paragraph fünfhundertdreiundsiebzig`, `article vingt-deux`.
 * Words of a language are put together from its table for every number up to 999: few laws people ask about in words have more.
 */
interface NumberWords {
  /** From 0; the languages differ in where regular forms begin. */
  readonly upTo19: readonly string[];
  /** 20, 30 … 90. */
  readonly tens: readonly string[];
  readonly hundred: string;
  /** `unit` is 1 to 9. */
  readonly join: (ten: string, unit: string, tenValue: number, unitValue: number) => readonly string[];
  readonly behindHundred: readonly string[];
  /** Whether 100 is said with `one` before it: `one hundred`, `hundert` and `einhundert`. */
  readonly oneHundred: readonly string[];
  readonly separator: string;
  readonly further?: Readonly<Record<string, number>>;
}

const tables: Readonly<Record<string, NumberWords>> = {
  en: {
    upTo19: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
    tens: ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'],
    hundred: 'hundred', join: (ten, unit) => [`${ten}-${unit}`, `${ten} ${unit}`], behindHundred: [' and ', ' '], oneHundred: ['one hundred', 'a hundred'], separator: ' ',
  },
  de: {
    upTo19: ['null', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf', 'dreizehn', 'vierzehn', 'fünfzehn', 'sechzehn', 'siebzehn', 'achtzehn', 'neunzehn'],
    tens: ['zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig', 'neunzig'],
    hundred: 'hundert', join: (ten, unit) => [`${unit === 'eins' ? 'ein' : unit}und${ten}`], behindHundred: ['', 'und'], oneHundred: ['hundert', 'einhundert'], separator: '',
  },
  fr: {
    upTo19: ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze', 'treize', 'quatorze', 'quinze', 'seize', 'dix-sept', 'dix-huit', 'dix-neuf'],
    tens: ['vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante-dix', 'quatre-vingt', 'quatre-vingt-dix'],
    hundred: 'cent', join: frenchTens, behindHundred: [' '], oneHundred: ['cent'], separator: ' ',
    further: { premier: 1, première: 1, 'quatre-vingts': 80 },
  },
};

const frenchTeens = ['dix', 'onze', 'douze', 'treize', 'quatorze', 'quinze', 'seize', 'dix-sept', 'dix-huit', 'dix-neuf'];

/** 71 is sixty-eleven, 21 twenty-and-one. */
function frenchTens(ten: string, unit: string, tenValue: number, unitValue: number): readonly string[] {
  const [base, last] = tenValue === 70 || tenValue === 90 ? [ten.replace(/-dix$/u, ''), frenchTeens[unitValue]!] : [ten, unit];
  return unitValue === 1 && tenValue < 80 ? [`${base} et ${last}`, `${base}-et-${last}`] : [`${base}-${last}`, `${base} ${last}`];
}

interface Spelled {
  readonly pattern: RegExp;
  readonly values: ReadonlyMap<string, number>;
}

function compile({ upTo19, tens, hundred, join, behindHundred, oneHundred, separator, further = {} }: NumberWords): Spelled {
  const below = new Map<string, number>(upTo19.map((word, value) => [word, value]));
  for (const [at, ten] of tens.entries()) {
    below.set(ten, (at + 2) * 10);
    for (let unit = 1; unit <= 9; unit++) for (const word of join(ten, upTo19[unit]!, (at + 2) * 10, unit)) below.set(word, (at + 2) * 10 + unit);
  }
  const values = new Map([...below, ...Object.entries(further)]);
  for (let hundreds = 1; hundreds <= 9; hundreds++) {
    for (const word of hundreds === 1 ? oneHundred : [`${upTo19[hundreds]!}${separator}${hundred}`]) {
      values.set(word, hundreds * 100);
      for (const [rest, value] of below) if (value > 0) for (const link of behindHundred) values.set(`${word}${link}${rest}`, hundreds * 100 + value);
    }
  }
  values.delete(upTo19[0]!);
  // Longest words a number can have: `nine hundred and ninety-nine` has five.
  return { pattern: /\p{L}+(?:[ -]\p{L}+){0,5}/uy, values };
}

const compiled = new Map<string, Spelled>();

/** The number that begins at `at` in words, the longest that does, with the place where it ends; `null` when none does. */
export function spelledNumberAt(text: string, at: number, language: string): { readonly value: number; readonly end: number } | null {
  const table = tables[language];
  if (table === undefined) return null;
  const { pattern, values } = compiled.get(language) ?? compile(table);
  if (!compiled.has(language)) compiled.set(language, { pattern, values });
  pattern.lastIndex = at;
  let words = pattern.exec(text)?.[0].toLowerCase() ?? '';
  for (; words !== ''; words = words.replace(/(?:^|[ -])\p{L}+$/u, '')) {
    const value = values.get(words);
    if (value !== undefined) return { value, end: at + words.length };
  }
  return null;
}
