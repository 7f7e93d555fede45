/** `ask`: one question, answered in the terminal. */
import { fill, wordsFor, type AskerWords } from '../src/asker-words.js';
import { openAssistant, type Answer, type AnswerCitation, type CitationView } from '../src/assistant.js';
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
  const made = `${instead}\n${answer.lawOf.message}\n${fill(words.index, { generation: provenance.generation })} · ${engine} · ${id} · ${provenance.elapsedMs} ms\n`;
  if (answer.abstention !== null) {
    const nearest = answer.abstention.nearest.map((near) => `  · ${near.label}${standingText(near, words)}\n`).join('');
    const closest = answer.abstention.closest.map(({ text, citations }) => `  ${text}\n${citations.map((citation) => quotationText(citation, question.language, words)).join('')}`).join('');
    return `${understood}${answer.abstention.message}\n${closest === '' ? '' : `${words.closest}\n${closest}`}${nearest === '' ? '' : `${words.nearest}\n${nearest}`}${answer.abstention.covers.message}\n${made}`;
  }
  const statements = answer.statements.map((statement) => {
    const quotes = statement.citations.map((citation) => quotationText(citation, question.language, words)).join('');
    return `${statement.text}${statement.support === 'not-checkable' ? ` (${words.notChecked})` : ''}\n${quotes}`;
  });
  const cited = answer.citations.map((citation) => citationText(citation, words)).join('');
  const open = answer.unanswered.map(({ text, message }) => `\n${fill(words.unanswered, { question: text })} ${message}\n`).join('');
  return `${understood}${cited === '' ? '' : `${cited}\n`}${statements.join('\n')}${open}${contextText(answer, words)}${made}`;
}

/** A quotation with its source, marked where it is in another language, is no law, or is not in force. */
function quotationText(citation: AnswerCitation, asked: string, words: AskerWords): string {
  const { label, quote } = citation;
  return `    “${quote.text}”\n    — ${label}${quote.language === asked ? '' : ` [${quote.language}]`}${standingText(citation, words)}\n`;
}

/** ` [act]`, ` [guidance, not law; repealed]`. */
function standingText({ type, status }: Pick<AnswerCitation, 'type' | 'status'>, words: AskerWords): string {
  return ` [${[words[type], ...(status === 'in-force' ? [] : [words[status]])].join('; ')}]`;
}

/** Provisions that do not agree, defined terms, provisions pointed to: each under its heading, if there are any. */
function contextText({ definitions, related, conflicts, question: { language } }: Answer, words: AskerWords): string {
  const quotation = (citation: AnswerCitation): string => quotationText(citation, language, words);
  const under = (heading: string, lines: readonly string[]): string => (lines.length === 0 ? '' : `\n${heading}\n${lines.join('')}`);
  return [
    under(words.conflicts, conflicts.flatMap(({ sides }) => sides.map(({ date, citation }) => `  ${words[citation.type]}, ${date ?? words.undated}\n${quotation(citation)}`))),
    under(words.definitions, definitions.map(({ term, citation }) => `  ${term}\n${quotation(citation)}`)),
    under(words.related, related.map(({ why, from, citation }) => `  ${from} ${words[why]}\n${quotation(citation)}`)),
  ].join('');
}

/** What a citation in the question was taken for: `“section 5” is Dog Act, section 5`; of several, the first and how many there are. */
function citationText({ text, outcome, candidates, count, nearest }: CitationView, words: AskerWords): string {
  const shown = candidates.length > 0 ? candidates : nearest;
  const more = count > candidates.length ? ` ${fill(words.more, { count: count - candidates.length })}` : '';
  return `“${text}” ${words[outcome]}${shown.length === 0 ? '' : ` ${shown.map(({ label }) => label).join('; ')}`}${more}\n`;
}
