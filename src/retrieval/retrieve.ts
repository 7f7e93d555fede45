/** One question's way to its passages: admit, rank by each retriever, fuse, lead with what was cited. */
import type { Admission, Hit } from '../indexing/snapshot.js';
import { fuseByReciprocalRanks, fuseByZScores } from './fuse.js';
import type { Passage, Provenance, RetrieverName } from './passage.js';
import type { Query } from './query.js';
import { retrievers, type Ranking, type RetrievalContext } from './retrievers.js';

/** Up to `k` passages, best first; fewer only when fewer are admitted or none of the retrievers knows more. */
export async function retrieve(context: RetrievalContext, query: Query, admission: Admission, k: number, signal?: AbortSignal): Promise<Passage[]> {
  if (admission.count === 0) return [];
  const rankings = await Promise.all(retrievers.map(async (retriever) => retriever(context, query, admission, signal)));
  signal?.throwIfAborted();
  const fused = fuse(rankings, context.settings);
  const cited = new Set(hitsOf(rankings, 'citation').map((hit) => hit.row));
  const leading = hitsOf(rankings, 'citation').map((hit) => fused.find(({ row }) => row === hit.row) ?? { row: hit.row, score: fused[0]?.score ?? 0 });
  const ordered = [...leading, ...fused.filter((hit) => !cited.has(hit.row))].slice(0, k);
  const sources = sourcesByRow(rankings);
  return ordered.map((hit, index) => passage(context, hit, index + 1, sources.get(hit.row) ?? {}));
}

function hitsOf(rankings: readonly Ranking[], retriever: RetrieverName): readonly Hit[] {
  return rankings.find((ranking) => ranking.retriever === retriever)?.hits ?? [];
}

/** Lexical and dense evidence joined; a citation is no evidence of meaning and leads on its own. */
function fuse(rankings: readonly Ranking[], settings: RetrievalContext['settings']): Hit[] {
  const weighted = [
    { hits: hitsOf(rankings, 'lexical'), weight: 1 - settings.denseWeight },
    { hits: hitsOf(rankings, 'dense'), weight: settings.denseWeight },
  ];
  return settings.fusion === 'z-scores' ? fuseByZScores(weighted) : fuseByReciprocalRanks(weighted, settings.rrfK);
}

function sourcesByRow(rankings: readonly Ranking[]): Map<number, Partial<Record<RetrieverName, Provenance>>> {
  const sources = new Map<number, Partial<Record<RetrieverName, Provenance>>>();
  for (const { retriever, hits } of rankings) {
    hits.forEach(({ row, score }, index) => {
      sources.set(row, { ...sources.get(row), [retriever]: { rank: index + 1, score } });
    });
  }
  return sources;
}

function passage({ snapshot }: RetrievalContext, { row, score }: Hit, rank: number, sources: Passage['sources']): Passage {
  const chunk = snapshot.chunks[row]!;
  return { row, rank, score, sources, chunk, document: snapshot.documents[chunk.document]! };
}
