import { describe, expect, it } from 'vitest';
import { definitionsFor } from '../../../src/answering/context/definitions.js';
import type { LegalDocument } from '../../../src/document.js';
import { textOf, walk } from '../../../src/document.js';
import { lawOf } from '../fixtures.js';
import { corpusOf, quoting, tenancyAct } from './laws.js';

const day = '2024-06-01';
const defined = (document: LegalDocument, ...texts: readonly string[]): string[] =>
  definitionsFor(quoting(document, ...texts), corpusOf(document).versionsOf, day).map(({ term, citation: { quote } }) => `${term}: ${quote.text}`);

describe('the definitions of a cited sentence', () => {
  it('come most specific first, each an exact quotation of where the law defines the term', () => {
    const found = definitionsFor(quoting(tenancyAct, 'The deposit must not exceed three months’ net rent.'), () => [], day);
    expect(found).toMatchObject([
      { term: 'net rent', citation: { work: 'xa/act/2011/tenancy', eId: 'sec_1__para_b', label: 'Tenancy Act 2011, section 1(b)', type: 'act', status: 'in-force', quote: { text: '“net rent” means the rent without service charges;' } } },
      { term: 'deposit', citation: { eId: 'sec_1__para_a' } },
    ]);
    for (const { citation: { eId, quote } } of found) {
      const { provision } = [...walk(tenancyAct.provisions)].find((one) => one.provision.eId === eId)!;
      expect(textOf(tenancyAct, provision).slice(quote.start, quote.end)).toBe(quote.text);
    }
  });

  it('take the longest term at a place: net rent is no rent', () => {
    expect(defined(tenancyAct, 'The deposit must not exceed three months’ net rent.').some((one) => one.startsWith('rent:'))).toBe(false);
  });

  it('see a plural, and no verb that is written like the term', () => {
    expect(defined(tenancyAct, 'The deposits of several tenants are kept apart.').map((one) => one.split(':')[0])).toEqual(['deposit', 'several']);
    expect(defined(tenancyAct, 'The landlord may permit payment in instalments.')).toEqual([]);
  });

  it('see a term written with a capital only where the sentence writes it so', () => {
    expect(defined(tenancyAct, 'Disputes go to the tribunal of the district.')).toEqual([]);
    expect(defined(tenancyAct, 'Who lets a room asks the Tribunal.')).toEqual(['Tribunal: “Tribunal” means the tribunal set up under section 9;']);
  });

  it('are whole, with their items', () => {
    expect(defined(tenancyAct, 'Nobody may let rooms in dangerous buildings.')).toEqual(['dangerous building: “dangerous building” means—\n(i) a building that may fall down; or\n(ii) a building without two exits.']);
  });

  it('reach no farther than they say', () => {
    expect(defined(tenancyAct, 'The landlord and several neighbours share the cost.')).toEqual([]);
  });

  it('are not given where the answer quotes them already, nor for a word that the law does not define', () => {
    expect(defined(tenancyAct, 'The deposit must not exceed three months’ net rent.', '“net rent” means the rent without service charges;').map((one) => one.split(':')[0])).toEqual(['deposit', 'rent']);
    expect(defined(lawOf({}, '### Section 1. Duty\n\nThe keeper feeds the dog.'), 'The keeper feeds the dog.')).toEqual([]);
  });

  it('are not given where the law defines a term twice for the same text', () => {
    const law = lawOf({}, '### Section 1. Definitions\n\nIn this Act:\n\n(a) “keeper” means the owner;\n\n(b) “keeper” means the finder.\n\n### Section 2. Duty\n\nThe keeper feeds the dog.');
    expect(defined(law, 'The keeper feeds the dog.')).toEqual([]);
  });

  it('are not given out of force', () => {
    const law = lawOf({ in_force_to: '2022-01-01' }, '### Section 1. Definitions\n\n“keeper” means the owner.\n\n### Section 2. Duty\n\nThe keeper feeds the dog.');
    expect(defined(law, 'The keeper feeds the dog.')).toEqual([]);
    expect(definitionsFor(quoting(law, 'The keeper feeds the dog.'), () => [], '2021-01-01')).toMatchObject([{ term: 'keeper' }]);
  });

  it('are five at most, and none is cut short', () => {
    const terms = ['alpha unit', 'beta unit', 'gamma unit', 'delta unit', 'epsilon unit', 'zeta unit'];
    const long = `“omega unit” means ${'a very long thing, '.repeat(80)}and so on.`;
    const law = lawOf({}, `### Section 1. Definitions\n\n${terms.map((term) => `“${term}” means a unit of its kind;`).join('\n\n')}\n\n${long}\n\n### Section 2. Use\n\nThe omega unit joins ${terms.map((term) => `the ${term}`).join(', ')}.`);
    const found = definitionsFor(quoting(law, `The omega unit joins ${terms.map((term) => `the ${term}`).join(', ')}.`), () => [], day);
    expect(found.map(({ term }) => term)).toEqual(['epsilon unit', 'alpha unit', 'gamma unit', 'delta unit', 'beta unit']);
  });
});

describe('a definition that another law gives', () => {
  const dogs = lawOf({}, '### Section 1. Definitions\n\nIn this Act:\n\n(a) “keeper” means the person in whose care a dog is.\n\n### Section 2. Duty\n\nThe keeper feeds the dog.');
  const bylaw = lawOf({ work: 'xa-eas/by-law/2020/dogs', title: 'Eastmere Dogs By-law', type: 'by-law', jurisdiction: 'xa-eas' }, '### Section 1. Definitions\n\nIn this by-law, “keeper” has the same meaning as in section 1 of the Dog Act 2019.\n\n### Section 2. Tax\n\nThe keeper pays the tax.');
  it('is brought in the version in force', () => {
    const { laws, versionsOf } = corpusOf(dogs, bylaw);
    expect(definitionsFor(quoting(laws[1]!, 'The keeper pays the tax.'), versionsOf, day).map(({ citation }) => citation.label)).toEqual(['Eastmere Dogs By-law, section 1', 'Dog Act 2019, section 1(a)']);
  });
  it('is left out where the corpus does not hold that law', () => {
    const { laws, versionsOf } = corpusOf(bylaw);
    expect(definitionsFor(quoting(laws[0]!, 'The keeper pays the tax.'), versionsOf, day).map(({ citation }) => citation.label)).toEqual(['Eastmere Dogs By-law, section 1']);
  });
});

/** One law in each language: its definitions, a sentence, and what it is to bring. */
const languages: readonly (readonly [language: string, body: string, sentence: string, found: readonly string[]])[] = [
  ['de', '### § 1 Begriffsbestimmungen\n\nIm Sinne dieses Gesetzes bezeichnet\n\n1. „Haushalt“ die Gemeinschaft der Personen einer Wohnung;\n2. „besondere Daten“ Angaben über Gesundheit.\n\n### § 2 Pflicht\n\nDie Mitglieder des Haushalts geben besonderer Daten wegen Auskunft.',
    'Die Mitglieder des Haushalts geben besonderer Daten wegen Auskunft.', ['besondere Daten: „besondere Daten“ Angaben über Gesundheit.', 'Haushalt: „Haushalt“ die Gemeinschaft der Personen einer Wohnung;']],
  ['de', '### § 1 Begriffe\n\n(1) Nachbar ist, wer Eigentümer eines angrenzenden Grundstücks ist.\n\n### § 2 Anhörung\n\nDie Nachbarn werden gehört. Das Amt ist zuständig.', 'Die Nachbarn werden gehört.', ['Nachbar: Nachbar ist, wer Eigentümer eines angrenzenden Grundstücks ist.']],
  ['fr', '### Article 1 — Définitions\n\nAu sens de la présente loi, on entend par :\n\n1° « ménage » : les personnes vivant sous le même toit ;\n\n2° « déchets résiduels » : les déchets qui subsistent après le tri.\n\n### Article 2 — Tri\n\nLes ménages trient ; les déchets résiduels sont pesés.', 'Les ménages trient ; les déchets résiduels sont pesés.',
    ['déchets résiduels: « déchets résiduels » : les déchets qui subsistent après le tri.', 'ménage: « ménage » : les personnes vivant sous le même toit ;']],
  ['ja', '### 第一条　定義\n\nこの法律において「世帯」とは、住居を共にする者の集まりをいう。\n\n### 第二条　届出\n\n世帯は届け出る。世帯主は署名する。', '世帯は届け出る。', ['世帯: この法律において「世帯」とは、住居を共にする者の集まりをいう。']],
  ['ja', '### 第一条　定義\n\nこの法律において「世帯」とは、住居を共にする者の集まりをいう。\n\n### 第二条　届出\n\n世帯は届け出る。世帯主は署名する。', '世帯主は署名する。', []],
  ['ar', '### المادة 1 — التعريفات\n\nيقصد بالعبارات الآتية في هذا القانون:\n\n(أ) المحل: كل مكان ثابت مفتوح للجمهور؛\n\n(ب) البائع المتجول: كل من يبيع دون محل.\n\n### المادة 2 — الرخصة\n\nلا يفتح المحل إلا برخصة، وللبائع المتجول رخصة خاصة.', 'لا يفتح المحل إلا برخصة، وللبائع المتجول رخصة خاصة.',
    ['البائع المتجول: البائع المتجول: كل من يبيع دون محل.', 'المحل: المحل: كل مكان ثابت مفتوح للجمهور؛']],
];

describe('in each language', () => {
  it.each(languages)('%s', (language, body, sentence, found) => expect(defined(lawOf({ language }, body), sentence)).toEqual(found));
});
