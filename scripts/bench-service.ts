/**
 * Part of `bench`, run as a process of its own: opens an index as the service does and asks. Use: bench-service INDEXES QUESTIONS.
 * Questions are headings of its provisions with the titles of their works: they exist for every corpus. Prints one JSON object, `serviceSchema`.
 */
import '../src/outgoing/install.js';
import { openAssistant, withModelsInUse, type Assistant } from '../src/assistant.js';
import { loadConfig, type Config } from '../src/config.js';
import { percentile } from '../src/evaluation/metrics.js';
import { openSnapshot } from '../src/indexing/open-snapshot.js';
import { openEmbedder } from '../src/models/models.js';
import type { Timing } from '../src/timings.js';
import type { Latencies, ServiceFigures } from './bench-figures.js';

const [indexes, wanted] = process.argv.slice(2);
if (indexes === undefined || wanted === undefined) throw new Error('Use: bench-service INDEXES QUESTIONS');
const config = await withModelsInUse(loadConfig({ indexes }));
const { questions, figures } = await asService(config, Number(wanted));
process.stdout.write(`${JSON.stringify({ ...figures, ...(await retrieversAlone(config, questions)) } satisfies ServiceFigures)}\n`);

async function asService(config: Config, wanted: number): Promise<{ questions: readonly string[]; figures: Omit<ServiceFigures, 'lexicalMs' | 'denseMs'> }> {
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
async function retrieversAlone(config: Config, questions: readonly string[]): Promise<Pick<ServiceFigures, 'lexicalMs' | 'denseMs'>> {
  const snapshot = await openSnapshot(config.indexes);
  const embedder = await openEmbedder(config.embedder, { modelsFolder: config.models, threads: config.threads, batchSize: config.batchSize });
  const everything = { rows: new Uint8Array(snapshot.chunks.length).fill(1), count: snapshot.chunks.length };
  const parameters = { efSearch: Math.max(config.hnswEfSearch, config.candidates, snapshot.manifest.searchWidth?.width ?? 0), exactScanBelow: config.exactScanBelow };
  const lexicalMs = await latencies(questions, 1, (question) => Promise.resolve(snapshot.searchLexical(question, everything, config.candidates, config)));
  const denseMs = await latencies(questions, 1, async (question) => snapshot.searchVectors(await embedder.embedQuery(question), everything, config.candidates, parameters));
  snapshot.close();
  await embedder.close();
  return { lexicalMs, denseMs };
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
