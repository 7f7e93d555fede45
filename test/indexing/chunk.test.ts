import { describe, expect, it } from 'vitest';
import type { LegalDocument, Period, Provision } from '../../src/document.js';
import { chunk, embeddedText } from '../../src/indexing/chunk.js';
import { documentOf, pageOf, randomOf, type Outline } from './fixtures.js';

const shown = (document: LegalDocument, length: number) =>
  chunk(document, 0, length).map((one) => ({ eId: one.eId, text: document.text.slice(one.span.start, one.span.end), breadcrumb: one.breadcrumb.join(' › ') }));

const licence: Outline = {
  kind: 'section', eId: 'sec_5', number: '5.', heading: 'Dog licence', text: 'Nobody may keep a dog unless',
  children: [
    { kind: 'paragraph', eId: 'sec_5__para_a', number: '(a)', text: 'it is registered with the municipality;' },
    { kind: 'paragraph', eId: 'sec_5__para_b', number: '(b)', text: 'the fee is paid; and' },
    { kind: 'paragraph', eId: 'sec_5__para_c', number: '(c)', text: 'it wears the badge that the office gave out.' },
  ],
  tail: 'This does not apply to guide dogs.',
};

describe('a basic provision', () => {
  it('is one chunk without its heading when it fits', () => {
    const document = documentOf([{ kind: 'part', eId: 'part_2', number: 'Part II', heading: 'Licences', children: [licence] }]);
    expect(shown(document, 800)).toEqual([
      {
        eId: 'sec_5', breadcrumb: 'Part II Licences › 5. Dog licence',
        text: 'Nobody may keep a dog unless\n(a) it is registered with the municipality;\n(b) the fee is paid; and\n(c) it wears the badge that the office gave out.\nThis does not apply to guide dogs.',
      },
    ]);
    expect(embeddedText(document, chunk(document, 0, 800)[0]!).split('\n')[0]).toBe('Dog Act › Part II Licences › 5. Dog licence');
  });

  it('is cut into runs of its children; later runs repeat the lead-in in the embedded text only', () => {
    const document = documentOf([licence]);
    const chunks = chunk(document, 0, 100);
    expect(shown(document, 100).map(({ text }) => text)).toEqual([
      'Nobody may keep a dog unless\n(a) it is registered with the municipality;\n(b) the fee is paid; and',
      '(c) it wears the badge that the office gave out.',
      'This does not apply to guide dogs.',
    ]);
    expect(chunks.map((one) => embeddedText(document, one))[1]).toBe('Dog Act › 5. Dog licence\nNobody may keep a dog unless\n(c) it wears the badge that the office gave out.');
    expect(new Set(chunks.map(({ eId }) => eId))).toEqual(new Set(['sec_5']));
  });

  it('keeps a lead-in with its first item though the two are somewhat longer than a chunk', () => {
    const document = documentOf([{ ...licence, text: 'Nobody may keep a dog in the municipality unless all of the following is the case:' }]);
    expect(shown(document, 100)[0]!.text).toBe('Nobody may keep a dog in the municipality unless all of the following is the case:\n(a) it is registered with the municipality;');
  });

  it('repeats the lead-ins of every level', () => {
    const document = documentOf([{
      kind: 'section', eId: 'sec_1', number: '1', heading: 'Fees',
      children: [{
        kind: 'subsection', eId: 'sec_1__subsec_1', number: '(1)', text: 'No fee is due for',
        children: [
          { kind: 'paragraph', eId: 'p_a', number: '(a)', text: 'a dog that', children: [
            { kind: 'subparagraph', eId: 'i', number: '(i)', text: 'guides a blind person, or' },
            { kind: 'subparagraph', eId: 'ii', number: '(ii)', text: 'works for a rescue service;' },
          ] },
          { kind: 'paragraph', eId: 'p_b', number: '(b)', text: 'a dog in a shelter.' },
        ],
      }],
    }]);
    expect(chunk(document, 0, 64).map((one) => embeddedText(document, one).split('\n').slice(1))).toEqual([
      ['(1) No fee is due for', '(a) a dog that', '(i) guides a blind person, or'],
      ['(1) No fee is due for', '(a) a dog that', '(ii) works for a rescue service;'],
      ['(1) No fee is due for', '(b) a dog in a shelter.'],
    ]);
  });

  it('is cut at lines, then sentences, then words when it has no children', () => {
    const document = documentOf([{ kind: 'section', eId: 'sec_1', number: '1', heading: 'Long', text: 'First line here.\nOne sentence is here. Another sentence is there.\nwords without any stop going on and on and on' }]);
    expect(shown(document, 30).map(({ text }) => text)).toEqual(['First line here.', 'One sentence is here.', 'Another sentence is there.', 'words without any stop going', 'on and on and on']);
  });

  it('never shares a chunk with its neighbour, however small', () => {
    const document = documentOf([1, 2, 3].map((n) => ({ kind: 'section', eId: `sec_${n}`, number: `${n}.`, text: 'Short.' })));
    expect(shown(document, 800).map(({ eId, text }) => [eId, text])).toEqual([['sec_1', 'Short.'], ['sec_2', 'Short.'], ['sec_3', 'Short.']]);
  });

  it('counts East Asian characters three times', () => {
    const document = pageOf('犬', '犬を飼う者は届け出る。\n手数料を納める。', { language: 'ja' });
    expect(shown(document, 60).map(({ text }) => text)).toEqual(['犬を飼う者は届け出る。\n手数料を納める。']);
    expect(shown(document, 50).map(({ text }) => text)).toEqual(['犬を飼う者は届け出る。', '手数料を納める。']);
  });
});

describe('periods', () => {
  const amended: Outline = {
    kind: 'section', eId: 'sec_3', number: '3', heading: 'Exceptions', inForce: { from: '2020-01-01', to: null },
    children: [
      { kind: 'subsection', eId: 's1', number: '(1)', text: 'Always.' },
      { kind: 'subsection', eId: 's2', number: '(2)', text: 'Repealed later.', inForce: { from: null, to: '2022-01-01' } },
      { kind: 'subsection', eId: 's3', number: '(3)', text: 'Also always.' },
      { kind: 'subsection', eId: 's4', number: '(4)', text: 'To come.', inForce: { from: '2030-01-01', to: null } },
    ],
  };

  it('provisions of different periods never share a chunk, and each has the intersection of those above it', () => {
    const document = documentOf([amended]);
    expect(chunk(document, 7, 800).map((one) => [document.text.slice(one.span.start, one.span.end), one.inForce, one.document])).toEqual([
      ['(1) Always.', { from: '2020-01-01', to: null }, 7],
      ['(2) Repealed later.', { from: '2020-01-01', to: '2022-01-01' }, 7],
      ['(3) Also always.', { from: '2020-01-01', to: null }, 7],
      ['(4) To come.', { from: '2030-01-01', to: null }, 7],
    ]);
  });
});

describe('text outside basic provisions', () => {
  it('preface, text of containers and conclusion become chunks; a bare title does not', () => {
    const document = documentOf([
      { kind: 'chapter', eId: 'chp_1', number: 'Chapter 1', heading: 'General', text: 'This chapter applies to dogs.', children: [{ kind: 'section', eId: 'sec_1', number: '1', heading: 'Name', text: 'This is the Dog Act.' }], tail: 'End of chapter.' },
    ], { preface: 'Dog Act' });
    expect(shown(document, 800)).toEqual([
      { eId: 'chp_1', breadcrumb: 'Chapter 1 General', text: 'This chapter applies to dogs.' },
      { eId: 'sec_1', breadcrumb: 'Chapter 1 General › 1 Name', text: 'This is the Dog Act.' },
      { eId: 'chp_1', breadcrumb: 'Chapter 1 General', text: 'End of chapter.' },
    ]);
    expect(shown(documentOf([], { preface: 'Dog Act\nof 1 May 2019' }), 800)).toEqual([{ eId: '', breadcrumb: '', text: 'Dog Act\nof 1 May 2019' }]);
  });

  it('a heading without text is a chunk of its own', () => {
    const document = documentOf([{ kind: 'section', eId: 'sec_7', number: '§ 7', heading: '(repealed)', status: 'repealed' }, licence]);
    expect(shown(document, 800)[0]).toEqual({ eId: 'sec_7', breadcrumb: '§ 7 (repealed)', text: '§ 7 (repealed)' });
  });

  it('what stands between number and body but is neither number nor heading is kept', () => {
    const base = documentOf([{ kind: 'section', eId: 'sec_1', number: '1', heading: 'Name\n[amended 2020]', text: 'This is the Act.' }]);
    const document: LegalDocument = { ...base, provisions: base.provisions.map((provision) => ({ ...provision, heading: 'Name' })) };
    expect(shown(document, 800)[0]!.text).toBe('1 Name\n[amended 2020]\nThis is the Act.');
  });

  it('a French section is a container when it holds articles, a schedule is one when it holds headed blocks', () => {
    const article = (n: number): Outline => ({ kind: 'article', eId: `art_${n}`, number: `Article ${n}`, text: `Texte ${n}.` });
    const document = documentOf([
      { kind: 'section', eId: 'sec_1', number: 'Section 1', heading: 'Champ', children: [article(1), article(2)] },
      { kind: 'schedule', eId: 'schedule', heading: 'Fees', children: [{ kind: 'item', eId: 'i1', number: '1.', text: 'Licence: 20' }, { kind: 'item', eId: 'i2', number: '2.', text: 'Badge: 5' }] },
      { kind: 'schedule', eId: 'schedule_2', heading: 'Forms', children: [{ kind: 'hcontainer', eId: 'h_1', heading: 'Form A', text: 'Name' }] },
    ]);
    expect(shown(document, 800).map(({ eId, text }) => [eId, text])).toEqual([
      ['art_1', 'Texte 1.'], ['art_2', 'Texte 2.'], ['schedule', '1. Licence: 20\n2. Badge: 5'], ['h_1', 'Name'],
    ]);
  });

  it('10,000 levels of nesting do not exhaust the stack and lose no text', () => {
    const depth = 10_000;
    const text = 'x\n'.repeat(depth);
    let inner: Provision[] = [];
    for (let level = depth - 1; level >= 0; level--) {
      const span = { start: level * 2, end: text.length };
      inner = [{ eId: `l${level}`, kind: 'part', number: null, heading: null, span, body: span, inForce: null, status: 'in-force', references: [], provisions: inner }];
    }
    const document: LegalDocument = { ...documentOf([]), text, provisions: inner };
    expect(uncovered(document, 100)).toBe('');
  });
});

/** Non-space characters that are in no chunk, headings on a breadcrumb and the title aside. */
function uncovered(document: LegalDocument, chunkLength: number): string {
  const chunks = chunk(document, 0, chunkLength);
  const covered = new Uint8Array(document.text.length);
  for (const { span } of chunks) covered.fill(1, span.start, span.end);
  const crumbs = new Set(chunks.flatMap(({ breadcrumb }) => breadcrumb));
  const stack = [...document.provisions];
  for (let provision = stack.pop(); provision !== undefined; provision = stack.pop()) {
    const head = document.text.slice(provision.span.start, provision.body.start).replace(/\s+/gu, ' ').trim();
    if (crumbs.has(head)) covered.fill(1, provision.span.start, provision.body.start);
    stack.push(...provision.provisions);
  }
  return Array.from({ length: document.text.length }, (_, i) => document.text[i]!).filter((character, i) => covered[i] === 0 && /\S/u.test(character)).join('').replace(document.title.replace(/\s/gu, ''), '');
}

/** A random tree of law: kinds, depths, lengths, periods and scripts drawn at random. */
function randomOutline(random: () => number, depth: number, path: string): Outline[] {
  const kinds = [['part', 'chapter', 'section', 'article', 'schedule', 'hcontainer'], ['section', 'article', 'subsection', 'paragraph', 'hcontainer'], ['paragraph', 'point', 'item']][Math.min(depth, 2)]!;
  const words = ['the dog', 'Gebühr.', 'sauf si l’on', '犬を飼う。', 'رسوم البلدية', 'ends here.', 'x'.repeat(40), 'line\nbreak', 'No 5(2)'];
  const prose = (): string => Array.from({ length: 1 + Math.floor(random() * 30) }, () => words[Math.floor(random() * words.length)]).join(' ');
  const period = (): Period => ({ from: random() < 0.5 ? null : `20${10 + Math.floor(random() * 10)}-01-01`, to: random() < 0.5 ? null : `20${20 + Math.floor(random() * 10)}-01-01` });
  return Array.from({ length: 1 + Math.floor(random() * 4) }, (_, i): Outline => ({
    kind: kinds[Math.floor(random() * kinds.length)]!,
    eId: `${path}_${i}`,
    ...(random() < 0.8 ? { number: `${i + 1}.` } : {}),
    ...(random() < 0.4 ? { heading: `Heading ${i}` } : {}),
    ...(random() < 0.7 ? { text: prose() } : {}),
    ...(depth < 4 && random() < 0.6 ? { children: randomOutline(random, depth + 1, `${path}_${i}`) } : {}),
    ...(random() < 0.2 ? { tail: prose() } : {}),
    ...(random() < 0.15 ? { inForce: period() } : {}),
  }));
}

describe('over 120 generated laws', () => {
  const documents = Array.from({ length: 120 }, (_, seed) => documentOf(randomOutline(randomOf(seed), 0, 'p'), seed % 3 === 0 ? { preface: 'Dog Act\nWe, the people' } : {}));

  it('every character that is no space and no heading lies in a chunk', () => {
    for (const [i, document] of documents.entries()) for (const length of [100, 400, 800]) expect([i, length, uncovered(document, length)]).toEqual([i, length, '']);
  });

  it('chunks come in text order, overlap nowhere, and stay below one and a half chunk lengths', () => {
    for (const document of documents) {
      let position = 0;
      for (const { span, leadIns } of chunk(document, 0, 200)) {
        expect(span.start).toBeGreaterThanOrEqual(position);
        expect(span.end).toBeGreaterThan(span.start);
        expect(document.text.slice(span.start, span.end).length).toBeLessThanOrEqual(300);
        for (const leadIn of leadIns ?? []) expect(leadIn.end).toBeLessThanOrEqual(span.start);
        position = span.end;
      }
    }
  });
});
