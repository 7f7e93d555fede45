/** The check of statements for those who measure it: real sentences of real law, and a statement held against one of them. No index, no model. */
import { definedWords } from './answering/defined-words.js';
import { readable, unitsIn } from './answering/numbered-sentences.js';
import { verify } from './answering/verify.js';
import type { LegalDocument, Span } from './document.js';
import { findFiles, parseFiles } from './ingest/ingest.js';

export interface LawSentence {
  readonly text: string;
  readonly language: string;
  readonly document: LegalDocument;
  readonly span: Span;
  /** What words of the document mean, by what it says itself. */
  readonly definitions: readonly { readonly term: string; readonly meaning: string }[];
}

export interface CheckedStatement {
  readonly support: 'supported' | 'not-checkable' | 'unsupported';
  /** Why it is not supported; empty when it is. */
  readonly why: string;
}

/** Sentences of at most `files` files of a folder, chosen by `random` (0 ≤ x < 1), file by file; files that cannot be read are left out. Throws ResponsaError('bad-source') when there is no such folder. */
export async function* sampleSentences(folder: string, files: number, random: () => number, threads: number): AsyncGenerator<readonly LawSentence[]> {
  const found = await findFiles([folder]);
  const chosen = found.files.map((file) => ({ file, order: random() })).sort((a, b) => a.order - b.order).slice(0, files).map(({ file }) => file);
  for await (const { parsed } of parseFiles(chosen, { threads })) {
    if (parsed.is === 'refused') continue;
    for (const document of parsed.documents) yield sentencesOf(document);
  }
}

function sentencesOf(document: LegalDocument): LawSentence[] {
  const definitions = definedWords(document);
  return unitsIn(document, { start: 0, end: document.text.length }).map((unit) => ({ text: readable(document, unit), language: document.language, document, span: unit.span, definitions }));
}

/** `statement` as an answer that cites `sentence` alone, in the sentence's language. */
export function checkStatement(statement: string, { text, language, document, span }: LawSentence): CheckedStatement {
  const verification = verify({ text: statement, sentences: [1] }, language, [{ number: 1, text, span, passage: { document } }]);
  return { support: verification.support, why: verification.support === 'supported' ? '' : verification.why };
}
