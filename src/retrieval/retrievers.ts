/** The retriever seam and its implementations: (query, admission) -> ranking. */
import { walk } from '../document.js';
import type { Admission, Hit, Snapshot } from '../indexing/snapshot.js';
import { SEEDS } from '../indexing/vectors.js';
import { primaryLanguage } from '../language.js';
import type { Embedder } from '../models/embedder.js';
import { byHeading } from './by-heading.js';
import { withSynonyms } from './by-synonyms.js';
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
  readonly synonymWeight: number;
  readonly gramWeight: number;
  readonly gramCandidates: number;
  readonly neighbourWeight: number;
  readonly workWeight: number;
  readonly subjectWeight: number;
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

/** The chunks of every provision the question cites, in the order it cites them, versions in its own language first; score 1 for what is named, nothing for its neighbours. */
const byCitation: Retriever = ({ snapshot }, query, admission) => {
  const targets = query.citations.flatMap(({ target }) => (target === null ? [] : [target]));
  if (targets.length === 0) return { retriever: 'citation', hits: [] };
  const versions = versionsOf(snapshot, new Set(targets.map(({ work }) => work)));
  const rows = targets.flatMap(({ work, eId }) => {
    const speaks = (ordinal: number): number => (primaryLanguage(snapshot.documents[ordinal]!.language) === primaryLanguage(query.language) ? 0 : 1);
    return [...(versions.get(work) ?? [])].sort((one, other) => speaks(one) - speaks(other)).flatMap((ordinal) => (eId === null ? [] : rowsCited(snapshot, ordinal, eId)));
  });
  return { retriever: 'citation', hits: [...new Set(rows)].filter((row) => admission.rows[row] === 1).map((row) => ({ row, score: 1 })) };
};

function versionsOf({ documents }: Snapshot, works: ReadonlySet<string>): Map<string, number[]> {
  const versions = new Map<string, number[]>();
  documents.forEach(({ work }, ordinal) => {
    if (works.has(work)) versions.set(work, [...(versions.get(work) ?? []), ordinal]);
  });
  return versions;
}

/** Rows with text of that provision, in text order. A long section is cut into several: of a cited subsection only those that hold it are meant. */
function rowsCited(snapshot: Snapshot, ordinal: number, eId: string): number[] {
  const document = snapshot.documents[ordinal]!;
  for (const { provision } of walk(document.provisions)) {
    if (provision.eId !== eId) continue;
    return snapshot.rowsOf(ordinal).filter((row) => {
      const { span } = snapshot.chunks[row]!;
      return span.start < provision.span.end && provision.span.start < span.end;
    });
  }
  return [];
}

const lexical: Retriever = ({ snapshot, settings }, query, admission) => ({
  retriever: 'lexical',
  hits: withSynonyms(snapshot, query, admission, snapshot.searchLexical(query.text, admission, settings.candidates, settings), settings),
});

/** The search for near vectors begins with what the words found (`found`) too: some vectors no link of the graph leads to. */
export const dense = async ({ snapshot, settings }: RetrievalContext, question: Question, admission: Admission, found: readonly Ranking[]): Promise<Ranking> => {
  const vector = await question.vector;
  if (vector === null) return { retriever: 'dense', hits: [] };
  const seeds = found.flatMap(({ retriever, hits }) => (retriever === 'lexical' ? hits.slice(0, SEEDS).map(({ row }) => row) : []));
  const parameters = { efSearch: Math.max(settings.hnswEfSearch, settings.candidates, snapshot.manifest.searchWidth?.width ?? 0), exactScanBelow: settings.exactScanBelow, seeds };
  return { retriever: 'dense', hits: snapshot.searchVectors(vector, admission, settings.candidates, parameters) };
};

/** Those that need no vector. */
export const byWords: readonly Retriever[] = [byCitation, byHeading, lexical];
