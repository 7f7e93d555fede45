/** Words broken at the end of a line. Whether the hyphen belongs to the word is told by the words the document writes elsewhere. */

/** A hyphen at the end of a line: the sign of the keyboard, the true hyphen, the soft one. */
const brokenEnd = /(?<first>[\p{L}\p{M}]+)[-\u2010\u00AD]$/u;
const wordStart = /^(?<second>[\p{L}\p{M}]+)/u;

export interface Vocabulary {
  /** Words as they stand inside of lines, in lower case, with their hyphens. */
  has(word: string): boolean;
}

/** The words of all lines but those at the seams, which may be halves. */
export function vocabularyOf(lines: Iterable<string>): Vocabulary {
  const words = new Set<string>();
  for (const line of lines) {
    const found = line.toLowerCase().match(/[\p{L}\p{M}]+(?:[-\u2010][\p{L}\p{M}]+)*/gu) ?? [];
    const inside = /[-\u2010\u00AD]$/u.test(line) ? found.slice(0, -1) : found;
    for (const word of inside) words.add(word.replace(/\u2010/gu, '-'));
  }
  return { has: (word) => words.has(word.toLowerCase()) };
}

/** The text with the next line behind it. */
export function joinLines(text: string, next: string, vocabulary: Vocabulary): string {
  const first = brokenEnd.exec(text)?.groups?.first;
  const second = wordStart.exec(next)?.groups?.second;
  if (first === undefined || second === undefined) return endsWithoutSpace(text, next) ? `${text}${next}` : `${text} ${next}`;
  if (text.endsWith('\u00AD')) return `${text.slice(0, -1)}${next}`;
  // "Ein- und Ausfuhr": the hyphen stands for a word that follows.
  if (/^(?:und|oder|and|or|et|ou|y|o|ja|või)$/u.test(second)) return `${text} ${next}`;
  return isBroken(first, second, vocabulary) ? `${text.slice(0, -1)}${next}` : `${text}${next}`;
}

/** True where the hyphen was put in to break the line. */
function isBroken(first: string, second: string, vocabulary: Vocabulary): boolean {
  if (vocabulary.has(first + second)) return true;
  if (vocabulary.has(`${first}-${second}`)) return false;
  // "Nord-Süd", "sub-Saharan": a capital inside of a word follows a hyphen that belongs there.
  if (/^\p{Lu}/u.test(second)) return /^\p{Lu}+$/u.test(first) && /^\p{Lu}+$/u.test(second) && !(vocabulary.has(first) && vocabulary.has(second));
  // Two words that both stand alone elsewhere were joined by a hyphen; half words do not stand alone.
  return !(vocabulary.has(first) && vocabulary.has(second));
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。「」（）]/u;

/** Between Chinese and Japanese characters stands no space, and none behind a dash that parts nothing. */
function endsWithoutSpace(text: string, next: string): boolean {
  return (unspaced.test(text.at(-1) ?? '') && unspaced.test(next[0] ?? '')) || /[\p{L}\p{N}][-\u2010/]$/u.test(text) && /^[\p{L}\p{N}]/u.test(next);
}
