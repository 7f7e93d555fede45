/**
 * Documents of an opened generation. What admission, names and lists ask of all of them is read at once (`heads.jsonl`, one line each);
 * text and tree are made when somebody looks at them and let go of when others need the room.
 */
import { createHash } from 'node:crypto';
import type { LegalDocument, Provision } from '../document.js';
import { boundedMemory } from './bounded-memory.js';
import type { StoredTrees } from './provisions-file.js';
import type { StoredTexts } from './texts-file.js';

/** What is known of a document without its text. */
export type DocumentHead = Omit<LegalDocument, 'text' | 'provisions' | 'pages' | 'terms' | 'warnings'>;

export function* headLines(documents: readonly LegalDocument[]): Generator<string> {
  for (const { work, expression, title, partOf, aliases, type, jurisdiction, language, inForce, source } of documents) {
    const head: DocumentHead = { work, expression, title, ...(partOf !== undefined && { partOf }), aliases, type, jurisdiction, language, inForce, source };
    yield `${JSON.stringify(head)}\n`;
  }
}

/**
 * The heads in their order. The border is the checksum: the file is compared with the manifest, so its lines are the very ones this
 * program wrote, and checking their shape again would only cost time.
 */
export function readHeads(file: Uint8Array<ArrayBuffer>): DocumentHead[] {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const heads: DocumentHead[] = [];
  for (let start = 0, end = bytes.indexOf(10); end !== -1; start = end + 1, end = bytes.indexOf(10, start)) {
    heads.push(JSON.parse(bytes.toString('utf8', start, end)) as DocumentHead);
  }
  return heads;
}

/** sha-256 (hex) over all documents as JSON lines: whether parsers make the same of the same files. */
export function documentsDigest(documents: Iterable<LegalDocument>): string {
  const hash = createHash('sha256');
  for (const document of documents) hash.update(`${JSON.stringify(document)}\n`, 'utf8');
  return hash.digest('hex');
}

/** Bytes that stay in memory of what was looked at. */
export interface KeptBytes {
  readonly texts: number;
  readonly trees: number;
  /** Pages, terms and warnings. */
  readonly rest: number;
}

/**
 * Texts of some 60 acts of the length that questions lead to (a quarter of a million characters, two bytes each), or of the longest
 * law known to us (the Canadian Income Tax Act, 12 MB so) and two others like it; trees of 60,000 provisions.
 */
export const keptBytes: KeptBytes = { texts: 32 << 20, trees: 32 << 20, rest: 4 << 20 };

/** A provision as an object with its strings and its place in a list, when all of a tree has been looked at. */
const NODE_BYTES = 512;

/** The documents with these heads, texts and trees, in their order. */
export function lazyDocuments(heads: readonly DocumentHead[], texts: StoredTexts, trees: StoredTrees, kept: KeptBytes = keptBytes): readonly LegalDocument[] {
  const ofTexts = boundedMemory<string>(kept.texts, texts.weight);
  const ofTrees = boundedMemory<readonly Provision[]>(kept.trees, (document) => NODE_BYTES * trees.size(document));
  const ofRest = boundedMemory<ReturnType<StoredTexts['rest']>>(kept.rest, texts.restWeight);
  return heads.map((head, ordinal): LegalDocument => {
    const text = (): string => ofTexts.get(ordinal, () => texts.text(ordinal));
    const rest = (): ReturnType<StoredTexts['rest']> => ofRest.get(ordinal, () => texts.rest(ordinal));
    return {
      ...head,
      get text() { return text(); },
      get provisions() { return ofTrees.get(ordinal, () => trees.tree(ordinal, text)); },
      get pages() { return rest().pages; },
      get terms() { return rest().terms; },
      get warnings() { return rest().warnings; },
    };
  });
}
