/** What a file is, by its name: a document, or one of those that stand beside documents in a collection. */
import path from 'node:path';
import { ResponsaError } from '../errors.js';
import { isKnownNonDocument } from '../ingest/known-files.js';
import { synonymsName } from '../ingest/synonyms.js';
import { manifestName } from './places.js';

/** `side`: `<name>.meta.json`; `questions`: topics, qrels, answers of the collection; `note`: read-me, licence. */
export const fileKinds = ['document', 'collection', 'side', 'synonyms', 'questions', 'note'] as const;
export type FileKind = (typeof fileKinds)[number];

const xml = ['application/xml', 'text/xml'] as const;
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** Endings of documents, with the types they may be sent as; the first is the one they are given out as. `application/octet-stream` always may. */
const documentTypes: Readonly<Record<string, readonly string[]>> = {
  '.xml': [...xml, 'application/akn+xml'], '.akn': [...xml, 'application/akn+xml'], '.uslm': xml,
  '.html': ['text/html', 'application/xhtml+xml'], '.htm': ['text/html', 'application/xhtml+xml'], '.xhtml': ['application/xhtml+xml', 'text/html'],
  '.md': ['text/markdown', 'text/plain', 'text/x-markdown'], '.markdown': ['text/markdown', 'text/plain', 'text/x-markdown'],
  '.txt': ['text/plain'], '.text': ['text/plain'],
  '.docx': [word], '.docm': ['application/vnd.ms-word.document.macroenabled.12', word],
  '.pdf': ['application/pdf'],
  '.csv': ['text/csv', 'text/plain'], '.tsv': ['text/tab-separated-values', 'text/plain'],
  '.json': ['application/json'], '.jsonl': ['application/jsonl', 'application/x-ndjson', 'application/x-jsonlines', 'application/json', 'text/plain'],
};
const endings = Object.keys(documentTypes).join(', ');
const anyBytes = 'application/octet-stream';

/** Throws ResponsaError('unsupported') naming what is taken, when no parser reads such files. `at` is the path inside the collection. */
export function kindOf(at: string): FileKind {
  const name = path.posix.basename(at);
  if (at === manifestName) return 'collection';
  if (name === manifestName) throw new ResponsaError('unsupported', `${at} would make a collection inside a collection.`, `Collections lie beside each other; only "${manifestName}" at the top of one is taken.`);
  if (at === synonymsName) return 'synonyms';
  if (name.endsWith('.meta.json')) return 'side';
  if (/\.(?:jsonl|tsv)$/.test(name) && isKnownNonDocument(at)) return 'questions';
  if (name === 'expected.json') return 'questions';
  if (isKnownNonDocument(at)) {
    if (/^(?:README|LICEN|NOTICE|CHANGELOG|CONTRIBUTING|COPYING)/i.test(name)) return 'note';
    throw new ResponsaError('unsupported', `${at} is a file of some program, no document.`, `Documents end in ${endings}.`);
  }
  if (documentTypes[path.posix.extname(name).toLowerCase()] === undefined) throw new ResponsaError('unsupported', `${at} is of no kind that is read here.`, `Documents end in ${endings}.`);
  return 'document';
}

const typesOf = (at: string): readonly string[] => documentTypes[path.posix.extname(at).toLowerCase()] ?? ['text/plain'];

/** All that documents are given out as. */
export const mediaTypes: readonly string[] = [...new Set(['text/plain', ...Object.values(documentTypes).map(([first]) => first!)])];

/** What a document is given out as. */
export const mediaTypeOf = (at: string): string => typesOf(at)[0]!;

/** Throws ResponsaError('unsupported') when the header names a type that such a file does not have; none at all is taken. */
export function checkMediaType(at: string, contentType: string | undefined): void {
  const type = contentType?.split(';')[0]!.trim().toLowerCase();
  if (type === undefined || type === '' || type === anyBytes || typesOf(at).includes(type)) return;
  throw new ResponsaError('unsupported', `${at} came as "${type}".`, `Send its bytes as they are, as ${[...typesOf(at), anyBytes].join(' or ')}, or without a type.`);
}
