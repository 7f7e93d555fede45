/** `bench`: speeds and memory of this machine; ratios where a peer is measured on the same texts in the same run. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openAssistant, rebuildIndex, type Assistant, withModelsInUse } from '../src/assistant.js';
import { programFolder, type Config } from '../src/config.js';
import { percentile } from '../src/evaluation/metrics.js';
import { describe } from '../src/errors.js';
import { chunk, embeddedText } from '../src/indexing/chunk.js';
import { ingest } from '../src/ingest/ingest.js';
import { jsonFlag, type Command } from './command.js';
import { fullPrecision } from './full-precision.js';
import { showProgress } from './progress.js';

/** Passages both pipelines embed and index. Half a batch of the peer's: for it the peer takes 12 GB of memory, for a whole one (512) up to 23. */
const passagesMeasured = 256;
/** Questions asked per round. */
const questionsMeasured = 200;

export const bench: Command = {
  name: 'bench',
  use: '[--corpus DIR] [--json]',
  summary: 'Measures embedding against LangChain\'s documented pipeline on the same texts, building, opening, retrieval and answers.',
  flags: { corpus: { type: 'string', help: 'DIR    what to index (default: the corpus that ships)' }, json: jsonFlag },
  run: async (given) => {
    const corpus = path.resolve(given.text('corpus') ?? path.join(programFolder, 'corpus'));
    const folder = await mkdtemp(path.join(tmpdir(), 'responsa-bench-'));
    const progress = showProgress();
    try {
      const figures = await measure(corpus, folder, { ...(await withModelsInUse(given.config)), indexes: path.join(folder, 'indexes') }, progress.report);
      process.stdout.write(given.given('json') ? `${JSON.stringify(figures)}\n` : table(figures));
    } finally {
      progress.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const pipelineSchema = z.object({ passages: z.number(), seconds: z.number(), peakRssBytes: z.number() });
type Pipeline = z.infer<typeof pipelineSchema>;

interface Latencies {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

interface Figures {
  readonly embedding: {
    readonly responsa: Pipeline;
    /** `null` when it did not live to the end: it needs more memory than many machines have. */
    readonly langchain: Pipeline | null;
    /** Passages a second, ours divided by theirs. */
    readonly speedRatio: number | null;
    /** Peak memory, ours divided by theirs. */
    readonly memoryRatio: number | null;
  };
  readonly build: { readonly chunks: number; readonly seconds: number; readonly again: { readonly embedded: number; readonly seconds: number } };
  readonly openSeconds: number;
  readonly retrievalMs: { readonly oneAsker: Latencies; readonly eightAskers: Latencies };
  readonly answerMs: Latencies;
  readonly rssBytes: number;
}

async function measure(corpus: string, folder: string, config: Config, report: (progress: { stage: string; done: number; total: number }) => void): Promise<Figures> {
  const texts = await textsOf(corpus, config);
  const file = path.join(folder, 'texts.jsonl');
  await writeFile(file, texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
  report({ stage: 'responsa embeds', done: 0, total: 1 });
  const responsa = await runPipeline('bench-embedding', file, config);
  report({ stage: 'langchain embeds', done: 0, total: 1 });
  const langchain = await runPipeline('bench-langchain', file, { ...config, models: await writePeerModel(folder, config) }).catch((error: unknown) => {
    process.stderr.write(`LangChain's pipeline did not finish, so there is no ratio: ${describe(error)}\nMost likely this machine has not enough memory for it.\n`);
    return null;
  });

  const clock = (): Date => new Date();
  const built = await rebuildIndex(config, [corpus], { clock, onProgress: report });
  const again = await rebuildIndex(config, [corpus], { clock });
  const opening = performance.now();
  const assistant = await openAssistant(config, { clock, log: () => undefined });
  await assistant.warm();
  const openSeconds = (performance.now() - opening) / 1000;
  const questions = questionsFrom(assistant);
  const figures: Figures = {
    embedding: {
      responsa,
      langchain,
      speedRatio: langchain && responsa.passages / responsa.seconds / (langchain.passages / langchain.seconds),
      memoryRatio: langchain && responsa.peakRssBytes / langchain.peakRssBytes,
    },
    build: { chunks: built.counts.chunks, seconds: built.seconds, again: { embedded: again.counts.embedded, seconds: again.seconds } },
    openSeconds,
    retrievalMs: {
      oneAsker: await latencies(questions, 1, (query) => assistant.retrieve({ query })),
      eightAskers: await latencies(questions, 8, (query) => assistant.retrieve({ query })),
    },
    answerMs: await latencies(questions, 1, (question) => assistant.ask({ question })),
    rssBytes: process.memoryUsage.rss(),
  };
  await assistant.close();
  return figures;
}

/** What an index of the corpus embeds, repeated when it is a small one; each repetition is marked so that no text comes twice. */
async function textsOf(corpus: string, config: Config): Promise<string[]> {
  const { documents } = await ingest([corpus]);
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

async function runPipeline(script: string, texts: string, config: Config): Promise<Pipeline> {
  const program = fileURLToPath(new URL(`./${script}.js`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=16384', program, texts, config.models, String(config.threads), config.embedder], { maxBuffer: 1 << 24 });
  return pipelineSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

/** Titles and headings as questions: they exist for every corpus. */
function questionsFrom(assistant: Assistant): string[] {
  const questions = assistant.works().flatMap(({ work, title }) =>
    assistant.work(work).versions.flatMap(({ provisions }) => provisions.flatMap(({ heading }) => (heading === null ? [] : [`${heading}, ${title}?`.slice(0, 500)]))),
  );
  return Array.from({ length: questionsMeasured }, (_, index) => questions[index % Math.max(1, questions.length)] ?? 'What is the fee?');
}

/** Milliseconds per question with `askers` at once. */
async function latencies(questions: readonly string[], askers: number, ask: (question: string) => Promise<unknown>): Promise<Latencies> {
  const measured: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: askers }, async () => {
      for (let question = questions[next++]; question !== undefined; question = questions[next++]) {
        const started = performance.now();
        await ask(question);
        measured.push(performance.now() - started);
      }
    }),
  );
  return { p50: percentile(measured, 0.5), p95: percentile(measured, 0.95), p99: percentile(measured, 0.99) };
}

function table({ embedding, build, openSeconds, retrievalMs, answerMs, rssBytes }: Figures): string {
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  const pipeline = (measured: Pipeline | null): string =>
    measured === null ? 'did not finish' : `${(measured.passages / measured.seconds).toFixed(1)} passages/s, ${megabytes(measured.peakRssBytes)} at most`;
  const { speedRatio, memoryRatio } = embedding;
  const ratio = speedRatio === null || memoryRatio === null ? 'none' : `${speedRatio.toFixed(1)} times as fast with ${(memoryRatio * 100).toFixed(0)} % of the memory`;
  const times = ({ p50, p95, p99 }: Latencies): string => `p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)} ms`;
  return `embedding ${embedding.responsa.passages} passages
  Responsa            ${pipeline(embedding.responsa)}
  LangChain           ${pipeline(embedding.langchain)}
  ratio               ${ratio}
build                 ${build.chunks} chunks in ${build.seconds.toFixed(1)} s; again: ${build.again.embedded} embedded, ${build.again.seconds.toFixed(1)} s
open and warm         ${openSeconds.toFixed(2)} s
retrieval, 1 asker    ${times(retrievalMs.oneAsker)}
retrieval, 8 askers   ${times(retrievalMs.eightAskers)}
whole answer          ${times(answerMs)}
memory of the service ${megabytes(rssBytes)}
`;
}
