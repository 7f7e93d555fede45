import { describe, expect, it } from 'vitest';
import { answer, type AnswerRequest } from '../../src/answering/answer.js';
import { arrange } from '../../src/answering/arrangement.js';
import type { Composition, DraftStatement, Engine, Sentence } from '../../src/answering/engine.js';
import { numberSentences } from '../../src/answering/numbered-sentences.js';
import { areRivals, ofNamedPlaces } from '../../src/answering/places.js';
import { tells, wantedBy, type Telling, type Wanted } from '../../src/answering/asked-for.js';
import { withAnswers, withoutRunOn, withTelling, type Believed } from '../../src/answering/selection.js';
import type { LegalDocument } from '../../src/document.js';
import { analyzerOf } from '../../src/indexing/analysis/analyzer.js';
import type { Passage } from '../../src/retrieval/passage.js';
import { covers, dogAct, lawOf, passageOf, passagesOf, queryOf } from './fixtures.js';

const draftOf = ({ text, number }: Sentence, score: number): DraftStatement => ({ text, sentences: [number], score });
const texts = (drafts: readonly { readonly text: string }[]): string[] => drafts.map(({ text }) => text);

/** Every sentence of the passages, each believed in as much as its entry in `beliefs` says (0.5 when it has none). */
function arranged(question: string, passages: readonly Passage[], beliefs: Readonly<Record<number, number>> = {}): DraftStatement[] {
  const sentences = numberSentences(passages);
  return arrange(sentences.map((sentence) => draftOf(sentence, beliefs[sentence.number] ?? 0.5)), sentences, queryOf(question));
}

const permit = lawOf({ work: 'xa/act/2020/events', title: 'Events Act' }, '### Section 7. Permit\n\nAn event in the open needs a permit. No permit is needed if it ends before noon. The form is handed in ten days before. The fee is 75 crowns. It is paid in advance.');

describe('the order of an answer', () => {
  it('leads with the fee that was asked for, then follows the law', () => {
    expect(texts(arranged('How much is the permit for an event?', passagesOf(permit)))).toEqual([
      'The fee is 75 crowns.', 'An event in the open needs a permit.', 'No permit is needed if it ends before noon.', 'The form is handed in ten days before.', 'It is paid in advance.',
    ]);
  });

  it('keeps the order of the law where no kind of thing is asked for', () => {
    expect(texts(arranged('May I hold an event?', passagesOf(permit), { 4: 0.9 }))[0]).toBe('An event in the open needs a permit.');
  });

  it('never leads with an exception, or with what points back', () => {
    const agents = lawOf({}, '### Section 26. Fee\n\nAn agent may demand a fee of 100 crowns. No fee is due if the agent is the landlord. It is 50 crowns for a room.');
    expect(texts(arranged('How much may an agent charge?', passagesOf(agents), { 1: 0.6, 2: 0.9, 3: 0.8 }))[0]).toBe('An agent may demand a fee of 100 crowns.');
  });

  it('puts the provision with the best statement first', () => {
    expect(texts(arranged('Who needs a permit?', [passageOf(dogAct, 'sec_4'), ...passagesOf(permit)], { 3: 0.9 }))[0]).toBe('An event in the open needs a permit.');
  });
});

describe('what the question asks for', () => {
  const wanted: readonly (readonly [string, string, Wanted | null])[] = [
    ['en', 'How much is the dog fee in Port Selwyn?', 'sum'], ['en', 'How much notice must he give?', 'period'], ['en', 'How many dogs may I keep?', 'count'], ['en', 'When is the fee due?', 'day'], ['en', 'May I keep two dogs?', 'permission'], ['en', 'Does he pay the dog fee?', null], ['en', 'What must stand in a pay slip or payslip?', null], ['de', 'Welche Angaben sind in der Lohnabrechnung Pflicht?', null],
    ['de', 'Wie hoch ist die Hundesteuer in Niederau?', 'sum'], ['de', 'Wie hoch darf die Hecke werden?', null], ['de', 'Bis wann muss ich mich anmelden?', 'day'], ['de', 'Darf ich zwei Hunde halten?', 'permission'],
    ['fr', 'Combien coûte la taxe de séjour à Valmont ?', 'sum'], ['fr', 'On a combien de temps pour déclarer un bébé ?', 'period'], ['fr', 'Puis-je garder deux chiens ?', 'permission'],
    ['ar', 'كم رسوم رخصة المقهى؟', 'sum'], ['ar', 'هل يجوز لي تربية كلبين؟', 'permission'], ['uk', 'Скільки коштує паспорт?', 'sum'], ['uk', 'Де треба зареєструватися?', 'place'], ['ja', '粗大ごみの手数料はいくらですか？', 'sum'], ['ja', '犬を二匹飼ってもいいですか？', 'permission'],
    ['et', 'Kui palju maksab pass?', null],
    ['en', 'Which documents must I bring to pay the fee?', null], ['en', 'What are the tax obligations of a shopkeeper?', null], ['en', 'What happens if I pay late?', null], ['en', 'What is the fine for a late form?', 'sum'], ['en', 'Which fees apply to a market stall?', 'sum'], ['en', 'What is the fee for persons who pay late?', 'sum'],
    ['de', 'Welche Voraussetzungen muss ich für das Kindergeld erfüllen?', null], ['de', 'Welche Unterlagen brauche ich für das Wohngeld?', null], ['de', 'Wie hoch ist das Kindergeld?', 'sum'], ['de', 'Welche Gebühr fällt an?', 'sum'], ['de', 'Wie hoch ist für drei Personen die Gebühr?', 'sum'], ['de', 'Welche Kosten entstehen Personen, die zu spät zahlen?', 'sum'],
    ['fr', 'Combien de types d’universités existe-t-il ?', 'count'], ['fr', 'Combien faut-il verser ?', 'sum'], ['fr', 'Je dois leur demander combien de taxe par nuit ?', 'sum'],
  ];
  it.each(wanted)('%s: %s', (language, question, expected) => {
    expect(wantedBy(question, language)).toBe(expected);
  });

  const told: readonly (readonly [string, Wanted, string, Telling])[] = [
    ['en', 'sum', 'The annual fee is 60 crowns for the first dog.', 'whole'], ['en', 'sum', 'The annual fee is due on 15 February.', 'none'], ['en', 'sum', 'It is made under sections 5, 6 and 8 of the Dog Control Act 2019.', 'none'], ['en', 'sum', 'Item: 7; Service: Replacement; Fee (crowns): 25', 'whole'],
    ['en', 'sum', 'For a dog of the second half of the year, half the fee is due.', 'relative'], ['en', 'sum', 'A tag is given free of charge.', 'whole'], ['en', 'day', 'The annual fee is due on 15 February.', 'whole'], ['en', 'day', 'The municipality may levy an annual fee.', 'none'],
    ['de', 'sum', 'Die Hundegebühr beträgt für den ersten Hund 72 Kronen.', 'whole'], ['de', 'sum', 'Die Gebühr ist zum 15. Februar zu zahlen.', 'none'], ['de', 'permission', 'Das Halten bedarf einer Genehmigung.', 'whole'],
    ['fr', 'sum', 'La taxe est perçue toute l’année.', 'none'], ['fr', 'sum', 'La taxe est de 2 couronnes par nuitée.', 'whole'], ['ar', 'sum', 'نوع الرخصة: مطعم أو مقهى; الرسم بالكرونة: 300', 'whole'], ['ar', 'sum', 'ويدفع الرسم مرة واحدة.', 'none'],
    ['en', 'period', 'The school is for children aged 6 to 12.', 'whole'], ['en', 'period', 'It is open to people between the ages of 14 and 27.', 'whole'], ['en', 'period', 'Age is no reason to refuse.', 'none'], ['de', 'period', 'Das Angebot gilt ab einem Alter von 14.', 'whole'],
    ['en', 'sum', 'The fee is one crown.', 'whole'], ['en', 'sum', 'One may pay it in one sum.', 'none'], ['de', 'sum', 'Die Gebühr beträgt eine Krone.', 'whole'], ['ar', 'sum', 'والرسم كرونة واحدة.', 'whole'], ['ar', 'sum', 'والرسم كرونتان.', 'whole'],
    ['uk', 'sum', 'Збір становить 60 крон.', 'whole'], ['ja', 'sum', '机　一点　十クローネ', 'whole'], ['ja', 'sum', '手数料は半額になります。', 'relative'], ['ja', 'period', '七日前までに申し込む。', 'whole'],
  ];
  it.each(told)('%s, %s: %s', (language, kind, sentence, expected) => {
    expect(tells(sentence, kind, language)).toBe(expected);
  });

  /** The dog by-law of the sample collection, as far as it goes: purpose, amounts, due date. */
  const byLaw = lawOf({}, '### Section 1. Purpose\n\nThis by-law fixes the annual dog fee.\n\n### Section 3. Amount\n\nThe annual fee is\n\n(a) 60 crowns for the first dog;\n\n(b) 120 crowns for each further dog.\n\nDogs that are exempt are not counted.\n\n### Section 4. Due date\n\nThe annual fee is due on 15 February.');

  it('stands first, from whatever section, with the items of its list and before what goes with it', () => {
    expect(texts(arranged('How much is the dog fee?', passagesOf(byLaw), { 1: 0.6, 2: 0.2, 3: 0.25, 4: 0.3, 5: 0.4 }))).toEqual([
      'The annual fee is 60 crowns for the first dog', 'The annual fee is 120 crowns for each further dog.', 'Dogs that are exempt are not counted.', 'This by-law fixes the annual dog fee.', 'The annual fee is due on 15 February.',
    ]);
    expect(texts(arranged('How much is it for a further dog?', passagesOf(byLaw), { 2: 0.2, 3: 0.5 })).slice(0, 2)).toEqual(['The annual fee is 120 crowns for each further dog.', 'The annual fee is 60 crowns for the first dog']);
    expect(texts(arranged('When is the dog fee due?', passagesOf(byLaw), { 1: 0.6, 5: 0.4 }))[0]).toBe('The annual fee is due on 15 February.');
  });

  it('does not stand first where hardly anything speaks for it, or a better one that tells it cannot lead', () => {
    expect(texts(arranged('How much is the dog fee?', passagesOf(byLaw), { 1: 0.9, 2: 0.2, 3: 0.2, 4: 0.1, 5: 0.1 }))[0]).toBe('This by-law fixes the annual dog fee.');
    const late = lawOf({}, '### Section 1. Charge\n\nIf it is late, the fee is 90 crowns. A tag costs 8 crowns.');
    expect(texts(arranged('How much is the fee if it is late?', passagesOf(late), { 1: 0.9, 2: 0.4 }))[0]).toBe('If it is late, the fee is 90 crowns.');
  });

  it('is chosen where nothing that tells it was, and no more than may be', () => {
    const sentences = numberSentences(passagesOf(byLaw));
    const asked = { question: 'How much is the dog fee?', asksIn: 'en' };
    const choosing = (beliefs: readonly number[], chosen: readonly number[], maximum = 6): readonly number[] => withTelling(chosen, beliefs, { least: 0.12, leastOfBest: 0.4 }, { sentences, asked, maximum });
    expect(choosing([0.6, 0.2, 0.16, 0.1, 0.3], [0, 4])).toEqual([0, 4, 1, 2]);
    expect(choosing([0.6, 0.2, 0.16, 0.1, 0.3], [0, 4], 2)).toEqual([1, 2]);
    expect(choosing([0.6, 0.13, 0.12, 0.1, 0.3], [0, 4])).toEqual([0, 4]);
    expect(choosing([0.6, 0.3, 0.2, 0.1, 0.3], [0, 1])).toEqual([0, 1]);
  });
});

describe('what is said twice', () => {
  const guidance = lawOf({ work: 'xa/guidance/events', title: 'Events' }, '## The permit\n\nThe fee is 75 crowns for an event in the open.');
  const town = (name: string, rule: string): LegalDocument => lawOf({ work: `xa-${name}/by-law/2020/dogs`, title: `${name} Dogs By-law`, jurisdiction: `xa-${name}` }, `### Section 1. Leash\n\n${rule}`);

  it('is said once with both sources, where the numbers and all words of the statement stand in both', () => {
    const law = lawOf({}, '### Section 1. Fee\n\nThe fee for an event in the open is 75 crowns.');
    const [one, ...others] = arranged('How much is it?', [...passagesOf(law), ...passagesOf(guidance)]);
    expect(one).toMatchObject({ text: 'The fee for an event in the open is 75 crowns.', sentences: [1, 2] });
    expect(others).toEqual([]);
  });

  it('stays apart where a number, a denial or a word differs', () => {
    const rules = ['A dog must be kept on a leash of 2 metres.', 'A dog must be kept on a leash of 3 metres.', 'A dog must not be kept on a leash of 2 metres.', 'A cat must be kept on a leash of 2 metres.'];
    expect(texts(arranged('How long may the leash be?', rules.map((rule, at) => passagesOf(town(`t${at}`, rule))).flat()))).toHaveLength(4);
  });

  it('stays apart within one list: items differ on purpose', () => {
    const list = lawOf({}, '### Section 9. Permit\n\nThe permit is granted to a keeper of a dangerous dog who\n\n(a) produces a certificate of conduct;\n\n(b) proves an insurance of the dog;\n\nand has paid.');
    expect(arranged('When is the permit granted?', passagesOf(list))).toHaveLength(2);
  });

  it('joins the twin of the other language: same work, same provision, same place in it, same numbers', () => {
    const body = (text: string): string => `### Section 1. Fee\n\n${text}`;
    const english = lawOf({ work: 'xa/act/2021/fees', title: 'Fees Act' }, body('Dogs are registered. The fee is 60 crowns.'));
    const german = lawOf({ work: 'xa/act/2021/fees', title: 'Gebührengesetz', language: 'de' }, body('Hunde werden angemeldet. Die Gebühr beträgt 60 Kronen.'));
    expect(arranged('How much is it?', [...passagesOf(english), ...passagesOf(german)])).toMatchObject([
      { text: 'The fee is 60 crowns.', sentences: [2, 4] }, { text: 'Dogs are registered.', sentences: [1, 3] },
    ]);
  });
});

describe('what runs on', () => {
  const selected = (question: string, body: string, beliefs: Readonly<Record<number, number>> = {}): string[] => {
    const sentences = numberSentences(passagesOf(lawOf({}, body)));
    return withoutRunOn(sentences.map((sentence) => ({ sentence, belief: beliefs[sentence.number] ?? 0.5 })), { question, asksIn: 'en', language: 'en', terms: analyzerOf('en').words }).map(({ sentence }) => sentence.text);
  };

  it('leaves out the rows of a table that were not asked about', () => {
    const table = '## Schedule\n\n| Service | Fee (crowns) |\n| --- | --- |\n| Passport | 75 |\n| Identity card | 30 |\n| Carport | 95 |';
    expect(selected('What does an identity card cost?', table)).toEqual(['Service: Identity card; Fee (crowns): 30']);
    expect(selected('What does it cost?', table)).toHaveLength(3);
  });

  it('leaves out the other items of a list of what is forbidden, never those of a list of conditions', () => {
    const items = '\n\n(a) drive a vehicle without a licence;\n\n(b) drink alcohol;\n\n(c) make a fire.';
    expect(selected('May I drink alcohol on the beach?', `### Section 7. Beach\n\nNo person may on the beach${items}`)).toEqual(['No person may on the beach drink alcohol']);
    expect(selected('May I drink alcohol on the beach?', `### Section 7. Beach\n\nA person may be removed from the beach if they${items}`)).toHaveLength(3);
  });

  it('leaves out what lacks the fee that was asked for, but no exception and no condition', () => {
    const body = '### Section 1. Certificate\n\nA certificate costs 12 crowns. A certificate states the name. Members of a family are exempt. If nobody asks, the certificate is thrown away.';
    expect(selected('How much is a certificate?', body, { 1: 0.9 })).toEqual(['A certificate costs 12 crowns.', 'Members of a family are exempt.', 'If nobody asks, the certificate is thrown away.']);
    expect(selected('What is a certificate?', body, { 1: 0.9 })).toHaveLength(4);
  });

  it('leaves out fragments, unless there is nothing else', () => {
    expect(selected('Which animals?', '### Section 1. Animals\n\nWild Animals\n\nNobody keeps a wild animal.')).toEqual(['Nobody keeps a wild animal.']);
    expect(selected('Which animals?', '### Section 1. Animals\n\nWild Animals')).toEqual(['Wild Animals']);
  });
});

describe('a question among the sentences', () => {
  const all = (body: string): Believed[] => numberSentences(passagesOf(lawOf({}, body))).map((sentence, at) => ({ sentence, belief: 0.9 - at / 10 }));
  const [body, two] = ['## Nursery\n\nHow do I register my child?\n\nAsk the nursery for a place. It answers within a month.', '## Nursery\n\nHow do I register?\n\nWhat does it cost?\n\nNothing.'];

  it('gives way to the sentence behind it, which is said once', () => {
    const sentences = all(body);
    expect(withAnswers(sentences.slice(0, 1), sentences)).toEqual([{ sentence: sentences[1]!.sentence, belief: 0.9 }]);
    expect(withAnswers(sentences.slice(0, 2), sentences).map(({ sentence }) => sentence.text)).toEqual(['Ask the nursery for a place.']);
    expect(withAnswers(sentences.slice(2), sentences)).toEqual(sentences.slice(2));
  });

  it('stays where another question, a heading or nothing stands behind it', () => {
    const sentences = all(two);
    expect(withAnswers(sentences.slice(0, 1), sentences)).toEqual(sentences.slice(0, 1));
    const last = all('## Nursery\n\nAsk.\n\nWhat does it cost?');
    expect(withAnswers(last.slice(1), last)).toEqual(last.slice(1));
  });
});

describe('several places that rule for themselves', () => {
  const town = (code: string, name: string, rule: string): LegalDocument => lawOf({ work: `xa-${code}/by-law/2020/dogs`, title: `City of ${name} Dogs By-law`, jurisdiction: `xa-${code}` }, `### Section 1. Number\n\n${rule}`);
  const [east, port] = [town('eas', 'Eastmere', 'Nobody keeps more than two dogs.'), town('sel', 'Port Selwyn', 'Nobody keeps more than three dogs.')];
  const everything: Engine = { name: 'scripted', compose: ({ sentences }): Promise<Composition> => Promise.resolve({ statements: sentences.map((sentence) => draftOf(sentence, 0.9)), answerable: sentences.length > 0 ? 0.9 : 0 }) };
  const asking = (question: string, documents: readonly LegalDocument[], over: Partial<AnswerRequest> = {}): ReturnType<typeof answer> =>
    answer({ query: queryOf(question), asOf: '2024-06-01', passages: passagesOf(...documents), outsideDate: [], cited: [], engine: everything, covers, settings: { maximumStatements: 6 }, signal: new AbortController().signal, ...over });

  it('tells places that rule for themselves from one within the other', () => {
    expect([areRivals('xa-eas', 'xa-sel'), areRivals('ca', 'us'), areRivals('xa', 'xa-sel'), areRivals('xa-sel', 'xa-sel'), areRivals('xa', 'xab')]).toEqual([true, true, false, false, true]);
  });

  it('asks which place is meant when they differ and none is named, with one provision of each', async () => {
    const { status, abstention } = await asking('How many dogs may I keep?', [east, port]);
    expect(status).toBe('abstained');
    expect(abstention).toMatchObject({ reason: 'place-ambiguous', message: 'Several places of the collection rule on this, each in its own way. Name the place that is meant: xa-eas, xa-sel.' });
    expect(abstention!.nearest.map(({ work }) => work)).toEqual(['xa-eas/by-law/2020/dogs', 'xa-sel/by-law/2020/dogs']);
  });

  it('answers from the place that is named, in whatever case, and from that alone', async () => {
    for (const question of ['How many dogs may I keep in Port Selwyn?', 'how many dogs in port selwyn']) expect(texts((await asking(question, [east, port])).statements)).toEqual(['Nobody keeps more than three dogs.']);
    expect(ofNamedPlaces('How many dogs may I keep?', passagesOf(east, port))).toMatchObject({ isNamed: false, passages: { length: 2 } });
  });

  it('answers for all places that a filter admits', async () => {
    expect((await asking('How many dogs may I keep?', [east, port], { query: queryOf('How many dogs may I keep?', { filters: { jurisdictions: ['xa-eas', 'xa-sel'] } }) })).statements).toHaveLength(2);
  });

  it('answers when all places say the same, once, with every source', async () => {
    const twin = town('sel', 'Port Selwyn', 'Nobody keeps more than two dogs.');
    const { statements } = await asking('How many dogs may I keep?', [east, twin]);
    expect(statements.map(({ citations }) => citations.map(({ work }) => work))).toEqual([['xa-eas/by-law/2020/dogs', 'xa-sel/by-law/2020/dogs']]);
  });

  it('answers from the law of the country, and in a corpus of one jurisdiction as ever', async () => {
    const national = lawOf({}, '### Section 1. Number\n\nNobody keeps more than four dogs.');
    expect((await asking('How many dogs may I keep?', [national, east])).status).toBe('answered');
    expect((await asking('How many dogs may I keep?', [east])).status).toBe('answered');
  });

  it('cites the provisions that retrieval found to be the same', async () => {
    const twin = town('sel', 'Port Selwyn', 'Nobody keeps more than two dogs.');
    const [first, same] = [passageOf(east, 'sec_1'), passageOf(twin, 'sec_1')];
    const { statements } = await asking('How many dogs may I keep?', [], { passages: [{ ...first, alsoIn: [{ row: 9, chunk: same.chunk, document: same.document }] }] });
    expect(statements.map(({ citations }) => citations.map(({ work, quote }) => [work, quote.text]))).toEqual([[['xa-eas/by-law/2020/dogs', 'Nobody keeps more than two dogs.'], ['xa-sel/by-law/2020/dogs', 'Nobody keeps more than two dogs.']]]);
  });
});
