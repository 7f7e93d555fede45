/** The retriever seam and its implementations: (query, admission) -> ranking. */
import type { Admission, Hit, Snapshot } from '../indexing/snapshot.js';
import type { Embedder } from '../models/embedder.js';
import type { RetrieverName } from './passage.js';
import type { Query } from './query.js';

export interface Ranking {
  readonly retriever: RetrieverName;
  /** Best first. */
  readonly hits: readonly Hit[];
}

export interface RetrievalSettings {
  readonly k1: number;
  readonly b: number;
  readonly hnswEfSearch: number;
  readonly exactScanBelow: number;
  readonly candidates: number;
  readonly fusion: 'z-scores' | 'reciprocal-ranks';
  readonly rrfK: number;
  readonly denseWeight: number;
  readonly gramWeight: number;
  readonly neighbourWeight: number;
  readonly taughtWeights: 'on' | 'off';
}

/** What a retriever works on; all of it belongs to one generation. */
export interface RetrievalContext {
  readonly snapshot: Snapshot;
  readonly embedder: Embedder;
  readonly settings: RetrievalSettings;
}

/** A query on its way: its vector is being made; `null` where the embedder knows nothing of its language. */
export interface Question extends Query {
  readonly vector: Promise<Float32Array | null>;
}

export type Retriever = (context: RetrievalContext, question: Question, admission: Admission) => Ranking | Promise<Ranking>;

/** The chunks of every provision the question cites, in the order it cites them; score 1 for what is named, nothing for its neighbours. */
const byCitation: Retriever = ({ snapshot }, query, admission) => {
  const hits: Hit[] = [];
  const seen = new Set<number>();
  for (const { target } of query.citations) {
    if (target === null) continue;
    snapshot.documents.forEach((document, ordinal) => {
      if (document.work !== target.work) return;
      for (const row of snapshot.rowsOf(ordinal)) {
        const { eId } = snapshot.chunks[row]!;
        const named = target.eId !== null && (eId === target.eId || eId.startsWith(`${target.eId}__`) || target.eId.startsWith(`${eId}__`));
        if (!named || admission.rows[row] !== 1 || seen.has(row)) continue;
        seen.add(row);
        hits.push({ row, score: 1 });
      }
    });
  }
  return { retriever: 'citation', hits };
};

const lexical: Retriever = ({ snapshot, settings }, query, admission) => ({
  retriever: 'lexical',
  hits: snapshot.searchLexical(query.text, admission, settings.candidates, settings),
});

const dense: Retriever = async ({ snapshot, settings }, question, admission) => {
  const vector = await question.vector;
  if (vector === null) return { retriever: 'dense', hits: [] };
  const parameters = { efSearch: Math.max(settings.hnswEfSearch, settings.candidates), exactScanBelow: settings.exactScanBelow };
  return { retriever: 'dense', hits: snapshot.searchVectors(vector, admission, settings.candidates, parameters) };
};

export const retrievers: readonly Retriever[] = [byCitation, lexical, dense];
