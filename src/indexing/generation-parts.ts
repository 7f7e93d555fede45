/** What a generation consists of, as files that write themselves. */
import type { LegalDocument } from '../document.js';
import type { SynonymEntry } from '../ingest/synonyms.js';
import { gramBytes, type GramTable } from './character-grams.js';
import type { Chunk } from './chunk.js';
import { chunkBytes } from './chunks-file.js';
import { headLines } from './documents-file.js';
import { writeSynced } from './durable-files.js';
import { graphBytes, type Graph } from './graph-file.js';
import { headingBytes } from './heading-table.js';
import { generationFiles, synonymsFile } from './generations.js';
import { lexicalBytes, type LexicalTable } from './lexical-file.js';
import { numberBytes } from './numbers-file.js';
import { provisionBytes } from './provisions-file.js';
import type { NewFile } from './publish.js';
import { matrixBytes, type VectorMatrix } from './quantised-vectors.js';
import type { Taught } from './taught-weights.js';
import { textBytes } from './texts-file.js';

export interface GenerationParts {
  readonly documents: readonly LegalDocument[];
  readonly chunks: readonly Chunk[];
  readonly digests: Uint8Array;
  readonly lexical: LexicalTable;
  readonly grams: GramTable;
  readonly matrix: VectorMatrix;
  readonly graph: Graph;
  readonly probes: Taught['probes'];
  readonly synonyms: readonly SynonymEntry[];
  /** `out`: the index was built without them. */
  readonly headings: 'in' | 'out';
}

export function newFiles({ documents, chunks, digests, lexical, grams, matrix, graph, probes, synonyms, headings }: GenerationParts): NewFile[] {
  return [
    { name: generationFiles.heads, write: (file) => writeSynced(file, headLines(documents)) },
    { name: generationFiles.texts, write: (file) => writeSynced(file, textBytes(documents)) },
    { name: generationFiles.provisions, write: (file) => writeSynced(file, provisionBytes(documents)) },
    { name: generationFiles.numbers, write: (file) => writeSynced(file, numberBytes(documents)) },
    { name: generationFiles.chunks, write: (file) => writeSynced(file, chunkBytes(chunks, documents)) },
    { name: generationFiles.headings, write: (file) => writeSynced(file, headingBytes(documents, chunks, headings)) },
    { name: generationFiles.digests, write: (file) => writeSynced(file, [digests]) },
    { name: generationFiles.lexical, write: (file) => writeSynced(file, lexicalBytes(lexical)) },
    { name: generationFiles.grams, write: (file) => writeSynced(file, gramBytes(grams)) },
    { name: generationFiles.vectors, write: (file) => writeSynced(file, matrixBytes(matrix)) },
    { name: generationFiles.probes, write: (file) => writeSynced(file, [probes.digests, ...matrixBytes(probes.matrix)]) },
    ...(synonyms.length === 0 ? [] : [{ name: synonymsFile, write: (file: string) => writeSynced(file, [JSON.stringify(synonyms)]) }]),
    { name: generationFiles.graph, write: (file) => writeSynced(file, graphBytes(graph)) },
  ];
}
