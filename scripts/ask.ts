/** `ask`: one question, answered in the terminal. */
import { openAssistant, type Answer, type CitationView } from '../src/assistant.js';
import { longestQuestion } from '../src/contract.js';
import { indexesFlag, jsonFlag, wrongUse, type Command } from './command.js';
import { parseDay, parseLanguage } from './values.js';

export const ask: Command = {
  name: 'ask',
  use: '"question" [--as-of DATE] [--language TAG] [--engine NAME] [--indexes DIR] [--json]',
  summary: 'Answers one question from the live generation; each statement with the quotation it stands on, or says that the corpus does not tell.',
  flags: {
    'as-of': { type: 'string', help: 'DATE   the day whose law is asked for, YYYY-MM-DD (default: today)' },
    language: { type: 'string', help: 'TAG the language to answer in (default: the question\'s)' },
    engine: { type: 'string', help: 'NAME  what composes the answer (default: extractive)', setting: 'engine' },
    indexes: indexesFlag,
    json: jsonFlag,
  },
  run: async (given) => {
    const [question, ...others] = given.positionals;
    if (question === undefined || question.trim() === '' || others.length > 0) throw wrongUse('One question is expected, in quotation marks.', ask);
    if (Array.from(question.trim()).length > longestQuestion) throw wrongUse(`The question is longer than ${longestQuestion} characters.`, ask);
    const asOf = given.text('as-of');
    const language = given.text('language');
    const scope = { ...(asOf === undefined ? {} : { asOf: parseDay(asOf, ask) }), ...(language === undefined ? {} : { language: parseLanguage(language, ask) }) };
    const assistant = await openAssistant(given.config, { clock: () => new Date(), log: () => undefined });
    try {
      const answer = await assistant.ask({ question, ...scope }, given.signal);
      process.stdout.write(given.given('json') ? `${JSON.stringify(answer, null, 2)}\n` : answerText(answer));
    } finally {
      await assistant.close();
    }
  },
};

/** The answer as one reads it: statements, the quotations under them, then how it was made. */
export function answerText(answer: Answer): string {
  const { provenance } = answer;
  const made = `\nLaw as of ${provenance.asOf} · generation ${provenance.generation} · engine ${provenance.engine} · ${provenance.elapsedMs} ms\n`;
  if (answer.abstention !== null) {
    const nearest = answer.abstention.nearest.map(({ label }) => `  · ${label}\n`).join('');
    return `${answer.abstention.message}\n${nearest}${made}`;
  }
  const statements = answer.statements.map((statement) => {
    const quotes = statement.citations.map(({ label, quote }) => `    “${quote.text}”\n    — ${label}\n`).join('');
    return `${statement.text}${statement.support === 'not-checkable' ? ' (could not be checked)' : ''}\n${quotes}`;
  });
  const cited = answer.citations.map(citationText).join('');
  return `${cited === '' ? '' : `${cited}\n`}${statements.join('\n')}${made}`;
}

const outcomes: Readonly<Record<CitationView['outcome'], string>> = {
  found: 'is', ambiguous: 'may be', 'not-in-force': 'is not in force on that day', 'no-such-provision': 'does not exist; the work has nearby', 'unknown-work': 'is in no work of this corpus',
};

/** What a citation in the question was taken for: `“section 5” is Dog Act, section 5`; of several, the first and how many there are. */
function citationText({ text, outcome, candidates, count, nearest }: CitationView): string {
  const shown = candidates.length > 0 ? candidates : nearest;
  const more = count > candidates.length ? ` and ${count - candidates.length} more` : '';
  return `“${text}” ${outcomes[outcome]}${shown.length === 0 ? '' : ` ${shown.map(({ label }) => label).join('; ')}`}${more}\n`;
}
