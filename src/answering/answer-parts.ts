/** A question of several parts: each answered by itself, one after the other, and together one answer. What the collection does not say of it is named. */
import { answer, type AnswerRequest } from './answer.js';
import type { AbstentionReason, Outcome, Unanswered } from './answer-types.js';
import { nothingSaid, saidAlso } from './said.js';

export interface Part {
  /** In the words of the question. */
  readonly asked: string;
  readonly request: AnswerRequest;
}

/** What tells an asker most, first: of parts that all abstain, the whole abstains with this reason. */
const byWhatItTells: readonly AbstentionReason[] = ['place-ambiguous', 'citation-ambiguous', 'citation-not-found', 'not-in-force', 'other-jurisdiction', 'unsupported', 'insufficient-evidence', 'no-relevant-passage', 'outside-scope'];

/** In the order of the question. Each part has its share of the longest answer; what one leaves of its share the next may use. */
export async function answerParts(parts: readonly Part[]): Promise<Outcome & { readonly unanswered: readonly Unanswered[] }> {
  const outcomes: Outcome[] = [];
  let said = nothingSaid;
  for (const [at, { request }] of parts.entries()) {
    const left = request.settings.maximumStatements - outcomes.reduce((sum, { statements }) => sum + statements.length, 0);
    const maximumStatements = Math.max(1, Math.ceil(left / (parts.length - at)));
    const outcome = await answer({ ...request, said, settings: { maximumStatements } });
    outcomes.push(outcome);
    said = saidAlso(said, outcome);
  }
  const answered = outcomes.filter(({ status }) => status === 'answered');
  const [whole] = answered.length > 0 ? answered : [...outcomes].sort((a, b) => tells(a) - tells(b));
  const dropped = new Map(outcomes.flatMap((one) => one.dropped).map((one) => [`${one.text}\n${one.why}`, one]));
  return {
    ...whole!,
    ...said,
    statements: outcomes.flatMap(({ statements }) => statements),
    dropped: [...dropped.values()],
    fallback: outcomes.find(({ fallback }) => fallback !== null)?.fallback ?? null,
    unanswered: answered.length === 0 ? [] : outcomes.flatMap(({ abstention }, at) => (abstention === null ? [] : [{ text: parts[at]!.asked, reason: abstention.reason, message: abstention.message }])),
  };
}

const tells = ({ abstention }: Outcome): number => (abstention === null ? byWhatItTells.length : byWhatItTells.indexOf(abstention.reason));
