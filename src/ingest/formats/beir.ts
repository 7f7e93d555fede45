/** The BEIR form of a collection: `corpus.jsonl`, one document {_id, title, text} a line. The text is taken as it is, so that offsets into it stay true. */
import { z } from 'zod';
import type { LegalDocument } from '../../document.js';
import { messageOf, ResponsaError } from '../../errors.js';
import type { Parser, SourceFile } from '../parser.js';
import { partOf } from '../part-of.js';
import { detectedLanguages } from './detected-language.js';

const lineSchema = z.object({ _id: z.string().min(1), title: z.string().default(''), text: z.string() });

/** Texts shorter than this (characters) tell too little of their language; they get that of the collection's majority. */
const tellingLength = 200;

export const beirParser: Parser = {
  format: 'beir',
  accepts: ({ path }) => path.split('/').at(-1) === 'corpus.jsonl',
  parse: async (file) => {
    const pages = decoded(file)
      .split('\n')
      .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, index + 1, file.path)]));
    const languages = await detectedLanguages(pages.map(({ text }) => text));
    const majority = file.collection.language ?? mostFrequent(languages);
    return pages.map((page, at) => documentOf(page, page.text.length < tellingLength || languages[at] === 'und' ? majority : languages[at]!, file));
  },
};

type Page = z.infer<typeof lineSchema>;

/** Strict: offsets into the texts are compared with those of others, so that no character may be replaced. */
function decoded({ bytes, path }: SourceFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ResponsaError('bad-source', `${path} is not valid UTF-8.`, 'Save it as UTF-8.', { cause: error });
  }
}

function parseLine(line: string, number: number, path: string): Page {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch (error) {
    throw new ResponsaError('bad-source', `${path}, line ${number}: ${messageOf(error)}`, 'Each line must be one JSON object {"_id", "title", "text"}.', { cause: error });
  }
}

function mostFrequent(languages: readonly string[]): string {
  const votes = new Map<string, number>();
  for (const language of languages) votes.set(language, (votes.get(language) ?? 0) + 1);
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'und';
}

function documentOf({ _id, title, text }: Page, language: string, { collection, path, digest }: SourceFile): LegalDocument {
  const whole = partOf(title, collection.language ?? language);
  return {
    work: _id,
    expression: _id,
    title,
    ...(whole !== null && { partOf: whole }),
    aliases: [],
    type: collection.type ?? 'other',
    jurisdiction: collection.jurisdiction ?? 'zz',
    language: collection.language ?? language,
    inForce: { from: null, to: null },
    source: { collection: collection.id, path, format: 'beir', digest, url: null },
    text,
    provisions: [],
    pages: [], terms: [], warnings: [],
  };
}
