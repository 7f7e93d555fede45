/** Between the audit log and a question: what was asked before, and an answer that counts only once it is recorded. */
import type { Answer, AskEvent, PreviousQuestion } from './contract.js';
import type { PastAnswers } from './past-answers.js';
import type { EarlierStep } from './retrieval/follow-up.js';

/** What the log knows of earlier answers; of one that it does not have, the question's words alone are used. */
export function earlierSteps(previous: readonly PreviousQuestion[], past: Pick<PastAnswers, 'find'>): Promise<EarlierStep[]> {
  return Promise.all(previous.map(async ({ question, answer }): Promise<EarlierStep> => {
    const record = answer === undefined ? null : await past.find(answer);
    const { asOf, collections, jurisdictions, languages, types } = record?.request ?? {};
    const scope = { ...(asOf && { asOf }), ...(collections && { collections }), ...(jurisdictions && { jurisdictions }), ...(languages && { languages }), ...(types && { types }) };
    return { question, cited: record?.cited ?? [], scope };
  }));
}

/** Answers, records, and hands the answer out. With `holdsBack` nothing of it goes out before it is recorded. */
export async function answerOnRecord(
  onEvent: ((event: AskEvent) => void) | undefined,
  holdsBack: boolean,
  answer: (onEvent: (event: AskEvent) => void) => Promise<Answer>,
  record: (answer: Answer) => Promise<void>,
): Promise<Answer> {
  const held: AskEvent[] = [];
  const made = await answer((event) => {
    // The whole answer is the last event; it says that all is done, the record included.
    if (event.event === 'answer' || (holdsBack && event.event === 'statement')) held.push(event);
    else onEvent?.(event);
  });
  await record(made);
  for (const event of held) onEvent?.(event);
  return made;
}
