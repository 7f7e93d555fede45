import { describe, expect, it } from 'vitest';
import { reservationOf } from '../../src/answering/reserving-words.js';

/** The citation stands in ⟦ ⟧. */
const cases: readonly (readonly [language: string, text: string, reservation: string | null])[] = [
  ['en', 'Subject to the provisions of ⟦section 12⟧, a fee is due.', 'subject-to'],
  ['en', 'A fee is due, except as otherwise provided in ⟦section 12⟧.', 'exception'],
  ['en', 'Notwithstanding ⟦section 12⟧, a fee is due.', 'notwithstanding'],
  ['en', 'Without prejudice to ⟦section 12⟧, a fee is due.', 'without-prejudice'],
  ['en', 'A fee is due under ⟦section 12⟧.', null],
  ['de', 'Vorbehaltlich der Regelung in ⟦§ 12⟧ ist eine Gebühr fällig.', 'subject-to'],
  ['de', 'Abweichend von ⟦§ 12⟧ ist eine Gebühr fällig.', 'notwithstanding'],
  ['de', '⟦§ 12⟧ bleibt unberührt.', 'without-prejudice'],
  // Offences: what is punished is to act against it.
  ['de', 'Ordnungswidrig handelt, wer entgegen ⟦§ 12⟧ keine Gebühr zahlt.', null],
  ['fr', 'Sous réserve des dispositions de ⟦l’article 12⟧, une taxe est due.', 'subject-to'],
  ['fr', 'Une taxe est due, sauf dans les cas prévus à ⟦l’article 12⟧.', 'exception'],
  ['fr', 'Malgré ⟦l’article 12⟧, une taxe est due.', 'notwithstanding'],
  ['fr', 'La taxe prévue à ⟦l’article 12⟧ est due.', null],
  ['ar', 'مع مراعاة أحكام ⟦المادة 12⟧، يستحق الرسم.', 'subject-to'],
  ['ar', 'استثناءً من أحكام ⟦المادة 12⟧، يستحق الرسم.', 'notwithstanding'],
  ['ja', '⟦第十二条⟧の規定にかかわらず、手数料を納める。', 'notwithstanding'],
  ['ja', '⟦第十二条⟧に規定する場合を除き、手数料を納める。', 'exception'],
  ['ja', '⟦第十二条⟧の規定により手数料を納める。', null],
  ['uk', 'Збір сплачується, крім випадків, передбачених ⟦статтею 12⟧.', 'exception'],
  ['uk', 'Збір сплачується відповідно до ⟦статті 12⟧.', null],
  ['et', 'Tasu makstakse, arvestades käesoleva seaduse ⟦§ 12⟧.', 'subject-to'],
  ['et', 'Tasu makstakse ⟦§-s 12⟧ sätestatust sõltumata.', 'notwithstanding'],
  ['zh', '除⟦第十二条⟧规定的情形外，应当缴费。', 'exception'],
  ['sw', 'Subject to ⟦section 12⟧, a fee is due.', null],
];

describe('what the words around a citation reserve', () => {
  it.each(cases)('%s: %s', (language, marked, reservation) => {
    const start = marked.indexOf('⟦');
    const end = marked.indexOf('⟧') - 1;
    expect(reservationOf(marked.replace('⟦', '').replace('⟧', ''), { start, end }, language)).toBe(reservation);
  });
});
