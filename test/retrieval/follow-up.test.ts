/** Which questions live on the one before, and what is then asked: tables in six languages, what must not be mixed included. */
import { describe, expect, it } from 'vitest';
import { understand, type EarlierStep } from '../../src/retrieval/follow-up.js';

const languages = { en: 30, de: 20, fr: 10, ar: 8, ja: 8, uk: 2 };
const step = (question: string, given: Partial<EarlierStep> = {}): EarlierStep => ({ question, cited: [], scope: {}, ...given });
const understood = (question: string, ...earlier: string[]): string | null => understand(question, earlier.map((one) => step(one)), languages).understood;

const fee = 'How much is the annual dog fee in Port Selwyn?';
const followUps: readonly (readonly [string, string, string])[] = [
  [fee, 'And in Eastmere?', 'How much is the annual dog fee? And in Eastmere?'],
  [fee, 'When must it be paid?', 'annual dog fee in Port Selwyn: When must it be paid?'],
  [fee, 'Which documents do I need?', 'annual dog fee in Port Selwyn: Which documents do I need?'],
  [fee, 'What about a second dog?', `${fee} What about a second dog?`],
  ['How much was the dog fee in 2021?', 'And in 2023?', 'How much was the dog fee? And in 2023?'],
  ['How much does a passport cost?', 'And for children?', 'How much does a passport cost? And for children?'],
  ['How much deposit may the landlord ask?', 'What if the landlord refuses to pay it back?', 'How much deposit may the landlord ask? What if the landlord refuses to pay it back?'],
  ['Wie hoch ist die Hundegebühr in Hohenried?', 'Und in Niederau?', 'Wie hoch ist die Hundegebühr? Und in Niederau?'],
  ['Wie hoch ist die Hundegebühr in Hohenried?', 'Wann ist sie fällig?', 'Hundegebühr in Hohenried: Wann ist sie fällig?'],
  ['Was kostet ein Reisepass?', 'Und für Kinder?', 'Was kostet ein Reisepass? Und für Kinder?'],
  ['Brauche ich für ein Gartenhaus eine Genehmigung?', 'Und wenn es größer ist?', 'Brauche ich für ein Gartenhaus eine Genehmigung? Und wenn es größer ist?'],
  ['Combien coûte la taxe de séjour à Valmont ?', 'Et à Rochebrune ?', 'Combien coûte la taxe de séjour? Et à Rochebrune ?'],
  ['Combien coûte un passeport ?', 'Et pour les enfants ?', 'Combien coûte un passeport? Et pour les enfants ?'],
  ['Quel est le délai pour déclarer une naissance ?', 'Et si je suis en retard ?', 'Quel est le délai pour déclarer une naissance? Et si je suis en retard ?'],
  ['كم رسوم رخصة المقهى؟', 'ومتى يجب دفعها؟', 'رسوم رخصة المقهى: ومتى يجب دفعها؟'],
  ['كم رسوم رخصة المقهى؟', 'ما هي الأوراق المطلوبة؟', 'رسوم رخصة المقهى: ما هي الأوراق المطلوبة؟'],
  ['كم رسوم رخصة المقهى؟', 'وللمطعم؟', 'كم رسوم رخصة المقهى؟ وللمطعم؟'],
  ['Скільки коштує паспорт?', 'А для дітей?', 'Скільки коштує паспорт? А для дітей?'],
  ['Скільки коштує паспорт?', 'Які документи потрібні?', 'паспорт: Які документи потрібні?'],
  ['Який збір за собаку в Одесі?', 'А у Львові?', 'Який збір за собаку? А у Львові?'],
  ['粗大ごみの手数料はいくらですか？', 'いつまでに払いますか？', '粗大ごみの手数料: いつまでに払いますか？'],
  ['粗大ごみの手数料はいくらですか？', 'では、家電は？', '粗大ごみの手数料はいくらですか？ では、家電は？'],
  ['子どもの医療費は何割負担ですか？', '大人は？', '子どもの医療費は何割負担ですか？ 大人は？'],
];

const complete: readonly (readonly [string, string])[] = [
  [fee, 'How much is a certificate of residence?'],
  [fee, 'And how much is a passport?'],
  [fee, 'Who must report that a dog has bitten someone?'],
  [fee, 'thanks'],
  ['Was kostet ein Reisepass?', 'Wie lange habe ich Zeit, mich umzumelden?'],
  ['Was kostet ein Reisepass?', 'Und wie hoch ist die Hundegebühr in Niederau?'],
  ['Was kostet ein Reisepass?', 'Danke'],
  ['Quel est le délai pour déclarer une naissance ?', 'Combien coûte un passeport ?'],
  ['Quel est le délai pour déclarer une naissance ?', 'Et combien coûte la taxe de séjour à Valmont ?'],
  ['كم رسوم رخصة المقهى؟', 'متى يبدأ سوق الجمعة في قصر النهر؟'],
  ['كم رسوم رخصة المقهى؟', 'شكرا'],
  ['Скільки коштує паспорт?', 'Як довго триває розгляд скарги на рішення?'],
  ['Скільки коштує паспорт?', 'Дякую'],
  ['住宅改修の補助金はいくらですか？', '国民健康保険の届出はいつまでですか？'],
  ['住宅改修の補助金はいくらですか？', 'ありがとう'],
];

describe('a follow-up question', () => {
  it.each(followUps)('%s — %s', (before, question, expected) => {
    expect(understood(question, before)).toBe(expected);
  });

  it.each(complete)('%s — %s stands alone', (before, question) => {
    expect(understand(question, [step(before, { cited: [{ work: 'w', eId: 'sec_1' }] })], languages)).toEqual({ text: question, understood: null, subject: null });
  });

  it('is nothing of the kind when nothing came before', () => {
    expect(understood('And for children?')).toBeNull();
  });

  it('goes on over several steps, each place in the stead of the last', () => {
    expect(understood('And in Niederau?', fee, 'And in Eastmere?')).toBe('How much is the annual dog fee? And in Niederau?');
    expect(understood('When is it due?', fee, 'And in Eastmere?')).toBe('annual dog fee in Eastmere: When is it due?');
    expect(understood('And for children?', fee, 'How much does a passport cost?')).toBe('How much does a passport cost? And for children?');
  });

  it('carries what the answer cited and what it was limited to, past a step that cited nothing', () => {
    const cited = [{ work: 'xa/act/dogs', eId: 'sec_3' }];
    const one = step(fee, { cited, scope: { asOf: '2021-01-01', jurisdictions: ['xa-sel'] } });
    expect(understand('When must it be paid?', [one], languages).subject).toEqual({ cited, scope: { asOf: '2021-01-01', jurisdictions: ['xa-sel'] } });
    expect(understand('And in Eastmere?', [one, step('When must it be paid?')], languages).subject).toEqual({ cited, scope: { asOf: '2021-01-01', jurisdictions: ['xa-sel'] } });
  });

  it('cannot be told in a language without tables: nothing is mixed', () => {
    expect(understand('¿Y para los niños?', [step('¿Cuánto cuesta renovar el pasaporte de una persona adulta?')], { es: 10 }).understood).toBeNull();
  });

  it('stays short however long the talk', () => {
    const long = `How much is the fee for ${'dog '.repeat(480)}?`;
    expect(understood('And for children?', long)!.length).toBeLessThanOrEqual(1_000);
  });
});
