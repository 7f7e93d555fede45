/**
 * A question that is nothing but a provision's heading ("Zuschüsse zu Beiträgen zur Krankenversicherung", "Lost and damaged library
 * material") asks for the provisions that stand under it. Evidence of its own: they come before what merely speaks of the same, and
 * among themselves in the order that words and meaning give them, since one heading often stands in several laws.
 */
import { functionWordsOf } from '../indexing/analysis/function-words.js';
import { analyzerKey, readingOf } from '../indexing/analysis/analyzer.js';
import { foldWord } from '../indexing/analysis/fold.js';
import { headingWords } from '../indexing/heading-table.js';
import type { Hit } from '../indexing/snapshot.js';
import { sortHits } from './fuse.js';
import type { Retriever } from './retrievers.js';

/** One word ("Fees", "Inkrafttreten") is a topic as well as a heading, and stands over provisions of most laws. */
const FEWEST_WORDS = 2;
/** Where words are not told apart: as many characters as two words have at least. */
const FEWEST_CHARACTERS = 4;

/** Score 1 for each admitted passage under the heading that the question is. */
export const byHeading: Retriever = ({ snapshot }, { text, language }, admission) => {
  const rows = saysEnough(text, language) ? snapshot.rowsUnder(text) : [];
  return { retriever: 'heading', hits: rows.filter((row) => admission.rows[row] === 1).map((row) => ({ row, score: 1 })) };
};

function saysEnough(text: string, language: string): boolean {
  const words = headingWords(text);
  if (readingOf(language) === 'characters') return words.join('').length >= FEWEST_CHARACTERS;
  const functionWords = functionWordsOf(analyzerKey(language), foldWord);
  return words.filter((word) => !functionWords.has(word)).length >= FEWEST_WORDS;
}

/** The passages under the heading before all others, their scores lifted above the others' best; those that no other retriever found come last among them. */
export function leadByHeading(fused: readonly Hit[], headed: readonly Hit[]): Hit[] {
  if (headed.length === 0) return [...fused];
  const scores = new Map(fused.map(({ row, score }) => [row, score]));
  const lowest = fused.at(-1)?.score ?? 0;
  const leading = headed.map(({ row }) => ({ row, score: scores.get(row) ?? lowest }));
  const lift = (fused[0]?.score ?? 0) - leading.reduce((least, { score }) => Math.min(least, score), Infinity);
  const led = new Set(leading.map(({ row }) => row));
  return [...sortHits(leading.map(({ row, score }) => ({ row, score: score + lift }))), ...fused.filter(({ row }) => !led.has(row))];
}
