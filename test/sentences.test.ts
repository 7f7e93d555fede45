import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../src/sentences.js';

/** language, text with the expected boundaries written as ¦ */
const table: readonly (readonly [string, string])[] = [
  ['en', 'Every dog is registered.¦ The fee is 60 crowns.'],
  ['en', 'See s. 12 and No. 5 of the Act.¦ It applies.'],
  ['en', 'Keep a pet, e.g. a dog, at home.¦ Dr. Smith agrees.'],
  ['en', '1. The owner registers the dog.¦ He pays.'],
  ['en', 'Is it free?¦ Yes!¦ It is.'],
  ['en', 'The fee is 12.50 crowns at www.example.org today.'],
  ['en', 'He said “stop.”¦ Then he left.'],
  ['en', 'Apply under section 5.¦ The office decides.'],
  ['en', 'It ends in 2024.¦ Nothing follows'],
  ['en', 'No capital follows. so it goes on.'],
  ['de', 'Nach § 5 Abs. 2 Nr. 3 gilt dies.¦ Ausnahmen gibt es nicht.'],
  ['de', 'Die Gebühr ist zum 1. März zu zahlen.¦ Sie beträgt 80 Kronen.'],
  ['de', 'Das gilt z. B. für Hunde.¦ Katzen sind frei.'],
  ['de', 'Das gilt bis zum 18. Lebensjahr.¦ Danach nicht.'],
  ['de', 'Es galt bis 2024.¦ Die Frist endet.'],
  ['de', 'Die Höchstzahl ist 3.¦ Die Behörde entscheidet.'],
  ['fr', 'Voir art. 6, al. 2 et p. 3.¦ M. Dupont décide.'],
  ['fr', 'La déclaration est faite dans les dix jours.¦ Elle est gratuite.'],
  ['ar', 'هل الرخصة إلزامية؟¦ نعم هي إلزامية.¦ وتصدر خلال ثلاثين يوما.'],
  ['ja', '届出は十四日以内にする。¦費用は無料である。'],
  ['ja', '「届け出る。」と定める。¦次に進む。'],
  ['uk', 'Згідно зі ст. 5 заява подається.¦ Строк становить 30 днів.'],
  ['en', 'The answer is no.¦ The office decides.'],
  ['en', 'It is laid down in R.S.C. 1985, c. 12, s. 7, as amended by S.C. 2002, c. 3.¦ It applies.'],
  ['en', 'Section 5. The owner registers the dog.¦ He pays.'],
  ['en', '5.1. The owner registers the dog.¦ He pays.'],
  ['en', 'A keeper means a person who has a dog. (Halter)'],
  ['en', 'Smith v. Jones was decided in 2019.¦ It stands.'],
  ['en', 'Name: ........ Date: ........ Place'],
  ['de', 'Das gilt nach § 5 Abs. 2 Nr. 3 Buchst. a i. V. m. § 7.¦ Es gilt nicht für Hunde.'],
  ['de', 'Verkündet im BGBl. I S. 876 und im ABl. L 12.¦ Es gilt.'],
  ['de', '§ 5. Der Halter meldet den Hund an.¦ Er zahlt.'],
  ['de', 'Anzugeben sind Name, Anschrift usw.¦ Die Behörde prüft.'],
  ['fr', 'Selon L.R. (1985), ch. 12, art. 7, la taxe est due.¦ Elle est annuelle.'],
  ['fr', 'Art. 5. Le maire décide.¦ Il informe.'],
  ['ar', 'صدر القانون عام 2024 م. ¦ويعمل به من تاريخ نشره.'],
  ['ar', 'المادة 5. على المالك تسجيل الكلب.¦ الرسم سنوي.'],
  ['uk', 'Строк закінчився у 2024 р.¦ Заява подається до ч. 2 п. 3 ст. 5 відділу.'],
  ['uk', 'Плата становить 50 грн.¦ Заявник платить.'],
  ['uk', 'Стаття 5. Власник реєструє собаку.¦ Він платить.'],
  ['ja', '第五条第二項第三号の規定による。¦（以下「届出」という。）をした者は、この限りでない。'],
  ['xx', 'A language without a table.¦ It works too.'],
];

describe('sentencesOf', () => {
  it.each(table)('%s: %s', (language, marked) => {
    const text = marked.replaceAll('¦', '');
    const expected = marked.split('¦').map((sentence) => sentence.trim());
    expect(sentencesOf(text, language).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it('never joins lines and leaves blank ones out', () => {
    const text = 'Nobody may keep a dog unless\n\n  it is registered  \n';
    expect(sentencesOf(text, 'en')).toEqual([{ start: 0, end: 28 }, { start: 32, end: 48 }]);
  });

  it('looks at the given span only', () => {
    const text = 'One. Two. Three.';
    expect(sentencesOf(text, 'en', { start: 5, end: 9 })).toEqual([{ start: 5, end: 9 }]);
  });

  it('leaves no visible character out', () => {
    const text = 'A. B! C? (d) e.g. f… g. 1. Januar 5. „H.“ I';
    const covered = sentencesOf(text, 'de').map(({ start, end }) => text.slice(start, end)).join('');
    expect(covered.replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''));
  });
});
