/**
 * Scripts that put no space between words, and Korean, whose words carry their endings with them.
 *
 * Han, kana and hangul are read as single characters and as pairs of neighbours: on 58,672 Chinese articles the two together found
 * more than pairs alone, and more than the words of ICU's dictionary (`Intl.Segmenter`), which take three to eight times as long and
 * change with the version of ICU that a machine has. Thai, Lao, Khmer and Burmese are alphabets: one letter tells nothing there, so they
 * are read in threes.
 */

const ideographic = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\p{Script=Hangul}`;
const alphabetic = String.raw`\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;

/** For a character class of a regular expression with the flag `u`. */
export const unspacedScripts = ideographic + alphabetic;

const startsAlphabetic = new RegExp(`^[${alphabetic}]`, 'u');

/** `住民票` -> 住民, 民票; a lone character stands for itself. */
export function pairs(run: string): string[] {
  return groups(Array.from(run), 2);
}

/** `住民票` -> 住, 民, 票, 住民, 民票; `กฎหมาย` -> กฎห, ฎหม, หมา, มาย. */
export function charactersAndPairs(run: string): string[] {
  const characters = Array.from(run);
  if (startsAlphabetic.test(run)) return groups(characters, 3);
  const terms = characters.slice();
  // Written out: this line runs for each character of a Chinese or Japanese corpus.
  for (let at = 1; at < characters.length; at++) terms.push(characters[at - 1]! + characters[at]!);
  return terms;
}

/** Every `size` neighbours; all of them when there are fewer. */
function groups(characters: readonly string[], size: number): string[] {
  if (characters.length <= size) return [characters.join('')];
  return Array.from({ length: characters.length - size + 1 }, (_, at) => characters.slice(at, at + size).join(''));
}
