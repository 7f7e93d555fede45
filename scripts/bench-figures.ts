/** What `bench` measures, and how it is printed. The parts run in processes of their own and hand these over as JSON. */
import { z } from 'zod';

const count = z.number().int().nonnegative();
/** Milliseconds. */
const latencies = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });
export type Latencies = z.infer<typeof latencies>;

export const pipelineSchema = z.object({ passages: count, seconds: z.number(), peakRssBytes: z.number() });
export type Pipeline = z.infer<typeof pipelineSchema>;

export const buildSchema = z.object({
  generation: z.string(),
  provisions: count,
  chunks: count,
  embedded: count,
  /** From the start of the process. */
  seconds: z.number(),
  stageSeconds: z.record(z.string(), z.number()),
  peakRssBytes: z.number(),
  indexBytes: count,
});
export type BuildFigures = z.infer<typeof buildSchema>;

export const serviceSchema = z.object({
  /** From the start of the process until questions are answered. */
  readySeconds: z.number(),
  readyRssBytes: z.number(),
  questions: count,
  /** One retriever alone, all passages admitted. */
  lexicalMs: latencies,
  denseMs: latencies,
  /** Share of the ten nearest vectors that the graph finds, alone and begun with what the words find, as retrieval does. */
  nearestFound: z.object({ graph: z.number(), withWords: z.number() }),
  /** The whole way from a question to its passages. */
  retrievalMs: z.object({ oneAsker: latencies, eightAskers: latencies }),
  engine: z.string(),
  /** The engine alone: it reads the passages and composes. */
  engineMs: latencies,
  answerMs: latencies,
  /** Processor time of one answer in the mean, over all threads: what energy is estimated from (docs/small-models.md). */
  answerProcessorMs: z.number(),
  rssBytes: z.number(),
  /** Of the language model that the settings name; `null` where they name none. Questions that the reader takes for unanswerable never come to it. */
  languageModel: z.object({
    engine: z.string(),
    model: z.string(),
    questions: count,
    written: count,
    /** Answers that the reader gave instead. */
    fallbacks: count,
    /** From the model's turn. */
    firstPieceMs: latencies,
    /** From the question to the first checked statement; statements come when the model has ended. */
    firstStatementMs: latencies,
    tokensPerSecond: z.number(),
  }).nullable(),
});
export type ServiceFigures = z.infer<typeof serviceSchema>;

export const progressSchema = z.object({ stage: z.string(), done: z.number(), total: z.number() });

export interface Figures {
  readonly embedder: string;
  /** `null` when it was left out. */
  readonly embedding: {
    readonly responsa: Pipeline;
    /** `null` when it did not live to the end: it needs more memory than many machines have. */
    readonly langchain: Pipeline | null;
    /** Passages a second, ours divided by theirs. */
    readonly speedRatio: number | null;
    /** Peak memory, ours divided by theirs. */
    readonly memoryRatio: number | null;
  } | null;
  readonly build: BuildFigures;
  readonly service: ServiceFigures;
  /** The same corpus with a word added to one act. */
  readonly rebuild: BuildFigures & {
    /** Seconds, divided by those of the build. */
    readonly share: number;
  };
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
const times = ({ p50, p95, p99 }: Latencies): string => `p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)} ms`;
const stagesOf = (build: BuildFigures): string => Object.entries(build.stageSeconds).map(([stage, seconds]) => `${stage} ${seconds.toFixed(1)}`).join(', ');

/** The figures as a table for people. */
export function benchTable({ embedder, embedding, build, service, rebuild }: Figures): string {
  return `embedder              ${embedder}
${embedding === null ? '' : embeddingLines(embedding)}build                 ${build.provisions} provisions, ${build.chunks} chunks, ${build.embedded} embedded in ${build.seconds.toFixed(1)} s, ${megabytes(build.peakRssBytes)} at most
  seconds             ${stagesOf(build)}
  index               ${megabytes(build.indexBytes)}
start to ready        ${service.readySeconds.toFixed(2)} s, ${megabytes(service.readyRssBytes)}
lexical alone         ${times(service.lexicalMs)}
dense alone           ${times(service.denseMs)}; of the ten nearest the graph alone finds ${(100 * service.nearestFound.graph).toFixed(1)} %, begun with what the words find ${(100 * service.nearestFound.withWords).toFixed(1)} %
retrieval, 1 asker    ${times(service.retrievalMs.oneAsker)}
retrieval, 8 askers   ${times(service.retrievalMs.eightAskers)}
engine alone          ${times(service.engineMs)} (${service.engine})
whole answer          ${times(service.answerMs)}; ${service.answerProcessorMs.toFixed(0)} ms of processor time in the mean
memory of the service ${megabytes(service.rssBytes)}
${service.languageModel === null ? '' : languageModelLines(service.languageModel)}one act changed       ${rebuild.embedded} embedded in ${rebuild.seconds.toFixed(1)} s, ${(100 * rebuild.share).toFixed(0)} % of the build
  seconds             ${stagesOf(rebuild)}
`;
}

function languageModelLines({ engine, model, questions, written, fallbacks, firstPieceMs, firstStatementMs, tokensPerSecond }: NonNullable<ServiceFigures['languageModel']>): string {
  return `language model        ${model} (${engine}): asked for ${written} of ${questions} answers, ${fallbacks} given by the reader instead
  first piece         ${times(firstPieceMs)}
  first statement     ${times(firstStatementMs)}
  tokens a second     ${tokensPerSecond.toFixed(1)}
`;
}

function embeddingLines({ responsa, langchain, speedRatio, memoryRatio }: NonNullable<Figures['embedding']>): string {
  const pipeline = (measured: Pipeline | null): string =>
    measured === null ? 'did not finish' : `${(measured.passages / measured.seconds).toFixed(1)} passages/s, ${megabytes(measured.peakRssBytes)} at most`;
  const ratio = speedRatio === null || memoryRatio === null ? 'none' : `${speedRatio.toFixed(1)} times as fast with ${(memoryRatio * 100).toFixed(0)} % of the memory`;
  return `embedding ${responsa.passages} passages
  Responsa            ${pipeline(responsa)}
  LangChain           ${pipeline(langchain)}
  ratio               ${ratio}
`;
}
