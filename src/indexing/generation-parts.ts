/** What a generation consists of, as files that write themselves. */
import type { LegalDocument } from '../document.js';
import type { Chunk } from './chunk.js';
import { linesOfJson } from './documents-file.js';
import { writeSynced } from './durable-files.js';
import { generationFiles } from './generations.js';
import { lexicalBytes, type LexicalTable } from './lexical-file.js';
import { recordWritten, type NewFile } from './publish.js';
import { readGraph, type Graph, type VectorMatrix } from './vectors.js';

export interface GenerationParts {
  readonly documents: readonly LegalDocument[];
  readonly chunks: readonly Chunk[];
  readonly digests: Uint8Array;
  readonly lexical: LexicalTable;
  readonly matrix: VectorMatrix;
  readonly graph: Graph;
}

export function newFiles({ documents, chunks, digests, lexical, matrix, graph }: GenerationParts): NewFile[] {
  const { values, dimensions } = matrix;
  return [
    { name: generationFiles.documents, write: (file) => writeSynced(file, linesOfJson(documents)) },
    { name: generationFiles.chunks, write: (file) => writeSynced(file, linesOfJson(chunks)) },
    { name: generationFiles.digests, write: (file) => writeSynced(file, [digests]) },
    { name: generationFiles.lexical, write: (file) => writeSynced(file, lexicalBytes(lexical)) },
    { name: generationFiles.vectors, write: (file) => writeSynced(file, [new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]) },
    {
      name: generationFiles.graph,
      // The native library reports no write error: what it wrote is read back before it counts.
      write: (file) => {
        graph.writeIndexSync(file);
        return recordWritten(file, (written) => void readGraph(written, dimensions));
      },
    },
  ];
}
