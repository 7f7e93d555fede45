/** Small laws written as Markdown and parsed by the real parser, and passages made of their chunks. */
import type { LegalDocument } from '../../src/document.js';
import { chunk } from '../../src/indexing/chunk.js';
import { markdownParser } from '../../src/ingest/formats/markdown/markdown.js';
import type { Passage } from '../../src/retrieval/passage.js';
import type { Query } from '../../src/retrieval/query.js';
import { sha256 } from '../../src/text.js';

export function lawOf(frontMatter: Readonly<Record<string, string>>, body: string): LegalDocument {
  const facts = { work: 'xa/act/2019/dogs', title: 'Dog Act 2019', type: 'act', jurisdiction: 'xa', language: 'en', in_force_from: '2020-01-01', ...frontMatter };
  const source = `---\n${Object.entries(facts).map(([key, value]) => `${key}: ${value}`).join('\n')}\n---\n\n# ${facts.title}\n\n${body}\n`;
  const bytes = new TextEncoder().encode(source);
  const parsed = markdownParser.parse({ collection: { id: 'law' }, path: 'law.md', bytes, digest: sha256(bytes), sideMetadata: null });
  const document = parsed instanceof Promise ? undefined : parsed[0];
  if (document === undefined) throw new Error('The Markdown parser made no document at once.');
  return document;
}

/** The chunks of the documents as passages, in the order given: rank 1 first. */
export function passagesOf(...documents: readonly LegalDocument[]): Passage[] {
  const chunks = documents.flatMap((document, ordinal) => chunk(document, ordinal, 800).map((one) => ({ document, chunk: one })));
  return chunks.map((one, index) => ({ ...one, row: index, rank: index + 1, score: 1 / (index + 1), sources: {}, alsoIn: [] }));
}

/** The passage of one basic provision. */
export function passageOf(document: LegalDocument, eId: string): Passage {
  const found = passagesOf(document).find(({ chunk: { eId: own } }) => own === eId);
  if (found === undefined) throw new Error(`There is no chunk of ${eId}.`);
  return { ...found, rank: 1 };
}

export function queryOf(text: string, over: Partial<Query> = {}): Query {
  return { text, language: 'en', asOf: '2024-06-01', filters: {}, citations: [], ...over };
}

export const dogAct = lawOf(
  {},
  `## Part I — Dogs

### Section 1. Definitions

In this Act:

(a) “dog” means an animal of the species Canis familiaris; and

(b) “owner” means the person who keeps a dog.

### Section 2. Registration

(1) The owner must register a dog within 14 days of acquiring it. The fee is 60 crowns.

(2) Subsection (1) does not apply to a dog under three months of age.

(3) A dog that bites is reported within two days.

### Section 3. Offences

A person who

(a) keeps a dog without registration, or

(b) lets a dog run loose,

commits an offence and is liable to a fine of 500 crowns.

### Section 4. Licence

Nobody may walk more than four dogs unless the municipality has given a licence. The licence is valid for two years.

## Schedule — Fees

| Service | Fee (crowns) |
| --- | --- |
| First dog | 60 |
| Second dog | 90 |
`,
);

/** A sentence of a document by its text, as a span. */
export function spanOf(document: LegalDocument, text: string): { start: number; end: number } {
  const start = document.text.indexOf(text);
  if (start === -1) throw new Error(`"${text}" is not in the document.`);
  return { start, end: start + text.length };
}

/** What the corpus of a test covers. */
export const covers = { collections: ['Law'], jurisdictions: ['xa'], languages: ['en'], dates: { from: null, to: null }, message: 'Searched: Law.' };
