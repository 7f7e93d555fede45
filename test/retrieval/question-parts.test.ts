/** Which questions are two in one, and what each part is then taken to ask; what must not be torn apart included. */
import { describe, expect, it } from 'vitest';
import { partsOf, textsOf } from '../../src/retrieval/question-parts.js';

const languages = { en: 30, de: 20, fr: 10, ar: 8, ja: 8, uk: 2 };
const read = (question: string): readonly string[] => {
  const parts = partsOf(question, languages);
  return textsOf(parts, parts[0]!, languages);
};

const split: readonly (readonly [string, ...string[]])[] = [
  ['How long do I have to register after moving and what does it cost if I am late?', 'How long do I have to register after moving', 'to register after moving: what does it cost if I am late?'],
  ['How much is the dog fee, and when must it be paid?', 'How much is the dog fee', 'dog fee: when must it be paid?'],
  ['How much is the dog fee and how much is a passport?', 'How much is the dog fee', 'how much is a passport?'],
  ['I live in Eastmere. How much is the dog fee and how long may the leash of a dog be?', 'I live in Eastmere. How much is the dog fee', 'I live in Eastmere. how long may the leash of a dog be?'],
  ['How long do I have and what does it cost to register a birth abroad?', 'it to register birth abroad: How long do I have', 'what does it cost to register a birth abroad?'],
  ['How much is the dog fee? What documents do I need?', 'How much is the dog fee?', 'dog fee: What documents do I need?'],
  ['When must I register my dog and where do I do that and who pays?', 'When must I register my dog', 'register dog: where do I do that', 'register dog: who pays?'],
  ['Wie lange habe ich nach dem Umzug Zeit und was kostet es?', 'Wie lange habe ich nach dem Umzug Zeit', 'nach Umzug Zeit: was kostet es?'],
  ['Wie hoch ist die Hundegebühr und bis wann muss ich sie bezahlen?', 'Wie hoch ist die Hundegebühr', 'Hundegebühr: bis wann muss ich sie bezahlen?'],
  ['Wer haftet für einen Hund und wann verjährt der Anspruch?', 'Wer haftet für einen Hund', 'wann verjährt der Anspruch?'],
  ['Combien coûte un passeport et dans quel délai est-il délivré ?', 'Combien coûte un passeport', 'passeport: dans quel délai est-il délivré ?'],
  ['Quel est le délai pour déclarer une naissance et que se passe-t-il si je suis en retard ?', 'Quel est le délai pour déclarer une naissance', 'Quel est le délai pour déclarer une naissance que se passe-t-il si je suis en retard ?'],
  ['كم رسوم رخصة المقهى ومتى يجب دفعها؟', 'كم رسوم رخصة المقهى', 'رسوم رخصة المقهى: متى يجب دفعها؟'],
  ['أي ساعة يبدأ سوق الجمعة ومتى يخلص؟', 'أي ساعة يبدأ سوق الجمعة', 'ساعة سوق الجمعة: متى يخلص؟'],
  ['Скільки коштує паспорт і які документи потрібні?', 'Скільки коштує паспорт', 'паспорт: які документи потрібні?'],
  ['転入届はいつまでに出しますか、また遅れたらいくらかかりますか？', '転入届はいつまでに出しますか', '転入届は までに出 か: 遅れたらいくらかかりますか？'],
];

const whole: readonly string[] = [
  'How much do bread and butter cost?', 'When must father and mother sign?', 'When and where must I register?', 'How much and how long do I pay?', 'Which documents do I need for a dog and a cat?',
  'Do I have to register my dog and what does it cost?', 'هل تقدم المدرسة وجبة غداء هذه السنة وبكم؟', 'What do I need when I move and when I register?', 'What happens to a tenant who moves out and who does not pay?', 'What is the fine in Port Selwyn and in Eastmere?', 'I got a letter and think it is wrong. How long do I have to object?',
  'Was kostet ein Hund im Jahr in Hohenried und was in Niederau?', 'Wann und wo muss ich mich anmelden?', 'Was müssen Vater und Mutter unterschreiben?', 'Was ist der Unterschied zwischen Hauptwohnung und Nebenwohnung?',
  'Quand et où dois-je déclarer la naissance ?', 'Que doit payer un locataire qui part et qui ne paie pas ?', 'متى وأين يجب التسجيل؟', 'كم رسوم المقهى والمطعم؟', 'Коли і де треба зареєструватися?', 'いつ、どこで届け出ますか？', '転入届はどこで、いつまでに出しますか？', '引っ越して、いつまでに届け出ますか？',
  'Kui palju maksab pass ja kui kaua see kehtib?',
];

describe('a question of several parts', () => {
  it.each(split)('%s', (question, ...expected) => {
    expect(read(question)).toEqual(expected);
  });

  it.each(whole)('%s is one', (question) => {
    expect(partsOf(question, languages)).toEqual([question]);
  });

  it('is parted twice at most: the rest stays together', () => {
    expect(partsOf('When is it due and how much is it and who pays it and where do I pay?', languages)).toEqual(['When is it due', 'how much is it', 'who pays it and where do I pay?']);
  });

  it('is joined with what was asked before it by its first part', () => {
    const parts = partsOf('When is it due and where do I pay it?', languages);
    expect(textsOf(parts, 'dog fee in Eastmere: When is it due', languages)).toEqual(['dog fee in Eastmere: When is it due', 'dog fee in Eastmere it: where do I pay it?']);
  });
});
