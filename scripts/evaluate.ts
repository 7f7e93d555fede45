/** `evaluate`: question sets -> figures. */
import { writeFile } from 'node:fs/promises';
import { openPageReader } from '../src/assistant.js';
import { ablate, ablationLines } from '../src/evaluation/ablation.js';
import { evaluateCitations } from '../src/evaluation/citations.js';
import { evaluateCollection } from '../src/evaluation/collection.js';
import { evaluateFollowUps } from '../src/evaluation/follow-ups.js';
import { evaluateBeir } from '../src/evaluation/evaluate.js';
import { evaluateKnownItems } from '../src/evaluation/known-item.js';
import { evaluateQuestionLanguages } from '../src/evaluation/question-languages.js';
import { evaluateReading } from '../src/evaluation/reading.js';
import { ResponsaError } from '../src/errors.js';
import { indexesFlag, jsonFlag, wholeNumber, wrongUse, type Arguments, type Command } from './command.js';
import { evaluateVerification } from './evaluate-verification.js';
import { showProgress, type Progress } from './progress.js';

const world = { clock: (): Date => new Date(), log: (): void => undefined };

export const evaluate: Command = {
  name: 'evaluate',
  use: '--beir DIR [--questions-of DIR] [--run FILE] [--answers FILE] [--limit N] [--json] | --reading DIR [--answers FILE] [--split NAME] [--limit N] [--json] | --questions DIR [--indexes DIR] [--json] | --follow-ups DIR [--indexes DIR] [--json] | --known-item DIR --indexes DIR [--run FILE] [--failures FILE] [--limit N] [--json] | --citations DIR [--failures FILE] [--limit N] [--json] | --languages DIR … [--json] | --ablation DIR … [--limit N] [--json] | --verify DIR … [--failures FILE] [--limit N] [--seed N] [--json]',
  summary: 'Measures retrieval (and with --answers whole answers) on a question set in BEIR form, the reader alone on pages, the live index on a collection\'s own questions or on the headings of known provisions, citations on every provision number of a corpus, how well the language of questions is told, what each technique of retrieval adds (--ablation), or what the check of statements finds (--verify).',
  flags: {
    beir: { type: 'string', help: 'DIR      corpus.jsonl, queries.jsonl, qrels.tsv' },
    'questions-of': { type: 'string', help: 'DIR with --beir: the same questions, by id, in another language than the documents' },
    reading: { type: 'string', help: 'DIR   the same with answers.jsonl: the reader on one page a question' },
    questions: { type: 'string', help: 'DIR topics.<language>.jsonl and qrels.<language>.tsv, asked of the live index' },
    'follow-ups': { type: 'string', help: 'DIR follow-ups.jsonl, asked of the live index with and without the question before' },
    'known-item': { type: 'string', help: 'DIR queries.jsonl and qrels.tsv: headings of provisions, asked of the live index in --indexes' },
    citations: { type: 'string', help: 'DIR a corpus: every section and article asked for in three written forms' },
    failures: { type: 'string', help: 'FILE where one JSON line goes for each citation that did not lead to its provision alone, or each heading whose provision did not come first' },
    languages: { type: 'string', multiple: true, help: 'DIR as --beir, repeatable: how often the language of a question is told' },
    ablation: { type: 'string', multiple: true, help: 'DIR  as --beir, repeatable: a table in Markdown, one row for each technique switched off' },
    verify: { type: 'string', multiple: true, help: 'DIR    law, repeatable: sentences made false and said otherwise by rule, and what the check of statements says' },
    run: { type: 'string', help: 'FILE      where the TREC run of documents goes, 100 deep' },
    answers: { type: 'string', help: 'FILE  where one JSON line per question goes' },
    split: { type: 'string', help: 'NAME    questions of this split only (train, dev)' },
    limit: { type: 'string', help: 'N       the first N questions (with --citations: provisions) only' },
    seed: { type: 'string', help: 'N        with --verify: other sentences and other changes (6 when it is not given)' },
    indexes: indexesFlag,
    json: jsonFlag,
  },
  run: async (given) => {
    if (given.texts('ablation').length > 0) return printAblation([...given.texts('ablation'), ...given.positionals], given);
    if (given.texts('verify').length > 0) return evaluateVerification(given, evaluate);
    const folders = ['beir', 'reading', 'questions', 'follow-ups', 'known-item', 'languages', 'citations'].filter((flag) => given.text(flag) !== undefined || given.texts(flag).length > 0);
    const [kind, ...others] = folders;
    if (kind === undefined || others.length > 0) throw wrongUse('Name one of --beir DIR, --reading DIR, --questions DIR, --follow-ups DIR, --known-item DIR, --citations DIR, --languages DIR, --ablation DIR and --verify DIR.', evaluate);
    const folder = kind === 'languages' ? '' : given.text(kind)!;
    const progress = showProgress();
    const figures = await measure(kind, folder, given, progress).finally(progress.stop);
    process.stdout.write(given.given('json') ? `${JSON.stringify(figures)}\n` : `${figureLines(figures).join('\n')}\n`);
    requireExact(figures);
  },
};

/** A quotation that is not its source's is a fault of the program, whatever else the figures say. */
function requireExact(figures: object): void {
  const broken = brokenOf(figures);
  if (broken > 0) throw new ResponsaError('damaged', `${broken} quotations are not what their source has at that place.`, 'Please report this with the question set: quotations must be exact.');
}

function brokenOf(figures: object): number {
  return Object.entries(figures).reduce((sum, [name, value]: [string, unknown]) => sum + (name === 'brokenQuotations' && typeof value === 'number' ? value : typeof value === 'object' && value !== null ? brokenOf(value) : 0), 0);
}

async function printAblation(folders: readonly string[], given: Arguments): Promise<void> {
  const limit = wholeNumber(given, 'limit', evaluate);
  const progress = showProgress();
  const table = await ablate(folders, { config: given.config, world, onProgress: progress.report, signal: given.signal, ...(limit && { limit }) }).finally(progress.stop);
  process.stdout.write(given.given('json') ? `${JSON.stringify(table)}\n` : `${ablationLines(table).join('\n')}\n`);
}

async function measure(kind: string, folder: string, given: Arguments, progress: Progress): Promise<object> {
  const { config } = given;
  const limit = wholeNumber(given, 'limit', evaluate);
  const run = given.text('run');
  const answers = given.text('answers');
  const questionsOf = given.text('questions-of');
  const onProgress = progress.report;
  if (kind === 'languages') return evaluateQuestionLanguages([...given.texts('languages'), ...given.positionals]);
  if (kind === 'questions') return evaluateCollection(folder, { config, world, onProgress });
  if (kind === 'follow-ups') return evaluateFollowUps(folder, { config, world, onProgress });
  if (kind === 'beir') return evaluateBeir(folder, { config, world, onProgress, signal: given.signal, ...(limit && { limit }), ...(run && { run }), ...(answers && { answers }), ...(questionsOf && { questionsOf }) });
  const failures = given.text('failures');
  if (kind === 'known-item') return evaluateKnownItems(folder, { config, world, onProgress, signal: given.signal, ...(limit && { limit }), ...(run && { run }), ...(failures && { failures }) });
  if (kind === 'citations') return evaluateCitations(folder, { threads: config.threads, onProgress, signal: given.signal, ...(limit && { limit }), ...(failures && { failures }) });
  const split = given.text('split');
  const reader = await openPageReader(config);
  try {
    const reading = await evaluateReading(reader, folder, { onProgress: (done, total) => progress.report({ stage: 'read', done, total }), ...(limit && { limit }), ...(split && { split }) });
    if (answers !== undefined) await writeFile(answers, reading.answers.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return reading.figures;
  } finally {
    await reader.close();
  }
}

/** Figures as indented lines, numbers to four digits. */
function figureLines(value: object, indent = ''): string[] {
  return Object.entries(value).flatMap(([name, figure]: [string, unknown]) => {
    if (typeof figure === 'object' && figure !== null) return [`${indent}${name}`, ...figureLines(figure, `${indent}  `)];
    return [`${indent}${name.padEnd(26 - indent.length)} ${typeof figure === 'number' && !Number.isInteger(figure) ? figure.toFixed(4) : String(figure)}`];
  });
}
