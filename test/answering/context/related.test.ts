import { describe, expect, it } from 'vitest';
import { relatedTo } from '../../../src/answering/context/related.js';
import { lawOf } from '../fixtures.js';
import { corpusOf, quoting } from './laws.js';

const day = '2024-06-01';

const law = lawOf({}, `### Section 1. Fee

(1) Subject to section 3, the owner pays a fee. Section 2 is explained by section 3.

(2) Despite subsection (1) and section 4, a pensioner pays nothing.

(3) Subject to section 99, the fee is paid in May.

### Section 2. Payment

Subject to section 2, the fee is paid in cash.

### Section 3. Relief

The fee is halved for guide dogs.

### Section 4. Surcharge

Subject to section 1, a late payer pays one tenth more. ${'The clerk keeps a record of each late payment. '.repeat(20)}
`);
const related = (sentence: string, ...others: readonly string[]): string[] =>
  relatedTo(quoting(law, sentence, ...others), () => [law], day).map(({ why, from, citation }) => `${why} ${from} -> ${citation.label}: ${citation.quote.text}`);

describe('what a cited sentence reserves', () => {
  it('is quoted, one step away', () => {
    expect(related('Subject to section 3, the owner pays a fee.')).toEqual(['subject-to Dog Act 2019, section 1(1) -> Dog Act 2019, section 3: The fee is halved for guide dogs.']);
  });
  it('is no mere mention', () => expect(related('Section 2 is explained by section 3.')).toEqual([]));
  it('may be several, and of a long one the first sentence is quoted', () => {
    expect(related('Despite subsection (1) and section 4, a pensioner pays nothing.')).toEqual([
      'notwithstanding Dog Act 2019, section 1(2) -> Dog Act 2019, section 1(1): Subject to section 3, the owner pays a fee. Section 2 is explained by section 3.',
      'notwithstanding Dog Act 2019, section 1(2) -> Dog Act 2019, section 4: Subject to section 1, a late payer pays one tenth more.',
    ]);
  });
  it('is not said again where the answer quotes it', () => expect(related('Subject to section 3, the owner pays a fee.', 'The fee is halved for guide dogs.')).toEqual([]));
  it('leads nowhere when there is no such provision', () => expect(related('Subject to section 99, the fee is paid in May.')).toEqual([]));
  it('is not the provision itself', () => expect(related('Subject to section 2, the fee is paid in cash.')).toEqual([]));
  it('is followed one step only, though the two reserve each other', () => {
    const ring = lawOf({}, '### Section 1. One\n\nSubject to section 2, dogs are free.\n\n### Section 2. Two\n\nSubject to section 1, dogs are tied.');
    expect(relatedTo(quoting(ring, 'Subject to section 2, dogs are free.'), () => [ring], day).map(({ citation }) => citation.eId)).toEqual(['sec_2']);
  });
});

describe('a provision of another law', () => {
  const act = (from: string, to: string | null, body: string): ReturnType<typeof lawOf> => lawOf({ work: 'xa/act/2001/fees', title: 'Fees Act 2001', in_force_from: from, ...(to !== null && { in_force_to: to }) }, body);
  const citing = lawOf({}, '### Section 1. Fee\n\nSubject to section 7 of the Fees Act 2001, the owner pays a fee.');
  const sentence = 'Subject to section 7 of the Fees Act 2001, the owner pays a fee.';
  const found = (...laws: readonly ReturnType<typeof lawOf>[]): unknown => {
    const { laws: linked, versionsOf } = corpusOf(citing, ...laws);
    return relatedTo(quoting(linked[0]!, sentence), versionsOf, day).map(({ citation: { expression, status, quote } }) => [expression.split('@')[1], status, quote.text]);
  };
  it('is quoted as it stands on that day', () => {
    expect(found(act('2010-01-01', '2020-01-01', '### Section 7. Waiver\n\nThe old waiver.'), act('2020-01-01', null, '### Section 7. Waiver\n\nThe waiver.'), act('2030-01-01', null, '### Section 7. Waiver\n\nThe coming waiver.')))
      .toEqual([['2020-01-01', 'in-force', 'The waiver.']]);
  });
  it('is said to have expired, or to be still to come', () => {
    expect(found(act('2010-01-01', '2020-01-01', '### Section 7. Waiver\n\nThe old waiver.'))).toEqual([['2010-01-01', 'expired', 'The old waiver.']]);
    expect(found(act('2030-01-01', null, '### Section 7. Waiver\n\nThe coming waiver.'))).toEqual([['2030-01-01', 'not-yet-in-force', 'The coming waiver.']]);
  });
  it('is left out where the corpus does not hold it', () => expect(found()).toEqual([]));
});

const languages: readonly (readonly [language: string, body: string, sentence: string, found: readonly string[]])[] = [
  ['de', '### § 1 Gebühr\n\nVorbehaltlich der §§ 2 und 3 zahlt der Halter. Abweichend von § 2 zahlt niemand doppelt.\n\n### § 2 Ermäßigung\n\nRentner zahlen die Hälfte.\n\n### § 3 Befreiung\n\nBlindenhunde sind frei.', 'Vorbehaltlich der §§ 2 und 3 zahlt der Halter.', ['subject-to Rentner zahlen die Hälfte.', 'subject-to Blindenhunde sind frei.']],
  ['fr', '### Article 1 — Taxe\n\nSous réserve de l’article 2, le détenteur paie la taxe. Par dérogation à l’article 2, nul ne paie deux fois.\n\n### Article 2 — Remise\n\nLes retraités paient la moitié.', 'Par dérogation à l’article 2, nul ne paie deux fois.', ['notwithstanding Les retraités paient la moitié.']],
  ['ja', '### 第一条　手数料\n\n第二条の規定にかかわらず、飼い主は手数料を納める。\n\n### 第二条　減免\n\n盲導犬は無料とする。', '第二条の規定にかかわらず、飼い主は手数料を納める。', ['notwithstanding 盲導犬は無料とする。']],
  ['ar', '### المادة 1 — الرسم\n\nمع مراعاة أحكام المادة 2، يدفع الحائز الرسم.\n\n### المادة 2 — الإعفاء\n\nتعفى كلاب المكفوفين.', 'مع مراعاة أحكام المادة 2، يدفع الحائز الرسم.', ['subject-to تعفى كلاب المكفوفين.']],
];

describe('in each language', () => {
  it.each(languages)('%s', (language, body, sentence, found) => {
    const document = lawOf({ language }, body);
    expect(relatedTo(quoting(document, sentence), () => [document], day).map(({ why, citation }) => `${why} ${citation.quote.text}`)).toEqual(found);
  });
});
