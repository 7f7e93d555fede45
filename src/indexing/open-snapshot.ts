/** A generation on disk -> a snapshot in memory: verify everything, read what questions need, then serve them from typed arrays. */
import type { LegalDocument } from '../document.js';
import { messageOf, ResponsaError } from '../errors.js';
import { gramScorer, readGrams, type GramTable } from './character-grams.js';
import { embeddedLines, type Chunk } from './chunk.js';
import { readChunks, type StoredChunks } from './chunks-file.js';
import { citationTable, type CitationTable } from './citations.js';
import { lazyDocuments, readHeads } from './documents-file.js';
import { folderOf, generationFiles, liveOrThrow, readManifest, readVerified, synonymsFile, verifyFiles } from './generations.js';
import { readGraph } from './graph-file.js';
import { graphSearch, type GraphSearch } from './graph-search.js';
import { readHeadings, type HeadingTable } from './heading-table.js';
import { lexicalSearch } from './lexical.js';
import { readLexical } from './lexical-file.js';
import type { Manifest } from './manifest.js';
import { readNumbers } from './numbers-file.js';
import { openReadingThreads, type ReadingThreads } from './reading-threads.js';
import { readProvisions } from './provisions-file.js';
import { readSearchable, vectorOf, type SearchableMatrix } from './quantised-vectors.js';
import type { Snapshot } from './snapshot.js';
import { synonymsSchema, synonymTable, type SynonymTable } from './synonym-table.js';
import { readTexts, type StoredTexts } from './texts-file.js';
import { searchVectors } from './vectors.js';

/**
 * Opens a generation, by default the live one. Rejects with ResponsaError('not-found') when nothing was published yet or `id` is
 * unknown, 'damaged' when any file is missing or has not the size and checksum that the manifest gives.
 */
export async function openSnapshot(indexesFolder: string, id?: string): Promise<Snapshot> {
  const chosen = id ?? (await liveOrThrow(indexesFolder));
  const manifest = await readManifest(indexesFolder, chosen);
  const threads = openReadingThreads();
  try {
    return await openRead(folderOf(indexesFolder, chosen), manifest, threads);
  } finally {
    await threads.close();
  }
}

async function openRead(folder: string, manifest: Manifest, threads: ReadingThreads): Promise<Snapshot> {
  const read: ReadOne = (name) => readVerified(folder, manifest, name, threads);
  const [heads, texts, provisions, numbers] = await Promise.all([read(generationFiles.heads), read(generationFiles.texts), read(generationFiles.provisions), read(generationFiles.numbers)]);
  // Half of the bytes are hashed by threads while half of the tables are made here: a gigabyte takes 3 s to hash, and the tables some 2 s.
  const searched = readSearched(read, manifest);
  // Waited for below.
  searched.catch(() => undefined);
  const documents = orOtherVersion(() => documentsOf(heads, texts, provisions, numbers));
  const files = await searched;
  // What only the next build reads.
  await verifyFiles(folder, manifest, [generationFiles.digests, generationFiles.probes]);
  const matrix = await orOtherVersion(() => readSearchable(files.vectors, manifest.embedder.dimensions))();
  return assemble(manifest, { ...documents(), ...orOtherVersion(() => searchesOf(files, matrix))() });

  /** What is made, or throws when it is asked for: the checksums are right, so this is an index of another program version. Damage explains whatever else went wrong, and is found first. */
  function orOtherVersion<T>(make: () => T): () => T {
    try {
      const made = make();
      return () => made;
    } catch (fault) {
      return () => {
        throw new ResponsaError('damaged', `Generation ${manifest.id} in ${folder} cannot be read: ${messageOf(fault)}.`, 'Build the index again with `index --full`.', { cause: fault });
      };
    }
  }
}

type Bytes = Uint8Array<ArrayBuffer>;
type ReadOne = (name: string) => Promise<Bytes>;

interface SearchFiles {
  readonly chunks: Bytes;
  readonly lexical: Bytes;
  readonly grams: Bytes;
  readonly vectors: Bytes;
  readonly graph: Bytes;
  readonly headings: Bytes;
  readonly synonyms: Bytes | null;
}

async function readSearched(read: ReadOne, manifest: Manifest): Promise<SearchFiles> {
  const [vectors, lexical, graph, chunks, headings, grams, synonyms] = await Promise.all([
    read(generationFiles.vectors), read(generationFiles.lexical), read(generationFiles.graph), read(generationFiles.chunks), read(generationFiles.headings), read(generationFiles.grams),
    manifest.files[synonymsFile] === undefined ? null : read(synonymsFile),
  ]);
  return { vectors, lexical, graph, chunks, headings, grams, synonyms };
}

interface Documents {
  readonly documents: readonly LegalDocument[];
  readonly texts: StoredTexts;
  readonly citations: CitationTable;
}

function documentsOf(heads: Bytes, text: Bytes, provisions: Bytes, numbers: Bytes): Documents {
  const texts = readTexts(text);
  const trees = readProvisions(provisions);
  const documents = lazyDocuments(readHeads(heads), texts, trees);
  return { documents, texts, citations: citationTable(documents, readNumbers(numbers, documents, trees)) };
}

interface Searches {
  readonly chunks: StoredChunks;
  readonly lexical: ReturnType<typeof lexicalSearch>;
  readonly grams: GramTable;
  readonly matrix: SearchableMatrix;
  readonly graph: GraphSearch;
  readonly headings: HeadingTable;
  readonly synonyms: SynonymTable;
}

function searchesOf(files: SearchFiles, matrix: SearchableMatrix): Searches {
  return {
    chunks: readChunks(files.chunks),
    lexical: lexicalSearch(readLexical(files.lexical)),
    grams: readGrams(files.grams),
    matrix,
    graph: graphSearch(readGraph(files.graph)),
    headings: readHeadings(files.headings),
    synonyms: synonymTable(files.synonyms === null ? [] : synonymsSchema.parse(JSON.parse(Buffer.from(files.synonyms).toString('utf8')))),
  };
}

type Parts = Documents & Searches;

function assemble(manifest: Manifest, parts: Parts): Snapshot {
  const { documents, citations, chunks: { chunks } } = parts;
  const firstRows = firstRowsOf(documents.length, chunks);
  // What close() lets go of; the garbage collector then takes graph and matrix back.
  let held: Parts | null = parts;
  const opened = (): Parts => {
    if (held === null) throw new Error(`Generation ${manifest.id} was closed while it was still in use.`);
    return held;
  };
  return {
    manifest,
    documents,
    chunks,
    searchLexical: (question, admission, k, parameters) => opened().lexical(question, admission, k, parameters),
    scoreGrams: (question, rows) => {
      const score = gramScorer(opened().grams, question);
      return rows.map((row) => ({ row, score: score(embeddedTextOf(opened(), row)) }));
    },
    searchVectors: (query, admission, k, parameters) => searchVectors(opened().matrix, opened().graph, query, admission, k, parameters),
    similarities: (query, rows) => {
      const similarityOf = opened().matrix.similarityTo(query);
      return rows.map((row) => ({ row, score: similarityOf(row) }));
    },
    vector: (row) => vectorOf(opened().matrix, row),
    textOf: (row) => textOf(opened(), row),
    citations,
    rowsUnder: (text) => opened().headings.rowsUnder(text),
    synonymsOf: (question, language) => opened().synonyms.addedTo(question, language),
    rowsOf: (document) => rowRange(firstRows[document] ?? 0, firstRows[document + 1] ?? 0),
    close: () => {
      held = null;
    },
  };
}

function textOf({ chunks, texts }: Parts, row: number): string {
  const { start, end } = chunks.bytesOf(row);
  return texts.slice(chunks.chunks[row]!.document, start, end);
}

/** `embeddedText` of a row, without its document's whole text. */
function embeddedTextOf(parts: Parts, row: number): string {
  const { chunks, texts, documents } = parts;
  const { document, breadcrumb } = chunks.chunks[row]!;
  const leadIns = chunks.leadInBytesOf(row).map(({ start, end }) => texts.slice(document, start, end));
  return embeddedLines(documents[document]!.title, breadcrumb, leadIns, textOf(parts, row));
}

/** Chunks lie in the order of documents: document d has the rows [first[d], first[d + 1]). */
function firstRowsOf(documents: number, chunks: readonly Chunk[]): Uint32Array {
  const first = new Uint32Array(documents + 1);
  for (const { document } of chunks) first[document + 1]!++;
  for (let d = 1; d <= documents; d++) first[d]! += first[d - 1]!;
  return first;
}

function rowRange(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
