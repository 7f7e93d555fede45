/** A generation on disk -> a snapshot in memory: verify everything, read what questions need, then serve them from typed arrays. */
import type { LegalDocument } from '../document.js';
import { messageOf, ResponsaError } from '../errors.js';
import { gramScorer, readGrams, type GramTable } from './character-grams.js';
import { embeddedLines, type Chunk } from './chunk.js';
import { readChunks, type StoredChunks } from './chunks-file.js';
import { citationTable, type CitationTable } from './citations.js';
import { lazyDocuments, readHeads } from './documents-file.js';
import { folderOf, generationFiles, liveOrThrow, readManifest, readToVerify, synonymsFile, verifyFiles } from './generations.js';
import { readGraph } from './graph-file.js';
import { graphSearch, type GraphSearch } from './graph-search.js';
import { readHeadings, type HeadingTable } from './heading-table.js';
import { lexicalSearch } from './lexical.js';
import { readLexical } from './lexical-file.js';
import type { Manifest } from './manifest.js';
import { readNumbers } from './numbers-file.js';
import { readProvisions } from './provisions-file.js';
import { readMatrix, similarity, vectorOf, type VectorMatrix } from './quantised-vectors.js';
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
  const folder = folderOf(indexesFolder, chosen);
  const { files, synonyms, verified } = await readAll(folder, manifest);
  const parts = partsOrFault(() => partsOf(files, synonyms, manifest.embedder.dimensions));
  // Damage explains whatever else went wrong.
  await verified();
  // What only the next build reads.
  await verifyFiles(folder, manifest, [generationFiles.digests, generationFiles.probes]);
  // The checksums are right, so this is an index of another program version.
  if ('fault' in parts) throw new ResponsaError('damaged', `Generation ${chosen} in ${folder} cannot be read: ${messageOf(parts.fault)}.`, 'Build the index again with `index --full`.', { cause: parts.fault });
  return assemble(manifest, parts.made);
}

function partsOrFault<T>(make: () => T): { readonly made: T } | { readonly fault: unknown } {
  try {
    return { made: make() };
  } catch (fault) {
    return { fault };
  }
}

/** What a question reads. */
type Asked = Exclude<keyof typeof generationFiles, 'digests' | 'probes'>;
type Files = Readonly<Record<Asked, Uint8Array>>;

interface ReadGeneration {
  readonly files: Files;
  readonly synonyms: Uint8Array | null;
  /** Rejects with ResponsaError('damaged') for the first file that is not as the manifest says. */
  readonly verified: () => Promise<void>;
}

/** The files are hashed in threads of their own while the tables are made of them: a gigabyte takes 3 s to hash, and those some 2 s. The largest come first, since the last one is waited for. */
async function readAll(folder: string, manifest: Manifest): Promise<ReadGeneration> {
  const checks: Promise<void>[] = [];
  const read = async (name: string): Promise<Uint8Array> => {
    const { bytes, verified } = await readToVerify(folder, manifest, name);
    checks.push(verified);
    return bytes;
  };
  const of = (name: Asked): Promise<Uint8Array> => read(generationFiles[name]);
  const files: Files = {
    vectors: await of('vectors'), texts: await of('texts'), lexical: await of('lexical'), provisions: await of('provisions'), graph: await of('graph'),
    heads: await of('heads'), numbers: await of('numbers'), chunks: await of('chunks'), headings: await of('headings'), grams: await of('grams'),
  };
  const synonyms = manifest.files[synonymsFile] === undefined ? null : await read(synonymsFile);
  const verified = async (): Promise<void> => {
    await Promise.all(checks);
  };
  return { files, synonyms, verified };
}

interface Parts {
  readonly documents: readonly LegalDocument[];
  readonly texts: StoredTexts;
  readonly citations: CitationTable;
  readonly chunks: StoredChunks;
  readonly lexical: ReturnType<typeof lexicalSearch>;
  readonly grams: GramTable;
  readonly matrix: VectorMatrix;
  readonly graph: GraphSearch;
  readonly headings: HeadingTable;
  readonly synonyms: SynonymTable;
}

function partsOf(files: Files, synonyms: Uint8Array | null, dimensions: number): Parts {
  const texts = readTexts(files.texts);
  const trees = readProvisions(files.provisions);
  const documents = lazyDocuments(readHeads(files.heads), texts, trees);
  return {
    documents, texts,
    citations: citationTable(documents, readNumbers(files.numbers, documents, trees)),
    chunks: readChunks(files.chunks),
    lexical: lexicalSearch(readLexical(files.lexical)),
    grams: readGrams(files.grams),
    matrix: readMatrix(files.vectors, dimensions),
    graph: graphSearch(readGraph(files.graph)),
    headings: readHeadings(files.headings),
    synonyms: synonymTable(synonyms === null ? [] : synonymsSchema.parse(JSON.parse(Buffer.from(synonyms).toString('utf8')))),
  };
}

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
    similarity: (row, query) => similarity(opened().matrix, row, query),
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
