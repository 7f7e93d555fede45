/** `ask`: one question, answered in the terminal. */
import { fill, wordsFor, type AskerWords } from '../src/asker-words.js';
import { openAssistant, type Answer, type CitationView } from '../src/assistant.js';
import { longestQuestion } from '../src/contract.js';
import { indexesFlag, jsonFlag, wrongUse, type Command } from './command.js';
import { parseDay, parseLanguage } from './values.js';

export const ask: Command = {
  name: 'ask',
  use: '"question" [--as-of DATE] [--language TAG] [--engine NAME] [--previous ID …] [--indexes DIR] [--json]',
  summary: 'Answers one question from the live generation; each statement with the quotation it stands on, or says that the corpus does not tell.',
  flags: {
    'as-of': { type: 'string', help: 'DATE   the day whose law is asked for, YYYY-MM-DD (default: today)' },
    language: { type: 'string', help: 'TAG the language to answer in (default: the question\'s)' },
    engine: { type: 'string', help: 'NAME  what composes the answer: extractive, or openai-compatible, gguf where set up (default: extractive)', setting: 'engine' },
    previous: { type: 'string', multiple: true, help: 'ID  an answer given before, for a follow-up question; repeatable, oldest first' },
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
    const assistant = await openAssistant(given.config, { clock: () => new Date(), log: (line) => process.stderr.write(`${line}\n`), keepsAnswers: true });
    try {
      const previous = await Promise.all(given.texts('previous').map(async (id) => ({ question: (await assistant.pastAnswer(id)).question.text, answer: id })));
      const answer = await assistant.ask({ question, ...scope, ...(previous.length > 0 && { previous }) }, given.signal);
      process.stdout.write(given.given('json') ? `${JSON.stringify(answer, null, 2)}\n` : answerText(answer));
    } finally {
      await assistant.close();
    }
  },
};

/** The answer as one reads it, in the asker's words: statements, the quotations under them as the law has them, then how it was made. */
export function answerText(answer: Answer): string {
  const { provenance, question, id } = answer;
  const words = wordsFor(question.language);
  const understood = question.understood === null ? '' : `${fill(words.understood, { question: question.understood })}\n\n`;
  const engine = provenance.languageModel === null ? provenance.engine : `${provenance.engine} (${provenance.languageModel})`;
  const instead = provenance.fallback === null ? '' : `\n${words.fallback} ${provenance.fallback.message}\n`;
  const made = `${instead}\n${fill(words.lawOf, { date: provenance.asOf })} · ${fill(words.index, { generation: provenance.generation })} · ${engine} · ${id} · ${provenance.elapsedMs} ms\n`;
  if (answer.abstention !== null) {
    const nearest = answer.abstention.nearest.map(({ label }) => `  · ${label}\n`).join('');
    return `${understood}${answer.abstention.message}\n${nearest === '' ? '' : `${words.nearest}\n${nearest}`}${answer.abstention.covers.message}\n${made}`;
  }
  const statements = answer.statements.map((statement) => {
    const quotes = statement.citations.map(({ label, quote }) => `    “${quote.text}”\n    — ${label}${quote.language === question.language ? '' : ` [${quote.language}]`}\n`).join('');
    return `${statement.text}${statement.support === 'not-checkable' ? ` (${words.notChecked})` : ''}\n${quotes}`;
  });
  const cited = answer.citations.map((citation) => citationText(citation, words)).join('');
  return `${understood}${cited === '' ? '' : `${cited}\n`}${statements.join('\n')}${made}`;
}

/** What a citation in the question was taken for: `“section 5” is Dog Act, section 5`; of several, the first and how many there are. */
function citationText({ text, outcome, candidates, count, nearest }: CitationView, words: AskerWords): string {
  const shown = candidates.length > 0 ? candidates : nearest;
  const more = count > candidates.length ? ` ${fill(words.more, { count: count - candidates.length })}` : '';
  return `“${text}” ${words[outcome]}${shown.length === 0 ? '' : ` ${shown.map(({ label }) => label).join('; ')}`}${more}\n`;
}
