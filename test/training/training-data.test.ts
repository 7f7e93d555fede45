/** Indexed collections -> pairs, windows and a card: the sample collection, a guidance page that cites, pages in two languages, faults. */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuildIndex } from '../../src/assistant.js';
import { programFolder } from '../../src/config.js';
import { sha256 } from '../../src/text.js';
import type { Pair, ReadingExample } from '../../src/training/pair.js';
import { makeTrainingData, type TrainingDataOptions } from '../../src/training/training-data.js';
import { clock, dogAct, workplace, world, type Workplace } from '../e2e/small-corpus.js';

const linesOf = <T>(folder: string, name: string): T[] => readFileSync(path.join(folder, name), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as T);
const pairsOf = (folder: string): Pair[] => linesOf(folder, 'pairs.jsonl');
const readingOf = (folder: string): ReadingExample[] => linesOf(folder, 'reading.jsonl');
const countsOf = (values: readonly string[]): Record<string, number> => Object.fromEntries([...new Set(values)].sort().map((value) => [value, values.filter((one) => one === value).length]));

function options(place: Workplace, out: string, more: Partial<TrainingDataOptions> = {}): TrainingDataOptions {
  return { config: place.config, world, out: path.join(place.folder, out), pages: [], questions: [], limits: { '': 10_000 }, onProgress: () => undefined, ...more };
}

describe('the sample collection', () => {
  const questions = [path.join(programFolder, 'corpus', 'questions')];
  let place: Workplace;
  let out: string;
  beforeAll(async () => {
    place = workplace();
    await rebuildIndex(place.config, [path.join(programFolder, 'corpus')], { clock });
    out = path.join(place.folder, 'all');
    await makeTrainingData(options(place, 'all', { questions }));
  });
  afterAll(() => place.remove());

  it('gives pairs of every kind that its texts have', () => {
    expect(countsOf(pairsOf(out).map(({ kind }) => kind))).toEqual({ citation: 59, definition: 47, heading: 517, question: 194, twin: 36, 'twin-sentence': 210 });
    expect(countsOf(readingOf(out).map(({ kind, window }) => `${kind} ${window}`))).toEqual({ 'heading answer': 372, 'heading same-text': 124, 'question answer': 192, 'question other-text': 268, 'question unanswered': 118 });
  });

  it('takes the embedder in use where the settings name none', async () => {
    const models = path.join(place.folder, 'models');
    mkdirSync(models);
    writeFileSync(path.join(models, 'models.json'), JSON.stringify({ use: { embedder: 'hashed-ngrams', reader: null } }));
    await makeTrainingData(options(place, 'in-use', { questions, config: { ...place.config, models, embedder: '' } }));
    expect(sha256(readFileSync(path.join(place.folder, 'in-use', 'pairs.jsonl')))).toBe(sha256(readFileSync(path.join(out, 'pairs.jsonl'))));
  });

  it('finds a provision by its heading, which its text does not hold, among others of the same law', () => {
    const pair = pairsOf(out).find(({ kind, source, queryLanguage }) => kind === 'heading' && source === 'xa/act/2016/residence-registration#sec_3' && queryLanguage === 'en')!;
    expect(pair.query).toBe('Duty to register');
    expect(pair.positive.split('\n').slice(0, 2)).toEqual([
      'Residence Registration Act 2016 › Part II Duties of residents and housing providers › 3.',
      '(1) A person who moves into a dwelling must register with the registration authority within 14 days of moving in.',
    ]);
    expect(pair.negatives).toHaveLength(4);
    expect(pair.negatives.some((text) => text.startsWith('Residence Registration Act 2016 › '))).toBe(true);
    for (const text of pair.negatives) expect(text).not.toContain('within 14 days of moving in');
  });

  it('pairs the sentences of an act with those of its translation, both ways', () => {
    const twins = pairsOf(out).filter(({ kind, query }) => kind === 'twin-sentence' && query === '(4) Registration before the day of moving in is not permitted.');
    expect(twins).toEqual([{
      kind: 'twin-sentence', query: '(4) Registration before the day of moving in is not permitted.', queryLanguage: 'en', positive: '(4) Eine Anmeldung vor dem Tag des Einzugs ist nicht zulässig.', positiveLanguage: 'de',
      negatives: [], source: 'xa/act/2016/residence-registration#sec_3', positiveSource: 'xa/act/2016/residence-registration#sec_3', collection: 'law',
    }]);
    expect(pairsOf(out).filter(({ kind, positive }) => kind === 'twin-sentence' && positive === twins[0]!.query).map(({ query }) => query)).toEqual([twins[0]!.positive]);
  });

  it('leads from a word to the sentence that defines it', () => {
    const pair = pairsOf(out).find(({ kind, query }) => kind === 'definition' && query === 'registration authority');
    expect(pair?.positive).toBe('(e) “registration authority” means the residents’ office of the municipality in which a dwelling is situated;');
    for (const text of pair!.negatives) expect(text.toLowerCase()).toContain('registration authority');
  });

  it('marks in a window the sentences that are quoted as the answer, and no others', () => {
    const answered = readingOf(out).filter(({ source, window }) => source === 'en-001' && window === 'answer');
    expect(answered.map(({ sentences, answers }) => answers.map((at) => sentences[at]))).toEqual([
      ['(1) A person who moves into a dwelling must register with the registration authority within 14 days of moving in.'],
      ['You have 14 days after moving in to register.'],
    ]);
    for (const { window, sentences, answers } of readingOf(out)) {
      expect(answers.length > 0).toBe(window === 'answer');
      expect(answers.every((at) => at >= 0 && at < sentences.length)).toBe(true);
      expect(sentences.length).toBeLessThanOrEqual(40);
    }
  });

  it('asks of a past day only what the text of today says too', () => {
    // In April 2023 the period was 7 days.
    expect([...pairsOf(out), ...readingOf(out)].filter(({ source }) => source === 'en-002')).toEqual([]);
  });

  it('never names a provision its own negative', () => {
    for (const { positive, negatives } of pairsOf(out)) {
      expect(negatives).not.toContain(positive);
      expect(new Set(negatives).size).toBe(negatives.length);
      expect(negatives.length).toBeLessThanOrEqual(4);
    }
  });

  it('is the same for the same index, byte for byte', async () => {
    await makeTrainingData(options(place, 'again', { questions }));
    for (const name of ['pairs.jsonl', 'reading.jsonl', 'card.json', 'card.md']) expect(readFileSync(path.join(place.folder, 'again', name), 'utf8')).toBe(readFileSync(path.join(out, name), 'utf8'));
    expect(readdirSync(out).sort()).toEqual(['card.json', 'card.md', 'pairs.jsonl', 'reading.jsonl']);
  });

  it('has a card with digests, licences and counts that are those of the files', () => {
    const card = JSON.parse(readFileSync(path.join(out, 'card.json'), 'utf8')) as Awaited<ReturnType<typeof makeTrainingData>>;
    expect(card.collections.map(({ id, licence }) => [id, licence])).toEqual([['guidance', 'Apache-2.0'], ['law', 'Apache-2.0'], ['municipal', 'Apache-2.0']]);
    for (const [name, written] of [['pairs.jsonl', card.pairs], ['reading.jsonl', card.reading]] as const) {
      const bytes = readFileSync(path.join(out, name));
      expect([written.sha256, written.bytes, written.lines]).toEqual([sha256(bytes), bytes.length, linesOf(out, name).length]);
      expect(written.counts.reduce((sum, { count }) => sum + count, 0)).toBe(written.lines);
    }
    expect(card.leftOut).toMatchObject({ ids: 0, unmet: [], olderExpressions: 8 });
    expect(readFileSync(path.join(out, 'card.md'), 'utf8')).toContain('| law | Law of Alvonia | 25 | Apache-2.0 |');
  });

  it('leaves out what is named, wherever it would stand, and reports what it never met', async () => {
    const list = path.join(place.folder, 'list');
    writeFileSync(list, 'en-001\nxa/act/2016/residence-registration#sec_3\nxa/act/2018/kindergeldgesetz\nno-such-id\n');
    const card = await makeTrainingData(options(place, 'less', { questions, leaveOut: list }));
    const less = path.join(place.folder, 'less');
    expect(card.leftOut).toMatchObject({ ids: 4, unmet: ['no-such-id'] });
    const named = /^(?:en-001|xa\/act\/2016\/residence-registration#sec_3(?:__.*)?|xa\/act\/2018\/kindergeldgesetz(?:#.*)?)$/;
    for (const { source, positiveSource } of pairsOf(less)) expect([source, positiveSource].filter((id) => named.test(id))).toEqual([]);
    for (const { source, windowSource, sentences } of readingOf(less)) {
      expect([source, windowSource].filter((id) => named.test(id))).toEqual([]);
      expect(sentences).not.toContain('(4) Registration before the day of moving in is not permitted.');
    }
  });

  it('draws no more of a kind and language than the limit says', async () => {
    const card = await makeTrainingData(options(place, 'few', { questions, limits: { '': 5, 'twin-sentence': 8 } }));
    const few = pairsOf(path.join(place.folder, 'few'));
    const groups = countsOf(few.map(({ kind, queryLanguage, positiveLanguage }) => (kind.startsWith('twin') ? `${kind} ${queryLanguage}>${positiveLanguage}` : `${kind} ${queryLanguage}`)));
    expect(Math.max(...Object.entries(groups).filter(([group]) => !group.startsWith('twin-sentence')).map(([, count]) => count))).toBe(5);
    expect(groups['twin-sentence de>en']).toBe(8);
    expect(card.leftOut.notChosen['heading en']).toBe(191 - 5);
  });
});

describe('a guidance page that cites', () => {
  it('leads to the provision, by its words without the citation', async () => {
    const place = workplace();
    const guide = '---\nwork: xa/guidance/dogs\ntitle: Keeping a dog\ntype: guidance\njurisdiction: xa\nlanguage: en\n---\n# Keeping a dog\n\n## Paying\n\nThe town sends a bill each spring; how much one pays is laid down in section 2 of the Dogs Act 2019.\n';
    await rebuildIndex(place.config, [place.write({ 'dogs.md': dogAct(60, 14), 'guide.md': guide })], { clock });
    await makeTrainingData(options(place, 'out'));
    const guidance = pairsOf(path.join(place.folder, 'out')).filter(({ kind }) => kind === 'guidance');
    expect(guidance).toEqual([{
      kind: 'guidance', query: 'The town sends a bill each spring; how much one pays is laid down in.', queryLanguage: 'en',
      positive: 'Dogs Act › Part 1 General › Section 2 Dog fee\nThe annual dog fee is 60 crowns for each dog. It is due on 1 March.', positiveLanguage: 'en',
      negatives: guidance[0]!.negatives, source: 'xa/guidance/dogs#h_1', positiveSource: 'xa/act/2019/dogs#sec_2', collection: 'corpus',
    }]);
    place.remove();
  });
});

describe('pages in two languages', () => {
  let place: Workplace;
  let out: string;
  const english = { bin: ['Bins', 'Bins\nPaper goes into the blue bin.\nGlass goes to the containers at the market.'], pool: ['Pool', 'Pool\nThe pool opens at nine in the morning.\nChildren under six swim free.'], bus: ['Buses', 'Buses\nA ticket costs two crowns.\nDogs travel free of charge.'] };
  const german = { bin: ['Tonnen', 'Tonnen\nPapier kommt in die blaue Tonne.\nGlas kommt zu den Containern am Markt.'], pool: ['Bad', 'Bad\nDas Bad öffnet um neun Uhr morgens.\nKinder unter sechs schwimmen kostenlos.'], bus: ['Busse', 'Busse\nEine Fahrkarte kostet zwei Kronen.\nHunde fahren kostenlos mit.'] };
  const asked = { en: { q1: 'Where does paper go?', q2: 'When does the pool open?', q3: 'Where can I park?' }, de: { q1: 'Wohin kommt Papier?', q2: 'Wann öffnet das Bad?', q3: 'Wo kann ich parken?' } };

  function writeSet(language: 'en' | 'de', pages: Readonly<Record<string, readonly string[]>>): string {
    const folder = path.join(place.folder, language);
    mkdirSync(folder);
    const lines = (values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
    writeFileSync(path.join(folder, 'collection.json'), JSON.stringify({ id: language, language, licence: 'CC BY 4.0' }));
    writeFileSync(path.join(folder, 'corpus.jsonl'), lines(Object.entries(pages).map(([_id, [title, text]]) => ({ _id, title, text }))));
    writeFileSync(path.join(folder, 'queries.jsonl'), lines(Object.entries(asked[language]).map(([_id, text]) => ({ _id, text, split: _id === 'q2' ? 'dev' : 'train' }))));
    writeFileSync(path.join(folder, 'qrels.tsv'), 'query-id\tcorpus-id\tscore\nq1\tbin\t1\nq2\tpool\t1\n');
    writeFileSync(path.join(folder, 'answers.jsonl'), lines([{ _id: 'q1', doc: 'bin', answer_sentences: [1] }, { _id: 'q2', doc: 'pool', answer_sentences: [1] }, { _id: 'q3', doc: 'bus', answer_sentences: [] }]));
    return folder;
  }

  beforeAll(async () => {
    place = workplace();
    await rebuildIndex(place.config, [place.write({ 'dogs.md': dogAct(60, 14) })], { clock });
    out = path.join(place.folder, 'out');
    await makeTrainingData(options(place, 'out', { pages: [writeSet('en', english), writeSet('de', german)] }));
  });
  afterAll(() => place.remove());

  it('pair a question with its page in its own language and in one other', () => {
    const questions = pairsOf(out).filter(({ kind }) => kind === 'question');
    expect(questions.map(({ query, positive, queryLanguage, positiveLanguage }) => [queryLanguage, query, positiveLanguage, positive.split('\n').slice(0, 3)])).toEqual([
      ['en', asked.en.q1, 'en', ['Bins', 'Bins', 'Paper goes into the blue bin.']],
      ['en', asked.en.q1, 'de', ['Tonnen', 'Tonnen', 'Papier kommt in die blaue Tonne.']],
      ['de', asked.de.q1, 'de', ['Tonnen', 'Tonnen', 'Papier kommt in die blaue Tonne.']],
      ['de', asked.de.q1, 'en', ['Bins', 'Bins', 'Paper goes into the blue bin.']],
    ]);
    for (const { negatives, positiveLanguage } of questions) expect(negatives.map((text) => text.split('\n')[0]).sort()).toEqual(positiveLanguage === 'en' ? ['Buses', 'Pool'] : ['Bad', 'Busse']);
  });

  it('teach nothing of the page that answers a question of another split', () => {
    const text = [...pairsOf(out).flatMap(({ query, positive }) => [query, positive]), ...readingOf(out).flatMap(({ question, sentences }) => [question, ...sentences])].join('\n');
    expect(text).toContain('Paper goes into the blue bin.');
    expect(text).not.toMatch(/pool opens|Bad öffnet|swim free/);
    expect(pairsOf(out).filter(({ kind }) => kind === 'twin-sentence').map(({ query }) => query).sort()).toEqual([
      // A title of less than eight letters is no sentence.
      'A ticket costs two crowns.', 'Dogs travel free of charge.', 'Eine Fahrkarte kostet zwei Kronen.', 'Glas kommt zu den Containern am Markt.',
      'Glass goes to the containers at the market.', 'Hunde fahren kostenlos mit.', 'Paper goes into the blue bin.', 'Papier kommt in die blaue Tonne.',
    ]);
  });

  it('are read in windows: with the answer, of other pages, and of a page that does not answer', () => {
    const ofQuestion = readingOf(out).filter(({ kind, language }) => kind === 'question' && language === 'en');
    expect(ofQuestion.map(({ source, window, windowSource, sentences, answers }) => [source, window, windowSource, answers.map((at) => sentences[at])])).toEqual([
      ['q1', 'answer', 'bin', ['Paper goes into the blue bin.']],
      ['q1', 'other-text', 'bus', []],
      ['q3', 'unanswered', 'bus', []],
    ]);
  });

  it('teach by their headings too: the lines below one answer, the rest of the page does not', async () => {
    const lines = ['Waste', 'The town collects waste from every house that pays the fee, in the order of the streets.', 'Blue bins', 'Paper and cardboard go into the blue bin, folded flat, without any foil or string around it.', 'It is emptied on the first Monday of the month.',
      'Glass', 'Bottles and jars go to the containers at the market, sorted by colour, never after nine in the evening.', 'Opening hours', 'Short.'];
    const folder = path.join(place.folder, 'headed');
    mkdirSync(folder);
    for (const [name, rows] of [['corpus.jsonl', [{ _id: 'waste', title: 'Waste', text: lines.join('\n') }, { _id: 'held', title: 'Held', text: lines.join('\n').replace('Waste', 'Held') }]], ['queries.jsonl', [{ _id: 'q', text: 'Where does glass go?', split: 'dev' }]], ['answers.jsonl', [{ _id: 'q', doc: 'held', answer_sentences: [6] }]]] as const) {
      writeFileSync(path.join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    }
    writeFileSync(path.join(folder, 'qrels.tsv'), 'query-id\tcorpus-id\tscore\nq\theld\t1\n');
    await makeTrainingData(options(place, 'headings', { pages: [folder] }));
    const taught = readingOf(path.join(place.folder, 'headings')).filter(({ collection }) => collection === 'headed');
    expect(taught.every(({ kind, windowSource }) => kind === 'heading' && windowSource === 'waste')).toBe(true);
    const answered = taught.filter(({ window }) => window === 'answer').map(({ question, sentences, answers }) => [question.replace('Waste: ', ''), answers.map((at) => sentences[at])]);
    expect(answered.sort()).toEqual([['Blue bins', [lines[3], lines[4]]], ['Glass', [lines[6]]]]);
    for (const { question, sentences, answers, window } of taught) {
      expect(sentences).not.toContain(question.replace('Waste: ', ''));
      expect(answers.length > 0).toBe(window === 'answer');
    }
  });

  it('stand in the card with their licence and what was held back', () => {
    const card = JSON.parse(readFileSync(path.join(out, 'card.json'), 'utf8')) as Awaited<ReturnType<typeof makeTrainingData>>;
    expect(card.pages.map(({ name, language, licence, pages, questions, notTrain, leftOut, heldBackPages }) => [name, language, licence, pages, questions, notTrain, leftOut, heldBackPages])).toEqual([
      ['en', 'en', 'CC BY 4.0', 3, 2, 1, 0, 1], ['de', 'de', 'CC BY 4.0', 3, 2, 1, 0, 1],
    ]);
  });
});

describe('what goes wrong', () => {
  let place: Workplace;
  beforeAll(async () => {
    place = workplace();
    await rebuildIndex(place.config, [place.write({ 'dogs.md': dogAct(60, 14) })], { clock });
  });
  afterAll(() => place.remove());

  function command(...argv: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    const env = { PATH: process.env['PATH'], RESPONSA_EMBEDDER: 'hashed-ngrams', RESPONSA_READER: 'none', RESPONSA_INDEXES: place.indexes };
    return new Promise((resolve) => {
      execFile(process.execPath, [path.join(programFolder, 'dist/scripts/responsa.js'), 'training-data', ...argv], { env, cwd: place.folder }, (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }));
    });
  }

  it('is said with what to do', async () => {
    writeFileSync(path.join(place.folder, 'file'), '');
    writeFileSync(path.join(place.folder, 'list'), 'nobody\n');
    for (const [argv, code, message] of [
      [[], 2, /Name a folder with --out DIR/],
      [['--out', 'o', '--limit', 'many'], 2, /--limit must be a whole number above 0, or KIND=N .*not "many"/],
      [['--out', 'o', '--limit', 'headings=3'], 2, /KIND=N with one of heading, .*not "headings=3"/],
      [['--out', 'file/o'], 1, /file\/o cannot be made: .*\nName a folder with --out/],
      [['--out', 'o', '--indexes', 'nowhere'], 1, /nowhere/],
      [['--out', 'o', '--leave-out', 'no-list'], 1, /no-list cannot be read/],
      [['--out', 'o', '--questions', 'no-questions'], 1, /no-questions cannot be read/],
      [['--out', 'o', '--pages', 'no-pages'], 1, /no-pages.*cannot be read/],
    ] as const) {
      const ended = await command(...argv);
      expect([ended.code, ended.err]).toEqual([code, expect.stringMatching(message)]);
    }
  });

  it('is no unknown id: it is reported, and the rest is made', async () => {
    writeFileSync(path.join(place.folder, 'list'), 'nobody\n');
    const ended = await command('--out', 'o', '--leave-out', 'list', '--json');
    expect(ended).toMatchObject({ code: 0, err: expect.stringContaining('left out, but met nowhere: nobody') as string });
    expect(JSON.parse(ended.out)).toMatchObject({ leftOut: { ids: 1, unmet: ['nobody'] }, pairs: { lines: pairsOf(path.join(place.folder, 'o')).length } });
  });

  it('is a stop on the way: nothing half-written is left', async () => {
    const stop = new AbortController();
    await expect(makeTrainingData(options(place, 'stopped', { signal: stop.signal, onProgress: ({ stage }) => { if (stage === 'pairs') stop.abort(new Error('stopped')); } }))).rejects.toThrow('stopped');
    expect(readdirSync(path.join(place.folder, 'stopped'))).toEqual([]);
  });
});
