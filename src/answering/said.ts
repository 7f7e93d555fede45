/** What the earlier parts of a question have said already, so that a later part does not say it again. */
import type { Outcome } from './answer-types.js';
import type { DraftStatement, Sentence } from './engine.js';
import { isQuoted, type Quoted } from './quoted.js';
import { saySame } from './same-saying.js';

/** Sentences are numbered through; the drafts name them by these numbers. */
export interface Said {
  readonly drafts: readonly DraftStatement[];
  readonly sentences: readonly Sentence[];
  readonly quoted: readonly Quoted[];
}

export const nothingSaid: Said = { drafts: [], sentences: [], quoted: [] };

/** With what one more part has said; its sentences are numbered on. */
export function saidAlso(said: Said, { drafts, sentences, quoted }: Pick<Outcome, 'drafts' | 'sentences' | 'quoted'>): Said {
  const by = lastNumber(said);
  return { drafts: [...said.drafts, ...drafts.map((draft) => shifted(draft, by))], sentences: [...said.sentences, ...sentences.map((sentence) => renumbered(sentence, by))], quoted: [...said.quoted, ...quoted] };
}

/** Is all that the draft rests on quoted already, or does a released one say the same? */
export function isSaid(draft: DraftStatement, sentences: readonly Sentence[], said: Said): boolean {
  if (said.quoted.length === 0) return false;
  const cited = sentences.filter(({ number }) => draft.sentences.includes(number));
  if (cited.length > 0 && cited.every(({ passage: { document }, span }) => isQuoted(said.quoted, document, span))) return true;
  const by = lastNumber(said);
  const all = [...said.sentences, ...cited.map((sentence) => renumbered(sentence, by))];
  return said.drafts.some((one) => saySame(one, shifted(draft, by), all));
}

const lastNumber = ({ sentences }: Said): number => Math.max(0, ...sentences.map(({ number }) => number));
const renumbered = (sentence: Sentence, by: number): Sentence => ({ ...sentence, number: sentence.number + by });
const shifted = (draft: DraftStatement, by: number): DraftStatement => ({ ...draft, sentences: draft.sentences.map((number) => number + by) });
