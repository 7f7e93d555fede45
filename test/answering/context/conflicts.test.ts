import { describe, expect, it } from 'vitest';
import { conflictsAmong } from '../../../src/answering/context/conflicts.js';
import { numberSentences } from '../../../src/answering/numbered-sentences.js';
import type { LegalDocument } from '../../../src/document.js';
import { lawOf, passagesOf, spanOf } from '../fixtures.js';

const act = (text: string, facts: Readonly<Record<string, string>> = {}): LegalDocument => lawOf(facts, `### Section 1. Rule\n\n${text}`);
const page = (text: string, facts: Readonly<Record<string, string>> = {}): LegalDocument => lawOf({ work: 'xa/guidance/dogs', title: 'Keeping a dog', type: 'guidance', in_force_from: '2018-01-01', ...facts }, `### What to do\n\n${text}`);

/** The first law is what the answer quotes, the second was found beside it. */
const found = (said: LegalDocument, text: string, other: LegalDocument, day = '2024-06-01'): unknown =>
  conflictsAmong([{ document: said, span: spanOf(said, text) }], numberSentences(passagesOf(said, other)), day)
    .map(({ kind, sides }) => [kind, ...sides.map(({ rank, date, citation }) => `${rank} ${date} ${citation.quote.text}`)]);

const rule = 'The owner must register a new dog with the municipality within 14 days.';

describe('two provisions that answer the same differently', () => {
  it('are shown with rank and date, the higher first, whichever the answer quotes', () => {
    const [law, guidance] = [act(rule), page('The owner must register a new dog with the municipality within 30 days.')];
    const both = [['period', `1 2020-01-01 ${rule}`, '4 2018-01-01 The owner must register a new dog with the municipality within 30 days.']];
    expect(found(law, rule, guidance)).toEqual(both);
    expect(found(guidance, 'The owner must register a new dog with the municipality within 30 days.', law)).toEqual(both);
  });
  it('may be of one rank, the younger first', () => {
    const older = lawOf({ work: 'xa/act/1999/animals', title: 'Animals Act', in_force_from: '1999-01-01' }, '### Section 4. Rule\n\nThe fee for registering a dog in the register is 40 crowns.');
    const said = 'The fee for registering a dog in the register is 60 crowns.';
    expect(found(act(said), said, older)).toEqual([['amount', `1 2020-01-01 ${said}`, '1 1999-01-01 The fee for registering a dog in the register is 40 crowns.']]);
  });
  it('may forbid and allow', () => {
    const said = 'A person may not take a dog into the town park on a long lead.';
    expect(found(act(said), said, page('A person may take a dog into the town park on a long lead.'))).toEqual([['modality', `1 2020-01-01 ${said}`, '4 2018-01-01 A person may take a dog into the town park on a long lead.']]);
  });
  it('are found in German', () => {
    const said = 'Der Halter muss den neuen Hund bei der Gemeinde innerhalb von 14 Tagen anmelden.';
    expect(found(act(said, { language: 'de' }), said, page('Der Halter muss den neuen Hund bei der Gemeinde innerhalb von 30 Tagen anmelden.', { language: 'de' }))).toMatchObject([['period', {}, {}]]);
  });
});

describe('no conflict is seen', () => {
  const [law, unlike] = [act(rule), (text: string, facts: Readonly<Record<string, string>> = {}): unknown => found(act(rule), rule, page(text, facts))];
  it.each([
    ['the same said twice', rule],
    ['another case', 'The owner must register an old cat with the municipality within 30 days.'],
    ['another duty', 'The owner must vaccinate a new dog at the municipality within 30 days.'],
    ['another unit', 'The owner must register a new dog with the municipality within 30 crowns.'],
    ['another bound', 'The owner must register a new dog with the municipality after 30 days.'],
    ['a condition', 'The owner must register a new dog with the municipality within 30 days if it is imported.'],
    ['an exception', 'The owner must not register a new dog with the municipality within 30 days.'],
    ['more figures', 'The owner must register a new dog with the municipality within 30 days for 20 crowns.'],
    ['much more said', 'The owner must register a new dog bought abroad from a registered breeder with the municipality within 30 days.'],
  ])('%s', (_, text) => expect(unlike(text)).toEqual([]));

  const other = 'The owner must register a new dog with the municipality within 30 days.';
  it('between two municipalities', () => {
    const [one, two] = ['xa-eas', 'xa-sel'].map((jurisdiction) => act(jurisdiction === 'xa-eas' ? rule : other, { work: `${jurisdiction}/by-law/dogs`, type: 'by-law', jurisdiction }));
    expect(found(one!, rule, two!)).toEqual([]);
  });
  it('with a bill, a text of no rank, another language or another version of the work', () => {
    expect(unlike(other, { type: 'bill' })).toEqual([]);
    expect(unlike(other, { type: 'other' })).toEqual([]);
    expect(unlike(other, { language: 'de' })).toEqual([]);
    expect(found(law, rule, act(other, { in_force_from: '2010-01-01' }))).toEqual([]);
  });
  it('with what is not in force that day', () => expect(unlike(other, { in_force_to: '2020-01-01' })).toEqual([]));
  it('between texts of equal rank and age', () => expect(found(law, rule, act(other, { work: 'xa/act/2019/cats' }))).toEqual([]));
});
