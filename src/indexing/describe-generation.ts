/** What a manifest says of a build, and whether a new build would say the same. */
import type { Config } from '../config.js';
import { walk } from '../document.js';
import type { Ingested } from '../ingest/ingest.js';
import type { Embedder } from '../models/embedder.js';
import { sha256 } from '../text.js';
import { ANALYZER_VERSION, analyzerKey, readingOf } from './analysis/analyzer.js';
import { GRAMS_VERSION } from './character-grams.js';
import { CHUNKER_VERSION } from './chunk.js';
import type { Embedded } from './embed-chunks.js';
import type { ReferenceCounts } from './link-references.js';
import type { Manifest } from './manifest.js';
import type { SearchWidth } from './search-width.js';
import { TEACHING_VERSION, type TaughtWeights } from './taught-weights.js';

/** All that decides what is in a generation. */
export interface Described {
  readonly ingested: Ingested;
  /** `documentsDigest` of the documents. */
  readonly documentsDigest: string;
  readonly embedder: Pick<Embedder, 'name' | 'digest' | 'dimensions'>;
  readonly settings: Pick<Config, 'chunkLength' | 'headings' | 'hnswM' | 'hnswEfConstruction'>;
}

/** Settings that decide what is in the index. */
function parametersOf(settings: Described['settings']): Manifest['parameters'] {
  const { chunkLength, headings, hnswM, hnswEfConstruction } = settings;
  return { chunker: CHUNKER_VERSION, grams: GRAMS_VERSION, teaching: TEACHING_VERSION, chunkLength, hnswM, hnswEfConstruction, ...(headings === 'out' && { headings }) };
}

/** Compares what comes out of the parsers too: a better parser makes other documents out of the same files. */
export function isUnchanged(live: Manifest, described: Described): boolean {
  const { ingested, documentsDigest, embedder, settings } = described;
  const now = [ingested.corpusDigest, documentsDigest, embedder.digest, ANALYZER_VERSION, parametersOf(settings), ingested.skipped, ingested.warnings];
  const then = [live.corpusDigest, live.documentsDigest, live.embedder.digest, live.analyzer, live.parameters, live.skipped, live.warnings];
  return sha256(JSON.stringify(now)) === sha256(JSON.stringify(then));
}

/** What the build came to. */
export interface Made {
  readonly chunks: number;
  readonly embedded: Pick<Embedded, 'embedded' | 'takenOver'>;
  readonly references: ReferenceCounts;
  readonly denseWeights: TaughtWeights;
  /** `null` where none was measured. */
  readonly searchWidth: SearchWidth | null;
}

/** All of the manifest but what publishing adds. */
export function describeGeneration(described: Described, made: Made): Omit<Manifest, 'id' | 'created' | 'seconds' | 'files'> {
  const { ingested, documentsDigest, embedder, settings } = described;
  const { chunks, embedded, references, denseWeights, searchWidth } = made;
  const { documents } = ingested;
  return {
    format: 4,
    corpusDigest: ingested.corpusDigest,
    documentsDigest,
    embedder: { name: embedder.name, digest: embedder.digest, dimensions: embedder.dimensions },
    analyzer: ANALYZER_VERSION,
    parameters: parametersOf(settings),
    counts: {
      filesRead: ingested.filesRead,
      skipped: ingested.skipped.length,
      works: new Set(documents.map(({ work }) => work)).size,
      expressions: documents.length,
      provisions: documents.reduce((sum, { provisions }) => sum + count(walk(provisions)), 0),
      chunks,
      embedded: embedded.embedded,
      takenOver: embedded.takenOver,
      references: references.found,
      referencesResolved: references.resolved,
    },
    collections: ingested.collections.map(({ id, title, licence }) => ({ id, title: title ?? null, documents: documents.filter(({ source }) => source.collection === id).length, ...(licence !== undefined && { licence }) })),
    languages: tally(documents, ({ language }) => language),
    denseWeights,
    ...(searchWidth !== null && { searchWidth }),
    readings: Object.fromEntries([...new Set(documents.map(({ language }) => analyzerKey(language)))].sort().map((key) => [key, readingOf(key)])),
    jurisdictions: tally(documents, ({ jurisdiction }) => jurisdiction),
    ...(ingested.synonyms.length > 0 && { synonyms: tally(ingested.synonyms, ({ collection }) => collection) }),
    skipped: [...ingested.skipped],
    warnings: [...ingested.warnings],
  };
}

function count(values: Iterable<unknown>): number {
  let counted = 0;
  for (const value of values) if (value !== undefined) counted++;
  return counted;
}

/** Documents or lines by a property, in the order of its values. */
function tally<T>(documents: readonly T[], keyOf: (document: T) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const document of documents) counts.set(keyOf(document), (counts.get(keyOf(document)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
