/** Declining to answer: why, and what the collection holds nearby. An abstention is a normal result. */
import { locate, type Day } from '../document.js';
import type { CitedProvisions } from '../retrieval/cited.js';
import type { Passage } from '../retrieval/passage.js';
import type { Query } from '../retrieval/query.js';
import type { Abstention, AbstentionReason, Closest, Coverage, Nearest } from './answer-types.js';
import { besideCitations } from './cited-text.js';
import { describeFound, describeProvision } from './cite.js';
import { messageFor } from './messages.js';
import { isOutsideScope } from './outside-scope.js';
import { contentOf } from './question-kinds.js';

/** Belief below which one declines; the models are fitted so that this is the point. */
export const answerableFrom = 0.5;
/** Belief in being about the subject below which nothing is said to be held on it. */
const aboutFrom = 0.5;
/** The same for the belief in an answer, where that is all there is. */
const relevantFrom = 0.2;
/** Provisions named with an abstention. */
const mostNearest = 5;

/** Why a question is declined before anything is read; `null` when it is not. */
export function declineUnread(query: Query, passages: readonly Passage[], outsideDate: readonly Passage[], cited: readonly CitedProvisions[]): AbstentionReason | null {
  if (isOutsideScope(query.text, query.language)) return 'outside-scope';
  const wrong = declineCited(query, cited);
  if (wrong !== null) return wrong;
  if (passages.length > 0) return null;
  return outsideDate.length > 0 ? 'not-in-force' : 'no-relevant-passage';
}

/**
 * A question that rests on a citation is not answered from what lies beside it. What leads to several provisions is read like the rest
 * where they are few; a name that the corpus does not have may only be mentioned, unless the question asks for nothing else.
 */
function declineCited({ text, language, citations }: Query, cited: readonly CitedProvisions[]): AbstentionReason | null {
  if (citations.some(({ target }) => target !== null) && cited.some(({ outcome }) => outcome === 'found' || outcome === 'ambiguous')) return null;
  const outcomes = new Set(cited.map(({ outcome }) => outcome));
  if (outcomes.has('no-such-provision')) return 'citation-not-found';
  if (outcomes.has('not-in-force')) return 'not-in-force';
  if (outcomes.size === 0 || !asksForCited(text, language, cited)) return null;
  return outcomes.has('ambiguous') ? 'citation-ambiguous' : cited.some(({ citation }) => citation.named !== null) ? 'citation-not-found' : null;
}

/** Words beside the citation and those that only ask: "say", "in detail". */
const mostWordsBeside = 2;

/** True when the question is for the text of what it cites: `What does section 5 of the Frog Act say?` */
function asksForCited(text: string, language: string, cited: readonly CitedProvisions[]): boolean {
  return (contentOf(besideCitations(text, cited), language).match(/\p{L}+/gu) ?? []).length <= mostWordsBeside;
}

/** Why a question is declined whose passages answer with the belief `answerable` and are on its subject with the belief `about`, and passages of another date answer with `outside`. */
export function declineRead(answerable: number, outside: number, about?: number): AbstentionReason | null {
  if (answerable >= answerableFrom) return null;
  if (outside >= answerableFrom) return 'not-in-force';
  const isAbout = about === undefined ? answerable >= relevantFrom : about >= aboutFrom;
  return isAbout ? 'insufficient-evidence' : 'no-relevant-passage';
}

export interface AbstentionParts {
  readonly query: Query;
  readonly asOf: Day;
  readonly cited: readonly CitedProvisions[];
  /** The passages whose provisions are named as nearest, best first. */
  readonly passages: readonly Passage[];
  readonly closest: readonly Closest[];
  readonly covers: Coverage;
}

export function abstention(reason: AbstentionReason, { query, asOf, cited, passages, closest, covers }: AbstentionParts): Abstention {
  const meant = cited.filter(({ outcome }) => outcome === (reason === 'citation-ambiguous' ? 'ambiguous' : 'no-such-provision') || (reason === 'citation-not-found' && outcome === 'unknown-work'));
  const citation = meant.map((one) => one.citation.text).join(', ');
  return {
    reason,
    message: messageFor(reason, query.language, { date: asOf, citation, places: [...new Set(passages.map(({ document }) => document.jurisdiction))].join(', ') }),
    nearest: reason === 'outside-scope' ? [] : reason === 'citation-not-found' || reason === 'citation-ambiguous' ? nearCited(meant, asOf) : nearestOf(passages, asOf),
    closest: reason === 'insufficient-evidence' ? closest : [],
    covers,
  };
}

/** What a wrong citation's work holds nearby, or what an ambiguous one may mean: never passages that only sound alike. */
function nearCited(meant: readonly CitedProvisions[], asOf: Day): Nearest[] {
  return meant.flatMap(({ candidates, nearest }) => [...candidates, ...nearest]).slice(0, mostNearest).map((near) => describeFound(near, asOf));
}

/** Up to five provisions, each once, by rank of their passages. */
function nearestOf(passages: readonly Passage[], asOf: Day): Nearest[] {
  const nearest = new Map<string, Nearest>();
  for (const { document, chunk } of passages) {
    const found = describeProvision(document, provisionOf({ document, chunk }), asOf);
    const key = `${document.expression}#${found.eId}`;
    if (nearest.size < mostNearest && !nearest.has(key)) nearest.set(key, found);
  }
  return [...nearest.values()];
}

function provisionOf({ document, chunk }: Pick<Passage, 'document' | 'chunk'>): ReturnType<typeof locate> {
  const located = locate(document, chunk.span);
  if (located === null || chunk.eId === '') return null;
  const chain = [...located.ancestors, located.provision];
  const index = chain.findIndex(({ eId }) => eId === chunk.eId);
  return index === -1 ? located : { provision: chain[index]!, ancestors: chain.slice(0, index) };
}
