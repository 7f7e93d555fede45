/**
 * The story of an index: references from one work to another are resolved; documents are cut into chunks; vectors of unchanged text are taken over from the live generation and only
 * new text is embedded; the lexical index and the graph are made whole; all of it is written beside, looked at by the gate, and made live in one step.
 */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.js';
import { ResponsaError } from '../errors.js';
import type { Ingested } from '../ingest/ingest.js';
import type { Embedder } from '../models/embedder.js';
import { breathe } from './breathe.js';
import { withBuildLock, type BuildLock } from './build-lock.js';
import { gramBuilder, type GramTable } from './character-grams.js';
import { chunk, embeddedText, type Chunk } from './chunk.js';
import { describeGeneration, isUnchanged } from './describe-generation.js';
import { documentsDigest } from './documents-file.js';
import { embedChunks } from './embed-chunks.js';
import { clearEmbeddedSoFar, openEmbeddedSoFar } from './embedded-so-far.js';
import { newFiles } from './generation-parts.js';
import { generationsFolder, pruneGenerations, readCurrent, readManifest, removeLeftOvers } from './generations.js';
import type { Graph } from './graph-file.js';
import { graphSearch } from './graph-search.js';
import { linkReferences, type ReferenceCounts } from './link-references.js';
import { lexicalSearch } from './lexical.js';
import { lexicalBuilder } from './lexical-build.js';
import type { LexicalTable } from './lexical-file.js';
import type { Manifest } from './manifest.js';
import { explained, publish, type Gate } from './publish.js';
import { measureSearchWidth, warningsOf } from './search-width.js';
import type { VectorMatrix } from './quantised-vectors.js';
import { nothingKnown, takeOver, type KnownVectors } from './take-over.js';
import { teachWeights } from './taught-weights.js';
import { buildGraph, linksOfNative } from './vectors.js';

export interface BuildProgress {
  /** `chunk`, `embed`, `lexical`, `graph`, `teach` or `write`; callers add stages of their own. */
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

export interface BuildRequest {
  readonly ingested: Ingested;
  readonly embedder: Embedder;
  readonly indexesFolder: string;
  readonly settings: Pick<Config, 'chunkLength' | 'headings' | 'hnswM' | 'hnswEfConstruction' | 'keepGenerations'>;
  /** Takes no vectors over, and publishes even when nothing changed. */
  readonly full: boolean;
  /** May keep the new generation from going live. Called under the build lock. */
  readonly gate?: Gate;
  readonly clock: () => Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BuildProgress) => void;
}

export interface BuildReport {
  /** Id of the generation that is live now; where the gate refused, of the new one, which is not. */
  readonly generation: string;
  /** True when the gate kept the new generation from going live. */
  readonly refused: boolean;
  /** True when the live generation was made of the same input with the same settings; then nothing was published. */
  readonly unchanged: boolean;
  /** `embedded` counts texts given to the model (equal ones once), `takenOver` chunks whose vector the live generation had. */
  readonly counts: Manifest['counts'];
  readonly seconds: number;
  /** Of these, how long the embedder worked. */
  readonly embedSeconds: number;
  readonly skipped: Manifest['skipped'];
  readonly warnings: readonly string[];
  /** Generations removed because more than `keepGenerations` were there. */
  readonly pruned: readonly string[];
}

/**
 * Builds a generation and publishes it, if the gate lets it. Whatever goes wrong, nothing is left behind but the vectors made so far (the next build goes on from them), and the old generation stays live. Rejects with
 * ResponsaError('bad-source') when there is nothing to index, 'unavailable' when another build is running, 'environment' when the
 * disk is full or cannot be written, or with the signal's reason.
 */
export async function build(request: BuildRequest): Promise<BuildReport> {
  const { ingested, indexesFolder, clock } = request;
  const began = clock();
  if (ingested.documents.length === 0) throw nothingToIndex(ingested, 'no document was found');
  try {
    await mkdir(generationsFolder(indexesFolder), { recursive: true });
    const linked = linkReferences(ingested.documents);
    const whole = { ...request, ingested: { ...ingested, documents: linked.documents } };
    return await withBuildLock(generationsFolder(indexesFolder), clock, (lock) => buildLocked(whole, linked.counts, lock, began));
  } catch (error) {
    throw explained(error, indexesFolder);
  }
}

async function buildLocked(request: BuildRequest, references: ReferenceCounts, lock: BuildLock, began: Date): Promise<BuildReport> {
  const { ingested, embedder, indexesFolder, settings, full, clock, signal } = request;
  await removeLeftOvers(indexesFolder);
  const { live, warning } = await liveManifest(indexesFolder);
  const warnings = warning === null ? [...ingested.warnings] : [...ingested.warnings, warning];
  const described = { ...request, documentsDigest: documentsDigest(ingested.documents) };
  if (!full && live !== null && isUnchanged(live, described)) return unchangedReport(live, clock, began, warnings);

  const chunks = await cutDocuments(request);
  const earlier = full ? nothingKnown : await takeOver(indexesFolder, live, embedder.digest);
  if (earlier.warning !== null) warnings.push(earlier.warning);
  if (full) await clearEmbeddedSoFar(generationsFolder(indexesFolder));
  const soFar = await openEmbeddedSoFar(generationsFolder(indexesFolder), embedder.dimensions);
  const known: KnownVectors = (digest) => earlier.known(digest) ?? soFar.known(digest);
  const textOf = (row: number): string => embeddedText(ingested.documents[chunks[row]!.document]!, chunks[row]!);
  const embedding = clock();
  const embedded = await embedChunks(chunks.length, textOf, embedder, known, soFar.keep, signal, stage(request, 'embed'));
  const embedSeconds = secondsSince(embedding, clock);
  const { lexical, grams } = await indexWords(request, chunks, textOf);
  const { matrix } = embedded;
  const graph = await linkVectors(request, matrix);
  stage(request, 'teach')(0, 1);
  const taught = await teachWeights({ documents: ingested.documents, chunks, digests: embedded.digests, matrix, embedder, known: earlier.known, ...(signal === undefined ? {} : { signal }) });
  const searchWidth = await measureSearchWidth(matrix, graphSearch(graph), lexicalSearch(lexical), taught.questions, signal);
  warnings.push(...warningsOf(searchWidth));
  stage(request, 'teach')(1, 1);

  const { manifest, live: isLive } = await publish({
    indexesFolder,
    lock,
    now: clock,
    ...(request.gate === undefined ? {} : { gate: request.gate }),
    files: newFiles({ documents: ingested.documents, chunks, digests: embedded.digests, lexical, grams, matrix, graph, probes: taught.probes, synonyms: ingested.synonyms, headings: settings.headings }),
    describe: (files) => ({ ...describeGeneration(described, { chunks: chunks.length, embedded, references, denseWeights: taught.weights, searchWidth }), created: clock().toISOString(), seconds: secondsSince(began, clock), files }),
    ...(signal === undefined ? {} : { signal }),
    onProgress: stage(request, 'write'),
  });
  // What was refused is often built again, forced or with one more file: then nothing needs to be embedded twice.
  if (isLive) await clearEmbeddedSoFar(generationsFolder(indexesFolder));
  const pruned = isLive ? await pruneGenerations(indexesFolder, settings.keepGenerations, clock) : [];
  return { generation: manifest.id, refused: !isLive, unchanged: false, counts: manifest.counts, seconds: manifest.seconds, embedSeconds, skipped: manifest.skipped, warnings, pruned };
}

/** The graph of the vectors; the library's own, which copies them in floats, is let go. */
async function linkVectors(request: BuildRequest, matrix: VectorMatrix): Promise<Graph> {
  const native = await buildGraph(matrix, request.settings, request.signal, stage(request, 'graph'));
  return linksOfNative(native, path.join(generationsFolder(request.indexesFolder), `.building-${randomUUID()}`));
}

function stage(request: BuildRequest, name: string): (done: number, total: number) => void {
  return (done, total) => request.onProgress?.({ stage: name, done, total });
}

function secondsSince(began: Date, clock: () => Date): number {
  return Math.max(0, (clock().getTime() - began.getTime()) / 1000);
}

function nothingToIndex({ filesRead, skipped }: Ingested, what: string): ResponsaError {
  const first = skipped[0];
  const reason = first === undefined ? '' : `; the first skipped: ${first.file}: ${first.reason}`;
  return new ResponsaError('bad-source', `There is nothing to index: ${what} (${filesRead} files read, ${skipped.length} skipped${reason}).`, 'Name a folder that holds documents with --corpus. The live index is untouched.');
}

/** What is live now; a damaged manifest is no reason not to build a new generation. */
async function liveManifest(indexesFolder: string): Promise<{ live: Manifest | null; warning: string | null }> {
  try {
    const id = await readCurrent(indexesFolder);
    return { live: id === null ? null : await readManifest(indexesFolder, id), warning: null };
  } catch (error) {
    if (error instanceof ResponsaError) return { live: null, warning: `${error.message} A new generation was built without it.` };
    throw error;
  }
}

function unchangedReport(live: Manifest, clock: () => Date, began: Date, warnings: readonly string[]): BuildReport {
  return {
    generation: live.id, refused: false, unchanged: true, counts: { ...live.counts, embedded: 0, takenOver: live.counts.chunks },
    seconds: secondsSince(began, clock), embedSeconds: 0, skipped: live.skipped, warnings, pruned: [],
  };
}

/** Work between two yields to the event loop, so that a server that builds keeps answering. */
const AT_ONCE = 64;

async function cutDocuments(request: BuildRequest): Promise<readonly Chunk[]> {
  const { ingested, settings, signal } = request;
  const report = stage(request, 'chunk');
  const chunks: Chunk[] = [];
  for (const [ordinal, document] of ingested.documents.entries()) {
    if (ordinal % AT_ONCE === 0) {
      report(ordinal, ingested.documents.length);
      await breathe(signal);
    }
    for (const one of chunk(document, ordinal, settings.chunkLength, settings.headings)) chunks.push(one);
  }
  if (chunks.length === 0) throw nothingToIndex(ingested, 'the documents hold no text');
  report(ingested.documents.length, ingested.documents.length);
  return chunks;
}

async function indexWords(request: BuildRequest, chunks: readonly Chunk[], textOf: (row: number) => string): Promise<{ lexical: LexicalTable; grams: GramTable }> {
  const report = stage(request, 'lexical');
  const builder = lexicalBuilder();
  const grams = gramBuilder();
  for (const [row, { document }] of chunks.entries()) {
    if (row % AT_ONCE === 0) {
      report(row, chunks.length);
      await breathe(request.signal);
    }
    const text = textOf(row);
    builder.add(text, request.ingested.documents[document]!.language);
    grams.add(text);
  }
  report(chunks.length, chunks.length);
  return { lexical: builder.build(), grams: grams.build() };
}
