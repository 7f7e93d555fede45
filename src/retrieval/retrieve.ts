/** One question's way to its passages: rank by each retriever, join, look at what stands beside, lead with what was cited, show once what is said twice. */
import type { Admission, Hit } from '../indexing/snapshot.js';
import { leadByHeading } from './by-heading.js';
import { denseWeightFor } from './dense-weight.js';
import { grouped, type Group } from './duplicates.js';
import { closerEvidence, wordsAndMeaning, type Found } from './evidence.js';
import { fuseByReciprocalRanks, fuseByZScores, sortHits, type WeightedRanking } from './fuse.js';
import type { Duplicate, Passage, Provenance, RetrieverName } from './passage.js';
import type { Query } from './query.js';
import { withNeighbours } from './neighbours.js';
import { asks, withWorkEvidence, workOf } from './work-evidence.js';
import { byWords, dense, type Question, type Ranking, type RetrievalContext } from './retrievers.js';

/** Dense weight in a language that the embedder does not know, when the words alone find too little: what they find stays in front. */
const LAST_RESORT = 0.1;

/** Up to `k` passages, best first; fewer only when fewer are admitted or none of the retrievers knows more. */
export async function retrieve(context: RetrievalContext, query: Query, admission: Admission, k: number, signal?: AbortSignal): Promise<Passage[]> {
  if (admission.count === 0) return [];
  const taught = denseWeightFor(context, query.language);
  const asked = await rankBy(context, query, admission, taught, signal);
  const isEnough = taught > 0 || hitsOf(asked.rankings, 'lexical').length >= Math.min(k, admission.count);
  const { rankings, vector, denseWeight } = isEnough ? asked : await rankBy(context, query, admission, LAST_RESORT, signal);
  const found = { lexical: hitsOf(rankings, 'lexical'), dense: hitsOf(rankings, 'dense'), vector };
  const near = withNeighbours(joined(context, query, found, denseWeight), context.snapshot.chunks, context.settings.neighbourWeight);
  const whole = withWorkEvidence(near, (row) => workOf(context.snapshot, row), asks(query) ? context.settings.workWeight : 0);
  const fused = leadByHeading(onSubject(context, query, whole), hitsOf(rankings, 'heading'));
  const cited = new Set(hitsOf(rankings, 'citation').map((hit) => hit.row));
  const leading = hitsOf(rankings, 'citation').map((hit) => fused.find(({ row }) => row === hit.row) ?? { row: hit.row, score: fused[0]?.score ?? 0 });
  const ordered = [...leading, ...fused.filter((hit) => !cited.has(hit.row))];
  const groups = grouped(ordered, (row) => context.snapshot.textOf(row), k, (row) => cited.has(row));
  const sources = sourcesByRow(rankings);
  return groups.map((group, index) => passage(context, group, index + 1, sources.get(group.hit.row) ?? {}));
}

interface Ranked {
  readonly rankings: readonly Ranking[];
  readonly vector: Float32Array | null;
  readonly denseWeight: number;
}

/** Every retriever's ranking. The embedder works in threads of its own while the words are looked up here; with a dense weight of 0 it is not asked. */
async function rankBy(context: RetrievalContext, query: Query, admission: Admission, denseWeight: number, signal?: AbortSignal): Promise<Ranked> {
  const vector = denseWeight === 0 ? Promise.resolve(null) : context.embedder.embedQuery(query.text, signal === undefined ? {} : { signal });
  const question: Question = { ...query, vector };
  const found = Promise.all(byWords.map(async (retriever) => retriever(context, question, admission)));
  const near = found.then((rankings) => dense(context, question, admission, rankings));
  const [first, last, made] = await Promise.all([found, near, vector]);
  signal?.throwIfAborted();
  return { rankings: [...first, last], vector: made, denseWeight };
}

function hitsOf(rankings: readonly Ranking[], retriever: RetrieverName): readonly Hit[] {
  return rankings.find((ranking) => ranking.retriever === retriever)?.hits ?? [];
}

/** The candidates in order: those that a retriever put first joined once more with their n-grams, behind them the others in the order they have without. */
function joined(context: RetrievalContext, query: Query, found: Found, denseWeight: number): Hit[] {
  const { settings } = context;
  const first = fuse(wordsAndMeaning(found, denseWeight), settings);
  if (settings.gramWeight === 0 || denseWeight === 1) return first;
  const rows = [...new Set([found.lexical, found.dense].flatMap((hits) => hits.slice(0, settings.gramCandidates).map(({ row }) => row)))];
  const read = new Set(rows);
  const best = fuse(closerEvidence(context, query, found, denseWeight, rows), settings);
  const others = first.filter(({ row }) => !read.has(row));
  const step = (best.at(-1)?.score ?? 0) - (others[0]?.score ?? 0);
  return [...best, ...others.map(({ row, score }) => ({ row, score: score + step }))];
}

/** Of a follow-up question: works that the answer before cited are likelier to be meant. They come forward by `subjectWeight` of the distance between the best and the tenth. */
function onSubject({ snapshot, settings }: RetrievalContext, { subject = [] }: Query, hits: Hit[]): Hit[] {
  if (subject.length === 0 || hits.length === 0) return hits;
  const works = new Set(subject.map(({ work }) => work));
  const bonus = settings.subjectWeight * (hits[0]!.score - hits[Math.min(9, hits.length - 1)]!.score);
  return sortHits(hits.map(({ row, score }) => ({ row, score: works.has(snapshot.documents[snapshot.chunks[row]!.document]!.work) ? score + bonus : score })));
}

/** A citation is no evidence of meaning: it leads on its own and is not among what is joined here. */
function fuse(evidence: readonly WeightedRanking[], settings: RetrievalContext['settings']): Hit[] {
  if (settings.fusion === 'z-scores') return fuseByZScores(evidence);
  return fuseByReciprocalRanks(evidence.map(({ hits, weight }) => ({ hits: sortHits(hits), weight })), settings.rrfK);
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

function passage({ snapshot }: RetrievalContext, { hit: { row, score }, alsoIn }: Group, rank: number, sources: Passage['sources']): Passage {
  const standing = (at: number): Duplicate => ({ row: at, chunk: snapshot.chunks[at]!, document: snapshot.documents[snapshot.chunks[at]!.document]! });
  return { ...standing(row), rank, score, sources, alsoIn: alsoIn.map((same) => standing(same.row)) };
}
