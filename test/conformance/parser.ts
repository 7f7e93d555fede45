/** What every parser must do, whatever its format; each gets the same small law and must make the same tree of it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { textOf, walk, type LegalDocument, type Provision } from '../../src/document.js';
import { ResponsaError } from '../../src/errors.js';
import type { Parser, SourceFile } from '../../src/ingest/parser.js';
import { sha256 } from '../../src/text.js';

export function sourceFile(path: string, content: string | Uint8Array, fields: Partial<SourceFile> = {}): SourceFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { collection: { id: 'test' }, path, bytes, digest: sha256(bytes), sideMetadata: null, ...fields };
}

export function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../fixtures/ingest/${name}`, import.meta.url)), 'utf8');
}

export interface Node {
  readonly number: string | null;
  readonly heading: string | null;
  readonly eId: string;
  /** Own text, without that of the provisions below. */
  readonly lines: readonly string[];
  readonly below: readonly Node[];
}

function ownLines(document: LegalDocument, provision: Provision): string[] {
  const ownText: string[] = [];
  let at = provision.body.start;
  for (const child of provision.provisions) {
    ownText.push(document.text.slice(at, Math.max(at, child.span.start)));
    at = child.span.end;
  }
  ownText.push(document.text.slice(at, provision.body.end));
  return ownText.join('\n').split('\n').filter((line) => line !== '');
}

export function treeOf(document: LegalDocument, provisions: readonly Provision[] = document.provisions): Node[] {
  return provisions.map((provision) => ({
    number: provision.number, heading: provision.heading, eId: provision.eId, lines: ownLines(document, provision), below: treeOf(document, provision.provisions),
  }));
}

const leaf = (eId: string, number: string, line: string): Node => ({ eId, number, heading: null, lines: [line], below: [] });

/** The small law of the fixtures, as every format must give it. */
export const smallLaw: readonly Node[] = [
  { eId: 'part_1', number: 'Part I', heading: 'General', lines: [], below: [
    { eId: 'sec_1', number: 'Section 1', heading: 'Definitions', lines: ['In this Act:'], below: [
      leaf('sec_1__para_a', '(a)', '“hive” means a dwelling for bees;'),
      leaf('sec_1__para_b', '(b)', '“keeper” means a person who keeps a hive of at most 2 m³.'),
    ] },
  ] },
  { eId: 'part_2', number: 'Part II', heading: 'Registration', lines: [], below: [
    { eId: 'sec_2', number: 'Section 2', heading: 'Duty to register', lines: [], below: [
      { eId: 'sec_2__subsec_1', number: '(1)', heading: null, lines: ['A keeper registers each hive unless', 'and pays the fee in the Schedule.'], below: [
        { eId: 'sec_2__subsec_1__para_a', number: '(a)', heading: null, lines: ['the hive'], below: [
          leaf('sec_2__subsec_1__para_a__subpara_i', '(i)', 'stands empty, or'),
          leaf('sec_2__subsec_1__para_a__subpara_ii', '(ii)', 'is for show; or'),
        ] },
        leaf('sec_2__subsec_1__para_b', '(b)', 'section 3 applies,'),
      ] },
      leaf('sec_2__subsec_2', '(2)', 'Subsection (1)(a) does not apply to section 12 of the Dog Control Act 2019.'),
    ] },
    { eId: 'sec_3', number: 'Section 3', heading: 'Old hives', lines: ['A hive older than 1990 is exempt.'], below: [] },
  ] },
  { eId: 'schedule', number: 'Schedule', heading: 'Fees', lines: ['Hives\tFee', '1 to 5\t12 crowns'], below: [] },
];

/** Side metadata of the small law for formats that hold none; what they cannot say of section 3 is left out there. */
export const smallLawMetadata = { work: 'xa/act/2020/beekeeping', title: 'Beekeeping Act 2020', aliases: ['BKA'], type: 'act', jurisdiction: 'xa', language: 'en', in_force_from: '2020-07-01' };

/** Spans nested, ordered and in bounds, identifiers unique, references inside their provisions' own text. */
export function expectSoundTree(document: LegalDocument): void {
  const eIds = new Set<string>();
  for (const { provision, ancestors } of walk(document.provisions)) {
    expect(eIds.has(provision.eId), `${provision.eId} once`).toBe(false);
    eIds.add(provision.eId);
    const outer = ancestors.at(-1)?.span ?? { start: 0, end: document.text.length };
    const { span, body } = provision;
    expect(outer.start <= span.start && span.start <= body.start && body.start <= body.end && body.end === span.end && span.end <= outer.end, `${provision.eId} nested`).toBe(true);
    expect(span.start === 0 || document.text[span.start - 1] === '\n', `${provision.eId} begins a line`).toBe(true);
    provision.provisions.forEach((child, at) => expect(child.span.start >= (provision.provisions[at - 1]?.span.end ?? span.start), `${child.eId} in order`).toBe(true));
    for (const reference of provision.references) {
      expect(reference.span.start >= body.start && reference.span.end <= body.end).toBe(true);
      expect(document.text.slice(reference.span.start, reference.span.end)).toBe(reference.text);
      if (reference.target?.work === document.work && reference.target.eId !== null) expect([...walk(document.provisions)].some((each) => each.provision.eId === reference.target!.eId)).toBe(true);
    }
  }
  expect(document.text).not.toMatch(/\n\n|^\s|[ \n]$|  /u);
}

/** Words of a text in one spelling, for comparing what is seen with what was kept. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Share of `seen` words that stand in `kept`, each as often. */
export function shareKept(seen: readonly string[], kept: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of kept) counts.set(word, (counts.get(word) ?? 0) + 1);
  let found = 0;
  for (const word of seen) {
    const left = counts.get(word) ?? 0;
    if (left > 0) found += 1;
    counts.set(word, left - 1);
  }
  return seen.length === 0 ? 1 : found / seen.length;
}

export interface ParserCase {
  readonly parser: Parser;
  /** The small law in its format. */
  readonly file: SourceFile;
  /** The format can say that section 3 was repealed and when. */
  readonly saysPeriods: boolean;
  /** What the format forces to be otherwise than in the other formats, and why. Anything not named here must be the same. */
  readonly forced?: {
    readonly why: string;
    readonly tree?: readonly Node[];
      readonly document?: Readonly<Record<string, unknown>>;
    readonly references?: readonly (readonly [string, string, string | null, string | null])[];
  };
  /** What a reader sees of the file, extracted in another way than the parser's. */
  readonly visibleText: (file: SourceFile) => string;
}

export function testParser({ parser, file, saysPeriods, visibleText, forced = { why: '' } }: ParserCase): void {
  describe(`parser ${parser.format}`, () => {
    let document: LegalDocument;
    beforeAll(async () => {
      [document] = (await parser.parse(file)) as [LegalDocument];
    });

    it('accepts its file and makes one document of it', async () => {
      expect(parser.accepts(file)).toBe(true);
      expect(await parser.parse(file)).toHaveLength(1);
    });
    it('says what the document is', () => {
      expect(document).toMatchObject({
        work: 'xa/act/2020/beekeeping', expression: 'xa/act/2020/beekeeping/eng@2020-07-01', title: 'Beekeeping Act 2020', aliases: ['BKA'], type: 'act',
        jurisdiction: 'xa', language: 'en', inForce: { from: '2020-07-01', to: null }, warnings: [],
        source: { collection: 'test', path: file.path, format: parser.format, digest: sha256(file.bytes) }, ...forced.document,
      });
    });
    it('makes the same tree of the same law', () => {
      expect(treeOf(document)).toEqual(forced.tree ?? smallLaw);
    });
    it('gives sound spans, identifiers and references', () => {
      expectSoundTree(document);
    });
    it('finds the references', () => {
      const references = [...walk(document.provisions)].flatMap(({ provision }) => provision.references.map((reference) => [provision.eId, reference.text, reference.named, reference.target?.eId ?? null]));
      expect(references).toEqual(forced.references ?? [
        ['sec_2__subsec_1__para_b', 'section 3', null, 'sec_3'],
        ['sec_2__subsec_2', 'Subsection (1)(a)', null, 'sec_2__subsec_1__para_a'],
        ['sec_2__subsec_2', 'section 12 of the Dog Control Act 2019', 'Dog Control Act 2019', null],
      ]);
    });
    it.runIf(saysPeriods)('knows the period and status of single provisions', () => {
      const periods = [...walk(document.provisions)].filter(({ provision }) => provision.inForce !== null || provision.status !== 'in-force').map(({ provision }) => [provision.eId, provision.inForce, provision.status]);
      expect(periods).toEqual([['sec_3', { from: '2020-07-01', to: '2022-01-01' }, 'repealed']]);
    });
    it('keeps what a reader sees, in its order', () => {
      const seen = wordsOf(visibleText(file));
      const kept = wordsOf(`${document.title}\n${document.text}`);
      expect(shareKept(seen, kept)).toBeGreaterThanOrEqual(0.995);
      // Markers of HTML lists are printed but stand in no text; without numbers the order is the same.
      const lettersOnly = (words: readonly string[]): string => words.filter((word) => word.length > 2).join(' ');
      expect(lettersOnly(wordsOf(document.provisions.map((provision) => textOf(document, { body: provision.span })).join('\n')))).toBe(lettersOnly(kept).replace(/^beekeeping act 2020 /, ''));
      expect(lettersOnly(kept)).toBe(lettersOnly(seen));
    });
    it('is deterministic', async () => {
      expect((await parser.parse(file))[0]).toEqual(document);
    });
    it('refuses an empty file and one that is no document of its kind, saying so', async () => {
      const parse = async (bytes: Uint8Array): Promise<unknown> => parser.parse({ ...file, bytes });
      await expect(parse(new Uint8Array(0))).rejects.toThrow('The file is empty.');
      await expect(parse(new Uint8Array([1, 0, 2, 0, 0, 3]))).rejects.toThrow(ResponsaError);
    });
    it('does not accept a file of another kind', () => {
      expect(parser.accepts({ ...file, path: 'picture.png' })).toBe(false);
    });
  });
}
