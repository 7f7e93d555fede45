/** How laws define, language by language, on sentences of our own: what is a definition, and what only looks like one. */
import { describe, expect, it } from 'vitest';
import { definedTerms } from '../../../src/answering/context/defined-terms.js';
import { lawOf } from '../fixtures.js';

const defined = (language: string, body: string): string[] => {
  const law = lawOf({ language }, body);
  return definedTerms(law).map(({ term, span }) => `${term}: ${law.text.slice(span.start, span.end)}`);
};

const definitions: readonly (readonly [string, string, readonly string[]])[] = [
  ['de', '### § 2 Hunde\n\nIm Sinne dieses Gesetzes ist Halter, wer einen Hund auf Dauer aufnimmt.', ['Halter: Im Sinne dieses Gesetzes ist Halter, wer einen Hund auf Dauer aufnimmt.']],
  ['de', '### § 2 Hunde\n\nWelpen im Sinne dieses Gesetzes sind Hunde bis zum Alter von vier Monaten.', ['Welpen: Welpen im Sinne dieses Gesetzes sind Hunde bis zum Alter von vier Monaten.']],
  ['de', '### § 2 Hunde\n\nAls Blindenhund gilt jeder Hund, der einen blinden Menschen führt.', ['Blindenhund: Als Blindenhund gilt jeder Hund, der einen blinden Menschen führt.']],
  ['de', '### § 1 Zweck\n\nDie Stadt führt ein Verzeichnis aller Hunde im Stadtgebiet (im Folgenden: Hunderegister).', ['Hunderegister: Die Stadt führt ein Verzeichnis aller Hunde im Stadtgebiet (im Folgenden: Hunderegister).']],
  ['de', '### § 1 Aufsicht\n\nZuständig ist das Amt für Tiere der Landeshauptstadt (Tieramt).\n\n### § 2 Anzeige\n\nDer Biss ist dem Tieramt anzuzeigen.', ['Tieramt: Zuständig ist das Amt für Tiere der Landeshauptstadt (Tieramt).']],
  ['de', '### § 2 Begriffsbestimmungen\n\n1. Leine: ein Band von höchstens zwei Metern Länge\n\n2. Freilauf: das Laufen ohne Leine', ['Leine: Leine: ein Band von höchstens zwei Metern Länge', 'Freilauf: Freilauf: das Laufen ohne Leine']],
  ['uk', '### Стаття 1. Собаки\n\nПід домашньою твариною у цьому законі слід розуміти собаку або кота.', ['домашньою твариною: Під домашньою твариною у цьому законі слід розуміти собаку або кота.']],
  ['uk', '### Стаття 1. Терміни\n\nУ цьому законі терміни вживаються в такому значенні:\n\n1) власник — особа, яка утримує собаку;\n\n2) Повідок — ремінь завдовжки до двох метрів.', ['власник: власник — особа, яка утримує собаку;', 'Повідок: Повідок — ремінь завдовжки до двох метрів.']],
  ['et', '### § 1. Koerad\n\nKoer käesoleva seaduse tähenduses on kodustatud loom.', ['Koer: Koer käesoleva seaduse tähenduses on kodustatud loom.']],
  ['et', '### § 2. Mõisted\n\nLoomapidaja on isik, kes peab koera.', ['Loomapidaja: Loomapidaja on isik, kes peab koera.']],
  ['et', '### § 3. Register\n\nLinn peab koerte registrit (edaspidi register).', ['register: Linn peab koerte registrit (edaspidi register).']],
  ['zh', '### 第二条 犬只\n\n本法所称饲养人，是指长期饲养犬只的人。', ['饲养人: 本法所称饲养人，是指长期饲养犬只的人。']],
  ['zh', '### 第三条 用语\n\n本法下列用语的含义：\n\n（一）幼犬，是指未满四个月的犬只。', ['幼犬: （一）幼犬，是指未满四个月的犬只。']],
];

const others: readonly (readonly [string, string])[] = [
  ['de', '### § 1 Anzeige\n\nEinzelheiten des Verfahrens regelt das beigefügte Muster (Anlage 2).'],
  ['de', '### § 1 Anzeige\n\nDer Antrag ist bei der Stadt auf dem Vordruck zu stellen (Hundebogen).'],
  ['de', '### § 1 Zustellung\n\nAls Tag der Zustellung gilt der dritte Tag nach der Aufgabe zur Post.'],
  ['de', '### § 1 Unterlagen\n\nBeizufügen sind:\n\n1. Lichtbild: ein aktuelles'],
  ['uk', '### Стаття 1. Збір\n\nЗбір за собаку — двадцять крон.'],
  ['et', '### § 1. Tasu\n\nKoera tasu on kakskümmend krooni.'],
  ['zh', '### 第一条 费用\n\n犬只的费用是二十克朗。'],
];

describe('a definition', () => {
  it.each(definitions)('%s: %s', (language, body, expected) => {
    expect(defined(language, body)).toEqual(expected);
  });

  it.each(others)('%s: none in %s', (language, body) => {
    expect(defined(language, body)).toEqual([]);
  });

  it('in parentheses is for the whole law', () => {
    const law = lawOf({ language: 'de' }, '### § 1 Zweck\n\nDieses Recht dient dem Schutz der Menschen.\n\n### § 2 Aufsicht\n\nZuständig ist das Amt für Tiere der Landeshauptstadt (Tieramt).\n\n### § 3 Anzeige\n\nDer Biss ist dem Tieramt anzuzeigen.');
    expect(definedTerms(law).map(({ term, reach }) => [term, reach])).toEqual([['Tieramt', null]]);
  });
});
