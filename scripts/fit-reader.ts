/**
 * Fits the reader's weights for drafts again and prints them with figures on what they were fitted to (train) and on the rest (dev); writes
 * nothing but the gathered figures, if `--cases` says where: a second fit then needs no embedding.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadConfig } from '../src/config.js';
import { collectionCases, pageCases, readingCases, type Case } from '../src/evaluation/fit/cases.js';
import { devRisk, fitFigures, fitReader, forDrafts, forDraftsTrained, forPages, forPagesTrained } from '../src/evaluation/fit/fit-reader.js';
import { messageOf } from '../src/errors.js';
import { wholeNumber, wrongUse, type Arguments, type Command } from './command.js';

export const fitReaderCommand: Command = {
  name: 'fit-reader',
  use: '--pages DIR … [--collection DIR | --reading] --built DIR [--cases DIR] [--every N] [--held-back N]',
  summary: 'Fits the reader\'s weights for drafts and prints them. Sets of pages have answers.jsonl and a split; `--built` holds an index of each, named as its folder, and one named "sample" for the collection.',
  flags: {
    pages: { type: 'string', multiple: true, help: 'DIR  a set in BEIR form with answers.jsonl, repeatable' },
    collection: { type: 'string', help: 'DIR  a collection\'s own questions (corpus/questions)' },
    reading: { type: 'boolean', help: 'the weights for one page whose lines are its sentences, not those for drafts' },
    built: { type: 'string', help: 'DIR  indexes of the sets, made with `index`' },
    cases: { type: 'string', help: 'DIR  where gathered figures are kept' },
    every: { type: 'string', help: 'N    every N-th question of the pages only' },
    'held-back': { type: 'string', help: 'N    with the trained reader in use, on the questions that training/reader.py --hold-back N kept from it (of dev every N-th of --every)' },
  },
  run: async (given) => {
    const built = given.text('built');
    if (built === undefined) throw wrongUse('Name --built DIR, the folder of the indexes.', fitReaderCommand);
    const [alone, withTrained] = given.given('reading') ? [forPages, forPagesTrained] : [forDrafts, forDraftsTrained];
    const purpose = given.text('held-back') === undefined ? alone : withTrained;
    const cases = await allCases(given, built);
    const weights = fitReader(cases, purpose);
    process.stdout.write(`${JSON.stringify(rounded(weights), null, 1)}\n`);
    for (const { set, part, questions, sentenceF1, noAnswer, auc, areaUnderRiskCoverage } of fitFigures(cases, weights, purpose)) {
      const percent = (value: number): string => (100 * value).toFixed(1).padStart(6);
      process.stdout.write(`${part.padEnd(6)}${set.padEnd(12)}${String(questions).padStart(5)}  sentence F1 ${percent(sentenceF1)}  no answer P ${percent(noAnswer.precision)} R ${percent(noAnswer.recall)} F1 ${percent(noAnswer.f1)}  AUC ${percent(auc)}  risk ${percent(areaUnderRiskCoverage)}\n`);
    }
    process.stdout.write('\nrisk over coverage, dev\n');
    for (const { coverage, risk, belief } of devRisk(cases, weights, purpose).points) process.stdout.write(`answered ${(100 * coverage).toFixed(0).padStart(3)} %  wrong ${(100 * risk).toFixed(1).padStart(5)} %  belief ${belief.toFixed(3)}\n`);
  },
};

async function allCases(given: Arguments, built: string): Promise<Case[]> {
  const every = wholeNumber(given, 'every', fitReaderCommand) ?? 1;
  const heldBack = wholeNumber(given, 'held-back', fitReaderCommand);
  const collection = given.text('collection');
  const options = (name: string) => ({ config: loadConfig({ indexes: path.join(built, name) }), every, ...(heldBack !== undefined && { heldBack }), onProgress: (done: number, total: number): void => { if (done % 100 === 0) process.stderr.write(`${name} ${done}/${total}\n`); } });
  const sets = [
    ...[...given.texts('pages'), ...given.positionals].map((folder) => ({ name: path.basename(folder), gather: () => (given.given('reading') ? readingCases : pageCases)(folder, options(path.basename(folder))) })),
    ...(collection === undefined ? [] : ['ar', 'de', 'en', 'fr', 'ja'].map((language) => ({ name: `sample-${language}`, gather: () => collectionCases(collection, language, options('sample')) }))),
  ];
  const cases: Case[] = [];
  for (const { name, gather } of sets) cases.push(...(await kept(given.text('cases'), name, gather)));
  return cases;
}

async function kept(folder: string | undefined, name: string, gather: () => Promise<Case[]>): Promise<Case[]> {
  if (folder === undefined) return gather();
  const file = path.join(folder, `${name}.json`);
  if (existsSync(file)) return readKept(file);
  const cases = await gather();
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify(cases));
  return cases;
}

/** Written by this command for itself. */
async function readKept(file: string): Promise<Case[]> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!Array.isArray(parsed)) throw new Error('it is no list');
    return parsed as Case[];
  } catch (error) {
    throw wrongUse(`${file} cannot be read: ${messageOf(error)}. Delete it to gather its figures again.`, fitReaderCommand);
  }
}

/** Four digits: the fifth is below what the questions can tell. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? Math.round(one * 1e4) / 1e4 : one)));
}
