/**
 * `bench`: speeds and memory of this machine; ratios where a peer is measured on the same texts in the same run. Each part runs in a process of its own, one after the other:
 * both pipelines embed the same texts (bench-embedding, bench-langchain), the corpus is built (bench-build), opened and asked (bench-service), and built again with one act changed.
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text as readText } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { withModelsInUse } from '../src/assistant.js';
import { programFolder, type Config } from '../src/config.js';
import { describe, ResponsaError } from '../src/errors.js';
import { chunk, embeddedText } from '../src/indexing/chunk.js';
import { ingest } from '../src/ingest/ingest.js';
import { benchTable, buildSchema, pipelineSchema, progressSchema, serviceSchema, type BuildFigures, type Figures, type Pipeline } from './bench-figures.js';
import { copyWithOneActChanged } from './changed-act.js';
import { jsonFlag, wholeNumber, wrongUse, type Command } from './command.js';
import { fullPrecision } from './full-precision.js';
import { showProgress, type Progress } from './progress.js';

/** Passages both pipelines embed and index. Half a batch of the peer's: for it the peer takes 12 GB of memory, for a whole one (512) up to 23. */
const passagesMeasured = 256;
/** Questions of each round. */
const questionsMeasured = 200;

export const bench: Command = {
  name: 'bench',
  use: '[--corpus DIR …] [--keep DIR] [--questions N] [--without-peer] [--json]',
  summary: 'Measures embedding against LangChain\'s documented pipeline on the same texts, a build by its stages, start, retrieval and answers, those of a language model where the settings name one, and a build after one act was changed.',
  flags: {
    corpus: { type: 'string', multiple: true, help: 'DIR    what to index, repeatable (default: the corpus that ships)' },
    keep: { type: 'string', help: 'DIR      where the index is built and stays; a build that was stopped there goes on, and what was built there before is taken over (default: a folder that is removed)' },
    questions: { type: 'string', help: `N   how many are asked in each round (default: ${questionsMeasured})` },
    'without-peer': { type: 'boolean', help: ' leaves the comparison with LangChain out; it needs 12 GB of memory' },
    json: jsonFlag,
  },
  run: async (given) => {
    const named = given.texts('corpus').map((folder) => path.resolve(folder));
    const folders = named.length > 0 ? named : [path.join(programFolder, 'corpus')];
    const folder = await mkdtemp(path.join(tmpdir(), 'responsa-bench-'));
    const progress = showProgress();
    const kept = given.text('keep');
    if (kept === '') throw wrongUse('--keep needs a folder.', bench);
    const order: Order = {
      folders, folder, progress,
      indexes: path.resolve(kept ?? path.join(folder, 'indexes')),
      questions: wholeNumber(given, 'questions', bench) ?? questionsMeasured,
      peer: !given.given('without-peer'),
      config: await withModelsInUse(given.config),
      signal: given.signal,
    };
    try {
      const figures = await measure(order);
      process.stdout.write(given.given('json') ? `${JSON.stringify(figures)}\n` : benchTable(figures));
    } finally {
      progress.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Order {
  readonly folders: readonly string[];
  /** Where copies and texts go; removed at the end. */
  readonly folder: string;
  readonly indexes: string;
  readonly questions: number;
  readonly peer: boolean;
  readonly config: Config;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

async function measure(order: Order): Promise<Figures> {
  const embedding = order.peer ? await compareEmbedding(order) : null;
  const build = await buildIn(order, order.folders);
  const service = await runPart(order, 'bench-service', [order.indexes, String(order.questions)], serviceSchema);
  const changed = await copyWithOneActChanged(order.folders, path.join(order.folder, 'changed'));
  const rebuild = await buildIn(order, changed.folders);
  return { embedder: order.config.embedder, embedding, build, service, rebuild: { ...rebuild, share: rebuild.seconds / build.seconds } };
}

function buildIn(order: Order, folders: readonly string[]): Promise<BuildFigures> {
  return runPart(order, 'bench-build', [order.indexes, ...folders], buildSchema);
}

async function compareEmbedding(order: Order): Promise<NonNullable<Figures['embedding']>> {
  const { config, folder, progress } = order;
  const texts = await textsOf(order.folders, config);
  const file = path.join(folder, 'texts.jsonl');
  await writeFile(file, texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
  const pipeline = (script: string, models: string): Promise<Pipeline> => runPart(order, script, [file, models, String(config.threads), config.embedder], pipelineSchema);
  progress.report({ stage: 'responsa embeds', done: 0, total: 1 });
  const responsa = await pipeline('bench-embedding', config.models);
  progress.report({ stage: 'langchain embeds', done: 0, total: 1 });
  const langchain = await pipeline('bench-langchain', await writePeerModel(folder, config)).catch((error: unknown) => {
    process.stderr.write(`LangChain's pipeline did not finish, so there is no ratio: ${describe(error)}\nMost likely this machine has not enough memory for it.\n`);
    return null;
  });
  return {
    responsa,
    langchain,
    speedRatio: langchain && responsa.passages / responsa.seconds / (langchain.passages / langchain.seconds),
    memoryRatio: langchain && responsa.peakRssBytes / langchain.peakRssBytes,
  };
}

/** What an index of the corpus embeds, repeated when it is a small one; each repetition is marked so that no text comes twice. */
async function textsOf(folders: readonly string[], config: Config): Promise<string[]> {
  const { documents } = await ingest(folders);
  const texts = documents.flatMap((document, ordinal) => chunk(document, ordinal, config.chunkLength).map((one) => embeddedText(document, one)));
  return Array.from({ length: passagesMeasured }, (_, index) => `${texts[index % texts.length]!}${' ·'.repeat(Math.floor(index / texts.length))}`);
}

/** LangChain's documented call loads full precision; only 8-bit weights ship, so they are written out for it. */
async function writePeerModel(folder: string, config: Config): Promise<string> {
  const [from, to] = [path.join(config.models, config.embedder), path.join(folder, 'peer', config.embedder)];
  await mkdir(path.join(to, 'onnx'), { recursive: true });
  for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json']) await copyFile(path.join(from, name), path.join(to, name));
  await writeFile(path.join(to, 'onnx', 'model.onnx'), fullPrecision(await readFile(path.join(from, 'onnx', 'model_quantized.onnx'))));
  return path.dirname(to);
}

/** Runs a part to its end; its progress is shown as it comes. Throws with the end of what it complained of when it fails. */
async function runPart<T>({ progress, signal }: Order, script: string, given: readonly string[], schema: z.ZodType<T>): Promise<T> {
  const program = fileURLToPath(new URL(`./${script}.js`, import.meta.url));
  // The peer holds a batch of texts in full precision; the heap is a bound, not a reservation.
  const child = spawn(process.execPath, ['--max-old-space-size=16384', program, ...given], { stdio: ['ignore', 'pipe', 'pipe'], signal });
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    const told = progressOf(line);
    if (told === null) complaints.push(line);
    else progress.report(told);
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [output, code] = await Promise.all([readText(child.stdout), ended]);
  if (code !== 0) throw new ResponsaError('environment', `${script} ended with ${code}: ${complaints.slice(-5).join('\n')}`, 'Measure a smaller corpus, or give the machine more memory.');
  return schema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
}

/** A line of progress (`bench-build` tells it so); `null` for any other line. */
function progressOf(line: string): z.infer<typeof progressSchema> | null {
  try {
    return progressSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
