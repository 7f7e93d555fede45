/**
 * A word in another's place: between the same two words the statement has one word of the law where the law has another. No grammar and no list of
 * persons is needed for that, so it also sees what `parties.ts` cannot tell for a party ("the department's service", "Conseil d'Etat").
 *
 *   law         the speaker opens the meeting, the mayor closes the session
 *   exchanged   the mayor opens the meeting, the speaker closes the session     each stands in the other's place
 *   put in      the mayor opens the meeting, the mayor closes the session       said once more than in the law, the other once less
 */
import type { Aligned } from './alignment.js';
import type { Ground } from './check.js';
import { readSentence, type ContentWord, type ReadSentence } from './reading.js';

/** The word of the statement and that of the law in whose place it stands. */
export function findDisplaced(aligned: Aligned, language: string, grounds: readonly Ground[]): readonly [ContentWord, ContentWord] | null {
  const { claim, ground } = aligned;
  const put = claim.content.flatMap((word, at): { readonly word: ContentWord; readonly other: ContentWord; readonly place: number }[] => {
    const place = placeBetween(aligned, at);
    const other = place === null ? undefined : ground.content[place];
    return other === undefined || other.term === word.term || isNoWord(word) || isNoWord(other) ? [] : [{ word, other, place: place! }];
  });
  const isPutIn = (word: ContentWord, other: ContentWord): boolean => {
    const given = count(ground.content, word);
    return given > 0 && count(claim.content, word) > given && count(claim.content, other) < count(ground.content, other);
  };
  const isExchanged = (word: ContentWord, other: ContentWord, place: number): boolean => put.some((one) => one.word.term === other.term && one.other.term === word.term && !areListed(ground, place, one.place));
  const found = put.find(({ word, other, place }) => (isPutIn(word, other) || isExchanged(word, other, place)) && !areOneByDefinition(word, other, language, grounds));
  return found === undefined ? null : [found.word, found.other];
}

/** The place in the law between the words that stand before and behind in the statement, when it is one; the borders of the text count as words. */
function placeBetween({ claim, ground, places }: Aligned, at: number): number | null {
  const before = at === 0 ? -1 : places[at - 1]!;
  const behind = at === claim.content.length - 1 ? ground.content.length : places[at + 1]!;
  if ((at > 0 && before === -1) || behind - before !== 2) return null;
  return before + 1;
}

const isNoWord = ({ term }: ContentWord): boolean => !/\p{L}/u.test(term) || /\p{N}/u.test(term);
const count = (words: readonly ContentWord[], { term }: ContentWord): number => words.filter((word) => word.term === term).length;

/** "Council" means "the municipality": then one may stand for the other. */
function areOneByDefinition(one: ContentWord, other: ContentWord, language: string, grounds: readonly Ground[]): boolean {
  const has = (text: string, { term }: ContentWord): boolean => readSentence(text, language)?.content.some((word) => word.term === term) === true;
  return grounds.some(({ definitions }) => definitions.some(({ term, meaning }) => (has(term, one) && has(meaning, other)) || (has(term, other) && has(meaning, one))));
}

/** What joins the members of a list. */
export const coordinator = /(?<!\p{L})(?:and|or|und|oder|sowie|et|ou|та|або|і|й|чи|أو|ja|või)(?!\p{L})|[,،、]|(?<!\p{L})و|及び|又は|並びに|若しくは/u;

/** "Bread, meat and fish": members of one list, with nothing but members between them; their order says nothing. */
function areListed({ text, content }: ReadSentence, one: number, other: number): boolean {
  const joined = content.map((word, at) => at > 0 && coordinator.test(text.slice(content[at - 1]!.at + content[at - 1]!.printed.length, word.at)));
  return joined.slice(Math.min(one, other) + 1, Math.max(one, other) + 1).every(Boolean);
}
