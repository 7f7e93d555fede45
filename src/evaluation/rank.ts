/** Retrieval measured: topics + grades -> a run and its figures. */
import type { Assistant, PassageView, Scope } from '../assistant.js';
import { mean, ndcg, percentile, recall, reciprocalRank, type Grades } from './metrics.js';
import type { Topic } from './question-set.js';

/** Documents of a run, by convention of TREC. */
export const runDepth = 100;
/** Passages asked for so that `runDepth` documents come out of them, several passages a document. */
const passagesAsked = 800;

export interface RankedDocument {
  readonly document: string;
  readonly score: number;
}

export interface RankedTopic {
  readonly topic: Topic;
  readonly ranked: readonly RankedDocument[];
  readonly milliseconds: number;
}

/** Asks each topic and folds passages into documents, each with its best passage's score. `documentOf` names the unit that the grades are about. */
export async function rankTopics(
  assistant: Assistant,
  topics: readonly Topic[],
  documentOf: (passage: Pick<PassageView, 'work' | 'expression' | 'eId'>) => string,
  scopeOf: (topic: Topic) => Scope,
  onProgress: (done: number) => void,
): Promise<RankedTopic[]> {
  const ranked: RankedTopic[] = [];
  for (const topic of topics) {
    const started = performance.now();
    const { passages } = await assistant.retrieve({ query: topic.text, k: passagesAsked, ...scopeOf(topic) });
    const milliseconds = performance.now() - started;
    const best = new Map<string, number>();
    for (const passage of passages) {
      for (const place of [passage, ...passage.alsoIn]) {
        const document = documentOf(place);
        if (!best.has(document)) best.set(document, passage.score);
      }
    }
    ranked.push({ topic, ranked: [...best].slice(0, runDepth).map(([document, score]) => ({ document, score })), milliseconds });
    onProgress(ranked.length);
  }
  return ranked;
}

export interface RankingFigures {
  readonly topics: number;
  readonly 'nDCG@10': number;
  readonly 'recall@1': number;
  readonly 'recall@5': number;
  readonly 'recall@10': number;
  readonly 'recall@100': number;
  readonly 'MRR@10': number;
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number };
}

/** Figures over the topics that have a relevant document; the others cannot be ranked right or wrong. */
export function rankingFigures(ranked: readonly RankedTopic[], grades: ReadonlyMap<string, Grades>): RankingFigures {
  const judged = ranked.flatMap(({ topic, ranked: documents, milliseconds }) => {
    const ofTopic = grades.get(topic._id);
    return ofTopic === undefined ? [] : [{ documents: documents.map(({ document }) => document), grades: ofTopic, milliseconds }];
  });
  const average = (figure: (documents: readonly string[], grades: Grades) => number): number => mean(judged.map((one) => figure(one.documents, one.grades)));
  const latencies = judged.map(({ milliseconds }) => milliseconds);
  return {
    topics: judged.length,
    'nDCG@10': average((documents, of) => ndcg(documents, of, 10)),
    'recall@1': average((documents, of) => recall(documents, of, 1)),
    'recall@5': average((documents, of) => recall(documents, of, 5)),
    'recall@10': average((documents, of) => recall(documents, of, 10)),
    'recall@100': average((documents, of) => recall(documents, of, 100)),
    'MRR@10': average((documents, of) => reciprocalRank(documents, of, 10)),
    latencyMs: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), p99: percentile(latencies, 0.99) },
  };
}

/** The run as TREC has it: `topic Q0 document rank score responsa`, scores falling with rank. */
export function trecRun(ranked: readonly RankedTopic[]): string {
  return ranked
    .flatMap(({ topic, ranked: documents }) => documents.map(({ document, score }, index) => `${topic._id} Q0 ${document} ${index + 1} ${score.toFixed(6)} responsa\n`))
    .join('');
}
