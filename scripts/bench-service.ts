/**
 * Part of `bench`, run as a process of its own: opens an index as the service does and asks. Use: bench-service INDEXES QUESTIONS.
 * Questions are headings of its provisions with the titles of their works: they exist for every corpus. Prints one JSON object, `serviceSchema`.
 */
import '../src/outgoing/install.js';
import { openAssistant, withModelsInUse, type Assistant } from '../src/assistant.js';
import { loadConfig, type Config } from '../src/config.js';
import { percentile } from '../src/evaluation/metrics.js';
import { openSnapshot } from '../src/indexing/open-snapshot.js';
import { SEEDS } from '../src/indexing/vectors.js';
import { openEmbedder } from '../src/models/models.js';
import { admitConfigured } from '../src/outgoing/admitted.js';
import type { Timing } from '../src/timings.js';
import type { Latencies, ServiceFigures } from './bench-figures.js';

/** Questions: each is compared with all vectors, 25 ms over 625,000. */
const mostForExactSearch = 100;
/** Questions: a model of some billions of parameters takes minutes for one answer on two cores. */
const mostForLanguageModel = 20;
/** Milliseconds that it may take for one. */
const patience = 600_000;

const [indexes, wanted] = process.argv.slice(2);
if (indexes === undefined || wanted === undefined) throw new Error('Use: bench-service INDEXES QUESTIONS');
const settings = loadConfig({ indexes });
admitConfigured(settings);
const config = await withModelsInUse(settings);
const { questions, figures } = await asService(config, Number(wanted));
process.stdout.write(`${JSON.stringify({ ...figures, ...(await retrieversAlone(config, questions)), languageModel: await withLanguageModel(config, questions) } satisfies ServiceFigures)}\n`);

async function asService(config: Config, wanted: number): Promise<{ questions: readonly string[]; figures: Omit<ServiceFigures, 'lexicalMs' | 'denseMs' | 'nearestFound' | 'languageModel'> }> {
  const engine: number[] = [];
  const onTiming = (timing: Timing): void => {
    if (timing.of === 'stage' && timing.stage === 'engine') engine.push(timing.milliseconds);
  };
  const assistant = await openAssistant(config, { clock: () => new Date(), log: () => undefined, onTiming });
  await assistant.warm();
  const readySeconds = performance.now() / 1000;
  const readyRssBytes = process.memoryUsage.rss();
  const questions = questionsFrom(assistant, wanted);
  const retrieve = (query: string): Promise<unknown> => assistant.retrieve({ query });
  const oneAsker = await latencies(questions, 1, retrieve);
  const eightAskers = await latencies(questions, 8, retrieve);
  const before = process.cpuUsage();
  const answerMs = await latencies(questions, 1, (question) => assistant.ask({ question }));
  const { user, system } = process.cpuUsage(before);
  const rssBytes = process.memoryUsage.rss();
  await assistant.close();
  return { questions, figures: { readySeconds, readyRssBytes, questions: questions.length, retrievalMs: { oneAsker, eightAskers }, engine: config.engine, engineMs: percentiles(engine), answerMs, answerProcessorMs: (user + system) / 1000 / questions.length, rssBytes } };
}

/** The service is closed by now, so that the index is in memory once. */
async function retrieversAlone(config: Config, questions: readonly string[]): Promise<Pick<ServiceFigures, 'lexicalMs' | 'denseMs' | 'nearestFound'>> {
  const snapshot = await openSnapshot(config.indexes);
  const embedder = await openEmbedder(config.embedder, { modelsFolder: config.models, threads: config.threads, batchSize: config.batchSize });
  const everything = { rows: new Uint8Array(snapshot.chunks.length).fill(1), count: snapshot.chunks.length };
  const parameters = { efSearch: Math.max(config.hnswEfSearch, config.candidates, snapshot.manifest.searchWidth?.width ?? 0), exactScanBelow: config.exactScanBelow };
  const lexicalMs = await latencies(questions, 1, (question) => Promise.resolve(snapshot.searchLexical(question, everything, config.candidates, config)));
  const seedsOf = (question: string): readonly number[] => snapshot.searchLexical(question, everything, SEEDS, config).map(({ row }) => row);
  const seeds = new Map(questions.map((question) => [question, seedsOf(question)]));
  const denseMs = await latencies(questions, 1, async (question) => snapshot.searchVectors(await embedder.embedQuery(question), everything, config.candidates, { ...parameters, seeds: seeds.get(question)! }));
  const found = { graph: 0, withWords: 0 };
  const asked = questions.slice(0, mostForExactSearch);
  for (const question of asked) {
    const vector = await embedder.embedQuery(question);
    const near = (how: { readonly exactScanBelow: number; readonly seeds?: readonly number[] }): readonly number[] => snapshot.searchVectors(vector, everything, 10, { ...parameters, ...how }).map(({ row }) => row);
    const exact = new Set(near({ exactScanBelow: Infinity }));
    const shareOf = (rows: readonly number[]): number => rows.filter((row) => exact.has(row)).length / (exact.size * asked.length);
    found.graph += shareOf(near({ exactScanBelow: 0 }));
    found.withWords += shareOf(near({ exactScanBelow: 0, seeds: seeds.get(question)! }));
  }
  snapshot.close();
  await embedder.close();
  return { lexicalMs, denseMs, nearestFound: found };
}

/** The same questions put to the language model that is set up, one at a time and without hurry. */
async function withLanguageModel(config: Config, questions: readonly string[]): Promise<ServiceFigures['languageModel']> {
  const engine = config.languageModelFile !== '' ? 'gguf' : config.languageModelUrl !== '' ? 'openai-compatible' : null;
  if (engine === null) return null;
  const outputs: Extract<Timing, { readonly of: 'language-model-output' }>[] = [];
  const onTiming = (timing: Timing): void => {
    if (timing.of === 'language-model-output') outputs.push(timing);
  };
  const assistant = await openAssistant({ ...config, engine, languageModelFirstToken: patience, languageModelTimeout: patience }, { clock: () => new Date(), log: () => undefined, onTiming });
  await assistant.warm();
  const asked = questions.slice(0, mostForLanguageModel);
  const firstStatementMs: number[] = [];
  let [fallbacks, model] = [0, ''];
  for (const question of asked) {
    const started = performance.now();
    const came: number[] = [];
    const { provenance } = await assistant.ask({ question }, undefined, ({ event }) => {
      if (event === 'statement') came.push(performance.now() - started);
    });
    model = provenance.languageModel ?? model;
    if (provenance.fallback?.engine === engine) fallbacks++;
    else firstStatementMs.push(...came.slice(0, 1));
  }
  await assistant.close();
  const seconds = outputs.reduce((sum, { milliseconds, firstPieceMs }) => sum + milliseconds - firstPieceMs, 0) / 1000;
  const tokens = outputs.reduce((sum, { tokens: each }) => sum + each, 0);
  return { engine, model, questions: asked.length, written: outputs.length, fallbacks, firstPieceMs: percentiles(outputs.map(({ firstPieceMs }) => firstPieceMs)), firstStatementMs: percentiles(firstStatementMs), tokensPerSecond: seconds > 0 ? tokens / seconds : 0 };
}

/** Headings with titles, from works that lie evenly over the corpus; a small corpus gives its own several times. */
function questionsFrom(assistant: Assistant, wanted: number): string[] {
  const works = assistant.works();
  const each = Math.max(1, Math.floor(works.length / wanted));
  const questions = works.filter((_, at) => at % each === 0).flatMap(({ work, title }) => {
    const headings = assistant.work(work).versions.flatMap(({ provisions }) => provisions.flatMap(({ heading }) => heading ?? []));
    const first = Math.max(1, Math.ceil(wanted / works.length));
    return headings.slice(0, first).map((heading) => `${heading}, ${title}?`.slice(0, 500));
  });
  return Array.from({ length: wanted }, (_, at) => questions[at % Math.max(1, questions.length)] ?? 'What is the fee?');
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
  return percentiles(measured);
}

function percentiles(measured: readonly number[]): Latencies {
  return { p50: percentile(measured, 0.5), p95: percentile(measured, 0.95), p99: percentile(measured, 0.99) };
}
