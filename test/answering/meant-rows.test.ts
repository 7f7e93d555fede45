import { describe, expect, it } from 'vitest';
import { withMeantRows } from '../../src/answering/meant-rows.js';
import { numberSentences } from '../../src/answering/numbered-sentences.js';
import { readQuantities } from '../../src/answering/quantities.js';
import { lawOf, passagesOf } from './fixtures.js';

describe('readQuantities', () => {
  it.each([
    ['en', 'a passport for my 9 year old', [[9, 'age', null]]], ['en', 'applicant under 18', [[18, null, 'less']]], ['en', 'persons aged 6 to 12', [[6, 'age', 'least'], [12, 'age', 'most']]],
    ['en', 'from 600 up to 1,500', [[600, null, 'least'], [1500, null, 'most']]], ['de', '600 bis unter 1.500 Kronen', [[600, 'crown', 'least'], [1500, 'crown', 'less']]],
    ['en', 'less than 5 years', [[1825, 'time', 'less']]], ['en', 'I have lived here for 18 months', [[547.5, 'time', null]]], ['en', 'a shed of 9 m²', [[9, 'square-metre', null]]], ['en', 'a fence up to 2 m high', [[2, 'metre', 'most']]],
    ['en', 'a household of three or four persons', [[3, '~perso', null], [4, '~perso', null]]],
    ['de', 'Gartenhaus bis 10 m²', [[10, 'square-metre', 'most']]], ['de', 'mit 9 qm', [[9, 'square-metre', null]]], ['de', 'Kinder im Alter von 6', [[6, 'age', null]]], ['de', '18 Jahre oder älter', [[18, 'age', 'least']]],
    ['fr', 'mon fils a 9 ans', [[9, 'age', null]]], ['fr', 'un bail de 9 ans', [[3285, 'time', null]]], ['fr', 'cinq personnes ou plus', [[5, '~perso', 'least']]],
    ['ar', 'حتى ٤ أمتار', [[4, 'metre', 'most']]], ['ja', '六百クローネ以上千五百クローネ未満', [[600, 'crown', 'least'], [1500, 'crown', 'less']]], ['ja', '5歳', [[5, 'age', null]]],
  ] as const)('%s: %s', (language, text, expected) => {
    expect(readQuantities(text, language).map(({ value, unit, bound }) => [value, unit, bound])).toEqual(expected);
  });
});

describe('withMeantRows', () => {
  const notice = '### Section 1. Notice\n\nThe notice period depends on the time lived there:\n\n| Lived there | Notice |\n| --- | --- |\n| less than 5 years | 3 months |\n| 5 years or more | 6 months |\n| 8 years or more | 9 months |\n\nNotice is given in writing.';
  const fees = '### Section 1. Fees\n\n| Document | Fee |\n| --- | --- |\n| Passport, under 18 | 40 crowns |\n| Passport, 18 or over | 75 crowns |\n| Travel document | 55 crowns |';
  const income = '### Section 1. Contribution\n\n| No. | Income (crowns a month) | Contribution |\n| --- | --- | --- |\n| 1 | under 600 | 18 crowns |\n| 2 | from 600 up to 1,500 | 42 crowns |\n| 3 | more than 1,500 | 85 crowns |';
  const conditions = '### Section 1. Licence\n\nA licence is given to a person who\n\n(a) is at least 18 years of age;\n\n(b) is not more than 70 years of age.';

  /** Those of `law` that stand in `chosen`, from 1, believed in alike, and what becomes of them. */
  function meant(law: string, question: string, chosen: readonly number[]): string[] {
    const all = numberSentences(passagesOf(lawOf({}, law))).map((sentence) => ({ sentence, belief: chosen.includes(sentence.number) ? 0.6 : 0.1 }));
    return withMeantRows(all.filter(({ sentence: { number } }) => chosen.includes(number)), all, { question, asksIn: 'en' }).map(({ sentence, belief }) => `${sentence.text.split(': ').slice(-2).join(': ')} ${belief}`);
  }

  it('leaves of a table the rows whose bounds hold for the asker, those that were not chosen too', () => {
    expect(meant(notice, 'I have lived here for 6 years. How much notice must he give?', [1, 2, 3])).toEqual([expect.stringContaining('6 months 0.6')]);
    expect(meant(notice, 'How much notice after 9 years?', [1])).toEqual([expect.stringContaining('6 months 0.6'), expect.stringContaining('9 months 0.6')]);
    expect(meant(notice, 'How much notice after 30 months?', [2, 4])).toEqual([expect.stringContaining('3 months 0.6'), expect.stringContaining('in writing')]);
  });

  it('finds the case behind a running number, and its unit in the header', () => {
    expect(meant(income, 'I earn 2,000 crowns. What is my contribution?', [1, 2, 3])).toEqual([expect.stringContaining('85 crowns')]);
    expect(meant(income, 'I earn 400 crowns. What is my contribution?', [2, 3])).toEqual([expect.stringContaining('18 crowns')]);
  });

  it('keeps rows that set no bounds', () => {
    expect(meant(fees, 'What does a passport cost for my 9 year old?', [1, 2, 3])).toEqual([expect.stringContaining('40 crowns'), expect.stringContaining('55 crowns')]);
  });

  it.each([
    ['nothing is said of the case', notice, 'How much notice must he give?', [1, 2, 3]],
    ['two figures of one kind are named', notice, 'I lived there for 6 years and she for 2 years. How much notice is it?', [1, 2, 3]],
    ['the figure is of another kind', notice, 'I am 30 years old. How much notice must he give?', [1, 2, 3]],
    ['the figure is itself a bound', notice, 'I have lived there for more than 6 years. How much notice is it?', [1, 2, 3]],
    ['no row fits', fees, 'What does a passport of 48 pages cost?', [1, 2, 3]],
    ['it is a list, whose items may hold together', conditions, 'I am 75 years old. May I have a licence?', [1, 2]],
  ] as const)('leaves everything where %s', (_, law, question, chosen) => {
    expect(meant(law, question, chosen)).toHaveLength(chosen.length);
  });
});
