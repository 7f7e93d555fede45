/**
 * Ordinals before a unit, as people speak: `the twelfth section`, `der zwölfte Paragraph`, `le douzième article`, `the 12th section`. An
 * ordinal is brought back to its cardinal by its last word, which `spelled-numbers.ts` then reads.
 */
import { spelledNumberAt } from '../spelled-numbers.js';

interface OrdinalEnding {
  /** Last words that are no cardinal with an ending. */
  readonly irregular: Readonly<Record<string, string>>;
  /** Cardinal of a regular one; `null` when the word has no ordinal's ending. */
  readonly cardinal: (word: string) => string | null;
  /** `12th`, `1er`: digits with an ending; none where a point alone marks them, since a point ends sentences too. */
  readonly digits: RegExp | null;
}

const endings: Readonly<Record<string, OrdinalEnding>> = {
  en: {
    irregular: { first: 'one', second: 'two', third: 'three', fifth: 'five', eighth: 'eight', ninth: 'nine', twelfth: 'twelve' },
    cardinal: (word) => (word.endsWith('ieth') ? `${word.slice(0, -4)}y` : word.endsWith('th') ? word.slice(0, -2) : null),
    digits: /^(\d+)(?:st|nd|rd|th)$/u,
  },
  de: {
    irregular: { erst: 'eins', dritt: 'drei', siebt: 'sieben', acht: 'acht' },
    // `zwölfte`, `zwölften`, `zwölfter`, `zwölftes`; from twenty on `-ste`.
    cardinal: (word) => {
      const [, stem] = /^(\p{L}+t)(?:e|en|er|es|em)$/u.exec(word) ?? [];
      if (stem === undefined) return null;
      const [, before, last] = /^(.*?)(erst|dritt|siebt|acht)$/u.exec(stem) ?? [];
      if (last !== undefined && (before === '' || /(?:hundert|und)$/u.test(before!))) return before! + endings['de']!.irregular[last]!;
      return stem.replace(/(?<=zig|ßig|hundert)st$|t$/u, '');
    },
    digits: null,
  },
  fr: {
    irregular: { premier: 'un', première: 'un', second: 'deux', seconde: 'deux' },
    cardinal: (word) => {
      const [, stem] = /^([\p{L}-]+)ième$/u.exec(word) ?? [];
      if (stem === undefined) return null;
      return stem.replace(/cinqu$/u, 'cinq').replace(/neuv$/u, 'neuf').replace(/(?<=quatr|onz|douz|treiz|quatorz|quinz|seiz|trent|quarant|cinquant|soixant)$/u, 'e');
    },
    digits: /^(\d+)(?:er|ère|re|e|ème|eme)$/u,
  },
};

/** The value of an ordinal, which has to be all of `text`: one to three words, or digits with an ending; `null` when it is none. */
export function ordinalOf(text: string, language: string): number | null {
  const table = endings[language];
  if (table === undefined) return null;
  const lower = text.toLowerCase();
  const inDigits = table.digits?.exec(lower)?.[1];
  if (inDigits !== undefined) return Number(inDigits);
  const [, before, last] = /^(.*?)(\p{L}+)$/su.exec(lower) ?? ['', '', ''];
  const cardinal = table.irregular[last] ?? table.cardinal(last);
  if (cardinal === null) return null;
  const written = before + cardinal;
  const spelled = spelledNumberAt(written, 0, language);
  return spelled !== null && spelled.end === written.length ? spelled.value : null;
}
