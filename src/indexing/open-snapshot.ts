/** A generation on disk -> a snapshot in memory: verify everything, read everything, then serve questions from typed arrays. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LegalDocument } from '../document.js';
import { messageOf, ResponsaError } from '../errors.js';
import { gramScorer, readGrams, type GramTable } from './character-grams.js';
import { embeddedText, type Chunk } from './chunk.js';
import { citationTable } from './citations.js';
import { readChunks, readDocuments } from './documents-file.js';
import { readWhole } from './durable-files.js';
import { folderOf, generationFiles, liveOrThrow, readManifest, synonymsFile, verifyFiles } from './generations.js';
import { readGraph } from './graph-file.js';
import { graphSearch, type GraphSearch } from './graph-search.js';
import { headingTable, noHeadings } from './heading-table.js';
import { lexicalSearch } from './lexical.js';
import { readLexical } from './lexical-file.js';
import type { Manifest } from './manifest.js';
import { readMatrix, similarity, vectorOf, type VectorMatrix } from './quantised-vectors.js';
import type { Snapshot } from './snapshot.js';
import { synonymsSchema, synonymTable, type SynonymTable } from './synonym-table.js';
import { searchVectors } from './vectors.js';

/**
 * Opens a generation, by default the live one. Rejects with ResponsaError('not-found') when nothing was published yet or `id` is
 * unknown, 'damaged' when any file is missing or has not the size and checksum that the manifest gives.
 */
export async function openSnapshot(indexesFolder: string, id?: string): Promise<Snapshot> {
  const chosen = id ?? (await liveOrThrow(indexesFolder));
  const manifest = await readManifest(indexesFolder, chosen);
  const folder = folderOf(indexesFolder, chosen);
  await verifyFiles(folder, manifest);
  const file = (name: keyof typeof generationFiles): string => path.join(folder, generationFiles[name]);
  try {
    const documents = await readDocuments(file('documents'));
    const chunks = await readChunks(file('chunks'));
    const lexical = lexicalSearch(readLexical(await readWhole(file('lexical'))));
    const grams = readGrams(await readWhole(file('grams')));
    const matrix = readMatrix(await readWhole(file('vectors')), manifest.embedder.dimensions);
    const graph = graphSearch(readGraph(await readWhole(file('graph'))));
    const synonyms = synonymTable(manifest.files[synonymsFile] === undefined ? [] : synonymsSchema.parse(JSON.parse(await readFile(path.join(folder, synonymsFile), 'utf8'))));
    return assemble({ manifest, documents, chunks, lexical, grams, matrix, graph, synonyms });
  } catch (error) {
    // The checksums are right, so this is an index of another program version, or a disk that fails while it is read.
    throw new ResponsaError('damaged', `Generation ${chosen} in ${folder} cannot be read: ${messageOf(error)}.`, 'Build the index again with `index --full`.', { cause: error });
  }
}

interface Parts {
  readonly manifest: Manifest;
  readonly documents: readonly LegalDocument[];
  readonly chunks: readonly Chunk[];
  readonly lexical: ReturnType<typeof lexicalSearch>;
  readonly grams: GramTable;
  readonly matrix: VectorMatrix;
  readonly graph: GraphSearch;
  readonly synonyms: SynonymTable;
}

function assemble(parts: Parts): Snapshot {
  const { manifest, documents, chunks } = parts;
  const citations = citationTable(documents);
  const headings = manifest.parameters['headings'] === 'out' ? noHeadings : headingTable(documents, chunks);
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
      return rows.map((row) => ({ row, score: score(embeddedText(documents[chunks[row]!.document]!, chunks[row]!)) }));
    },
    searchVectors: (query, admission, k, parameters) => searchVectors(opened().matrix, opened().graph, query, admission, k, parameters),
    similarity: (row, query) => similarity(opened().matrix, row, query),
    vector: (row) => vectorOf(opened().matrix, row),
    citations,
    rowsUnder: (text) => headings.rowsUnder(text),
    synonymsOf: (question, language) => parts.synonyms.addedTo(question, language),
    rowsOf: (document) => rowRange(firstRows[document] ?? 0, firstRows[document + 1] ?? 0),
    close: () => {
      held = null;
    },
  };
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
