import { describe, expect, it } from 'vitest';
import { describeProvision, describeSpan, labelOf } from '../../src/answering/cite.js';
import { numberCore } from '../../src/answering/labels.js';
import { numberSentences } from '../../src/answering/numbered-sentences.js';
import { textOf, walk, type LegalDocument, type Located } from '../../src/document.js';
import { dogAct, lawOf, passagesOf, spanOf } from './fixtures.js';

function provision(document: LegalDocument, eId: string): Located {
  for (const located of walk(document.provisions)) if (located.provision.eId === eId) return located;
  throw new Error(`There is no ${eId}: ${[...walk(document.provisions)].map((one) => one.provision.eId).join(', ')}`);
}

const german = lawOf({ work: 'xa/act/2018/kindergeld', title: 'Kindergeldgesetz', language: 'de' }, '### § 4 Höhe\n\n(1) Das Kindergeld beträgt 220 Kronen.\n\n(2) Es wird gezahlt\n\n1. bis zum 18. Lebensjahr,\n\n2. in Ausbildung bis zum 25. Lebensjahr.');
const french = lawOf({ work: 'xa/act/2012/etat-civil', title: 'Loi sur l’état civil', language: 'fr' }, '### Article 5 — Déclaration\n\n(1) La naissance est déclarée :\n\n1° par le père ;\n\n2° par la mère.');
const arabic = lawOf({ work: 'xa/act/2018/trade', title: 'قانون الرخص التجارية', language: 'ar' }, '### المادة 5 — الطلب\n\n(1) يقدم الطلب إلى البلدية.');
const page = lawOf({ work: 'xa/guidance/dogs', title: 'Keeping a dog', type: 'guidance' }, 'This page is for dog owners.\n\n## The fee\n\nThe fee is 60 crowns.');

describe('describeSpan', () => {
  it('says which provision, since when, where to open it, and quotes it with offsets into its body', () => {
    const text = 'The fee is 60 crowns.';
    expect(describeSpan(dogAct, spanOf(dogAct, text), '2024-06-01')).toEqual({
      work: 'xa/act/2019/dogs',
      expression: dogAct.expression,
      eId: 'sec_2__subsec_1',
      label: 'Dog Act 2019, section 2(1)',
      title: 'Dog Act 2019',
      page: null,
      breadcrumb: ['Part I Dogs', 'Section 2 Registration', '(1)'],
      type: 'act',
      inForce: { from: '2020-01-01', to: null },
      status: 'in-force',
      quote: { text, start: 62, end: 83, language: 'en' },
      href: '/v1/works/xa%2Fact%2F2019%2Fdogs/provisions/sec_2__subsec_1?asOf=2024-06-01&language=en',
    });
  });

  it('names the page of a paged source, as each language does', () => {
    const at = spanOf(dogAct, 'The fee is 60 crowns.');
    const paged = { ...dogAct, pages: [{ page: 1, start: 0 }, { page: 2, start: at.start }, { page: 3, start: at.end + 1 }] };
    expect(describeSpan(paged, at, null)).toMatchObject({ label: 'Dog Act 2019, section 2(1), p. 2', page: 2 });
    expect(describeSpan({ ...german, pages: [{ page: 7, start: 0 }] }, spanOf(german, 'bis zum 18. Lebensjahr,'), null)).toMatchObject({ label: 'Kindergeldgesetz, § 4 Absatz 2 Nummer 1, S. 7', page: 7 });
  });

  it('calls a note a note', () => {
    const noted = (document: LegalDocument, eId: string): LegalDocument => {
      const { provision: parent } = provision(document, eId);
      const note = { ...parent, eId: `${eId}__note_1`, kind: 'note', number: null, heading: null, span: parent.body, provisions: [] };
      return { ...document, provisions: [{ ...parent, provisions: [note] }] };
    };
    expect(labelOf(dogAct, provision(noted(dogAct, 'sec_2'), 'sec_2__note_1'))).toBe('Dog Act 2019, section 2 note');
    expect(labelOf(german, provision(noted(german, 'sec_4'), 'sec_4__note_1'))).toBe('Kindergeldgesetz, § 4 Anmerkung');
  });

  it('quotes what the offsets say, for every sentence and lead-in', () => {
    for (const document of [dogAct, german, french, arabic, page]) {
      for (const { span, leadIns, tails } of numberSentences(passagesOf(document))) {
        for (const part of [span, ...leadIns, ...tails]) {
          const { eId, quote } = describeSpan(document, part, null);
          const body = eId === 'text' ? document.text : textOf(document, provision(document, eId).provision);
          expect(body.slice(quote.start, quote.end)).toBe(quote.text);
          expect(quote.text).toBe(document.text.slice(part.start, part.end));
        }
      }
    }
  });

  it('cites text outside all provisions from the whole text', () => {
    const plain: LegalDocument = { ...page, provisions: [] };
    const citation = describeSpan(plain, spanOf(plain, 'This page is for dog owners.'), null);
    expect(citation).toMatchObject({ eId: 'text', label: 'Keeping a dog', breadcrumb: [] });
    expect(page.text.slice(citation.quote.start, citation.quote.end)).toBe('This page is for dog owners.');
  });

  it('cuts the period of a provision by that of the expression, and links to its first day when none is asked for', () => {
    const act = lawOf({ in_force_to: '2026-01-01' }, '### Section 9. Amnesty {from=2024-01-01 to=2027-01-01}\n\nNo fine is due.');
    const citation = describeSpan(act, spanOf(act, 'No fine is due.'), null);
    expect(citation.inForce).toEqual({ from: '2024-01-01', to: '2026-01-01' });
    expect(citation.href).toContain('asOf=2024-01-01');
  });
});

describe('labelOf', () => {
  it.each([
    [german, 'sec_4__subsec_1', 'Kindergeldgesetz, § 4 Absatz 1'],
    [german, 'sec_4__subsec_2__para_1', 'Kindergeldgesetz, § 4 Absatz 2 Nummer 1'],
    [page, 'h_1', 'Keeping a dog, “The fee”'],
    [dogAct, 'schedule', 'Dog Act 2019, Schedule'],
    [dogAct, 'part_1', 'Dog Act 2019, part I'],
  ])('%#: %s', (document, eId, expected) => expect(labelOf(document, provision(document, eId))).toBe(expected));

  it('follows each language', () => {
    expect(describeSpan(french, spanOf(french, 'par le père'), null).label).toBe('Loi sur l’état civil, article 5, paragraphe 1, 1°');
    expect(describeSpan(arabic, spanOf(arabic, 'يقدم الطلب'), null).label).toBe('قانون الرخص التجارية، المادة 5، الفقرة (1)');
    expect(labelOf(dogAct, null)).toBe('Dog Act 2019');
  });

  it('describes a provision without a quotation', () => {
    expect(describeProvision(dogAct, provision(dogAct, 'sec_4'), '2024-06-01')).toEqual({
      work: 'xa/act/2019/dogs', eId: 'sec_4', label: 'Dog Act 2019, section 4', title: 'Dog Act 2019', type: 'act', inForce: { from: '2020-01-01', to: null }, status: 'in-force',
      href: '/v1/works/xa%2Fact%2F2019%2Fdogs/provisions/sec_4?asOf=2024-06-01&language=en',
    });
  });

  it.each([['Section 5.', '5'], ['§ 5a', '5a'], ['(a)', 'a'], ['1°', '1'], ['Article 1er', '1er'], ['المادة ٥', '٥'], ['一', '一'], ['Schedule', ''], ['5-2.', '5-2']])('reads the number of %s', (printed, core) => expect(numberCore(printed)).toBe(core));
});
