/** What the pool and its worker threads say to each other. Both ends are this program; classes are lost on the way, data are not. */
import type { LegalDocument } from '../document.js';
import type { FoundFile } from './walk-folder.js';

export interface ParsingRequest {
  readonly file: FoundFile;
}

/** What a thread says: once that it is ready, then what came of each file. */
export type ParsingReply = { readonly is: 'ready' } | ParsedFile;

/** What came of one file. */
export type ParsedFile =
  | {
      readonly is: 'parsed';
      readonly documents: readonly LegalDocument[];
      /** sha-256 of the bytes, hex, with the side metadata as JSON: changes when anything the file says changes. */
      readonly digest: string;
      /** Of the file itself; those of its documents stand in them. */
      readonly warnings: readonly string[];
    }
  | { readonly is: 'refused'; readonly reason: string; readonly advice: string };
