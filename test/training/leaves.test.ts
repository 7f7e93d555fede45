/** What training data is made with: the draw, windows, sentences that are each other's twins, what is left out, headings that say something. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folded, plainHeading, saysSomething } from '../../src/training/heading-pairs.js';
import { leftOut, readLeftOut } from '../../src/training/left-out.js';
import { openLinesFile } from '../../src/training/lines-file.js';
import { isRelated, type Candidate } from '../../src/training/pair.js';
import { openSample } from '../../src/training/sample.js';
import { sentenceTwins } from '../../src/training/twin-pairs.js';
import { mostSentences, windowAround, windowLength, windowsOf } from '../../src/training/windows.js';
import { sha256 } from '../../src/text.js';

const candidate = (group: string, key: string): Candidate<string> => ({ group, key, make: () => key });

describe('the draw', () => {
  it('takes the same of a group whatever the order they come in, and gives them in that order', () => {
    const keys = Array.from({ length: 3_000 }, (_, at) => `key ${at}`);
    const drawn = (offered: readonly string[]): string[] => {
      const sample = openSample<string>(() => 7);
      for (const key of offered) sample.offer(candidate('a', key));
      return sample.chosen().map(({ key }) => key);
    };
    const [forth, back] = [drawn(keys), drawn([...keys].reverse())];
    expect(forth).toHaveLength(7);
    expect(back).toEqual([...forth].reverse());
    expect(forth).toEqual([...forth].sort((a, b) => keys.indexOf(a) - keys.indexOf(b)));
  });

  it('counts a key once, limits each group apart and says how many were offered', () => {
    const sample = openSample<string>((group) => (group === 'a' ? 2 : 10));
    for (const key of ['x', 'x', 'y', 'z']) sample.offer(candidate('a', key));
    for (const key of ['x', 'y']) sample.offer(candidate('b', key));
    expect(sample.chosen().filter(({ group }) => group === 'a')).toHaveLength(2);
    expect(sample.chosen().filter(({ group }) => group === 'b').map(({ key }) => key)).toEqual(['x', 'y']);
    expect(sample.offered()).toEqual({ a: 4, b: 2 });
  });
});

describe('windows', () => {
  it('hold every sentence, as many as fit beside the question, three of them twice', () => {
    const sentences = Array.from({ length: 20 }, (_, at) => `${at}`.padEnd(99, '.'));
    // 1,200 less a question of 200: ten sentences of 100 with their blank.
    expect(windowsOf(sentences, 200)).toEqual([{ from: 0, to: 10 }, { from: 7, to: 17 }, { from: 14, to: 20 }]);
    expect(windowsOf([], 200)).toEqual([]);
  });

  it('let a sentence longer than a window stand alone, and short ones be no more than forty', () => {
    expect(windowsOf(['a', 'b'.repeat(5_000), 'c'], 50)).toEqual([{ from: 0, to: 1 }, { from: 1, to: 2 }, { from: 2, to: 3 }]);
    expect(windowsOf(Array.from({ length: 60 }, () => 'item'), 50).map(({ from, to }) => to - from)).toEqual([mostSentences, 23]);
  });

  it('go round an answer, more in front of it or behind it', () => {
    const sentences = Array.from({ length: 20 }, (_, at) => `${at}`.padEnd(99, '.'));
    expect(windowAround(sentences, { from: 9, to: 10 }, 200, 0)).toEqual({ from: 9, to: 19 });
    expect(windowAround(sentences, { from: 9, to: 10 }, 200, 0.5)).toEqual({ from: 5, to: 15 });
    expect(windowAround(sentences, { from: 0, to: 20 }, 200, 0.5)).toEqual({ from: 0, to: 20 });
    expect(windowLength).toBe(1_200);
  });
});

describe('twin sentences', () => {
  const id = { from: 'en', to: 'de', id: 'w#sec_1', collection: 'law' };
  const made = (ours: readonly string[], theirs: readonly string[]): unknown[] => [...sentenceTwins(ours, theirs, id)].map(({ make }) => make());

  it('are those at the same place, where both texts have as many', () => {
    expect(made(['The fee is due on 1 March.', '42'], ['Die Gebühr ist am 1. März fällig.', '42'])).toEqual([{
      kind: 'twin-sentence', query: 'The fee is due on 1 March.', queryLanguage: 'en', positive: 'Die Gebühr ist am 1. März fällig.', positiveLanguage: 'de',
      negatives: [], source: 'w#sec_1', positiveSource: 'w#sec_1', collection: 'law',
    }]);
    expect(made(['The fee is due.', 'It is paid once.'], ['Die Gebühr ist fällig.'])).toEqual([]);
  });

  it('are not the same words, no numbers, and no pair of which one says much more', () => {
    expect(made(['Port Selwyn', '12/2020, 14:00', 'Yes, that is so.'], ['Port Selwyn', '12/2020, 14:00', `Ja, ${'und zwar immer, '.repeat(10)}`])).toEqual([]);
  });

  it('have one key in both directions, so that both are drawn or none', () => {
    const [forth] = sentenceTwins(['A dog needs a licence.'], ['Ein Hund braucht eine Erlaubnis.'], id);
    const [back] = sentenceTwins(['Ein Hund braucht eine Erlaubnis.'], ['A dog needs a licence.'], { ...id, from: 'de', to: 'en' });
    expect(forth!.key).toBe(back!.key);
    expect([forth!.group, back!.group]).toEqual(['twin-sentence en>de', 'twin-sentence de>en']);
  });
});

describe('what is left out', () => {
  it('is a question, a work, a provision with all that is in it', () => {
    const list = leftOut(['q1', 'w1', 'w2#part_1__sec_2', 'nowhere']);
    expect([list.question('q1'), list.question('q2')]).toEqual([true, false]);
    expect(list.place({ work: 'w1', eId: 'sec_9' })).toBe(true);
    expect(['part_1__sec_2', 'part_1__sec_2__subsec_1', 'part_1__sec_22', 'part_1'].map((eId) => list.place({ work: 'w2', eId }))).toEqual([true, true, false, false]);
    expect(list.unmet()).toEqual(['nowhere']);
  });

  it('says which file cannot be read', async () => {
    await expect(readLeftOut('/no/such/list')).rejects.toMatchObject({ fault: 'not-found', message: expect.stringContaining('/no/such/list') as string });
  });

  it('takes a provision, what is in it and what it is in for one', () => {
    const place = (eId: string, work = 'w'): { work: string; eId: string } => ({ work, eId });
    expect([place('sec_1'), place('sec_1__subsec_2'), place('')].map((other) => isRelated(place('sec_1'), other))).toEqual([true, true, true]);
    expect([place('sec_10'), place('sec_1', 'v')].map((other) => isRelated(place('sec_1'), other))).toEqual([false, false]);
  });
});

describe('headings', () => {
  it.each([
    ['Definitions.', 'Definitions'],
    ['(Repeal of\n  licences)', 'Repeal of licences'],
    ['Zuständigkeit 1)', 'Zuständigkeit'],
    ['أحكام عامة:', 'أحكام عامة'],
  ])('%j is asked for as %j', (heading, plain) => expect(plainHeading(heading)).toBe(plain));

  it.each(['§ 5', 'Repealed', '(weggefallen)', 'Eingangsformel', 'Anlage 2 (zu § 3)', 'Schedule 1', 'والله الموفق', 'يقرر الآتي', 'Art. 7'])('%j says nothing', (heading) => expect(saysSomething(plainHeading(heading))).toBe(false));
  it.each(['Short title', 'Repealing clause of the council', 'Anlagen im Außenbereich', 'Droit de vote', 'التفتيش وضبط المخالفات'])('%j says something', (heading) => expect(saysSomething(plainHeading(heading))).toBe(true));

  it('are compared without case, marks and stops', () => expect(folded('Dog-Licence: “Fees” 2')).toBe('dog licence fees 2'));
});

describe('a file of lines', () => {
  it('appears when it is whole, with its digest', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'responsa-lines-'));
    const kept = await openLinesFile(path.join(folder, 'a.jsonl'));
    await kept.write({ text: 'ä' });
    await kept.write({ text: 2 });
    expect(readdirSync(folder)).toEqual(['a.jsonl.part']);
    const content = '{"text":"ä"}\n{"text":2}\n';
    expect(await kept.finish()).toEqual({ lines: 2, bytes: Buffer.byteLength(content), sha256: sha256(content) });
    expect(readFileSync(path.join(folder, 'a.jsonl'), 'utf8')).toBe(content);
    const lost = await openLinesFile(path.join(folder, 'b.jsonl'));
    await lost.write({});
    await lost.abandon();
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
    writeFileSync(path.join(folder, 'file'), '');
    await expect(openLinesFile(path.join(folder, 'file', 'c.jsonl'))).rejects.toMatchObject({ fault: 'environment' });
    rmSync(folder, { recursive: true });
  });
});
