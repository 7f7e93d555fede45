/** From files to answers and back to the files: the whole way, with the embedder that needs no weights. */
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAssistant, rebuildIndex, type Assistant } from '../../src/assistant.js';
import { programFolder } from '../../src/config.js';
import { clock, dogAct, workplace, world, type Workplace } from './small-corpus.js';

describe('a small act', () => {
  let place: Workplace;
  let corpus: string;
  let assistant: Assistant;
  beforeAll(async () => {
    place = workplace();
    corpus = place.write({ 'dogs.md': dogAct(60, 14) });
    await rebuildIndex(place.config, [corpus], { clock });
    assistant = await openAssistant(place.config, world);
  });
  afterAll(async () => {
    await assistant.close();
    place.remove();
  });

  it('answers with quotations that are slices of the provision they name', async () => {
    const answer = await assistant.ask({ question: 'How much is the annual dog fee?' });
    expect(answer.status).toBe('answered');
    expect(answer.question).toMatchObject({ language: 'en', asOf: '2026-11-22' });
    expect(answer.statements[0]!.text).toContain('60 crowns');
    for (const { citations } of answer.statements) {
      for (const { work, eId, quote } of citations) {
        const provision = assistant.provision(work, eId);
        expect(provision.text.slice(quote.start, quote.end)).toBe(quote.text);
      }
    }
  });

  it('quotes an enumerated item together with its lead-in', async () => {
    const answer = await assistant.ask({ question: 'Do guide dogs of blind persons have to be registered?' });
    const guide = answer.statements.find(({ citations }) => citations.some(({ quote }) => quote.text.includes('guide dogs')));
    expect(guide?.citations.map(({ quote }) => quote.text).join(' ')).toMatch(/does not apply to.*guide dogs of blind persons/s);
  });

  it('has the cited provision first, and says so when there is none', async () => {
    const { passages, citations } = await assistant.retrieve({ query: 'What does section 3 of the Dogs Act say?', k: 3 });
    expect(citations).toMatchObject([{ text: 'section 3 of the Dogs Act', span: { start: 10, end: 35 }, named: 'Dogs Act', outcome: 'found', count: 1, candidates: [{ work: 'xa/act/2019/dogs', eId: 'sec_3' }], nearest: [] }]);
    expect(passages[0]).toMatchObject({ work: 'xa/act/2019/dogs', eId: 'sec_3', rank: 1 });
    expect(passages[0]!.sources.citation).toEqual({ rank: 1, score: 1 });
    const missing = await assistant.ask({ question: 'What does section 99 of the Dogs Act say?' });
    expect(missing).toMatchObject({ status: 'abstained', abstention: { reason: 'citation-not-found' }, statements: [], citations: [{ outcome: 'no-such-provision', count: 0, candidates: [] }] });
    expect(missing.citations[0]!.nearest.map(({ work }) => work)).toContain('xa/act/2019/dogs');
    expect(missing.abstention!.nearest).toEqual(missing.citations[0]!.nearest);
  });

  it('never gives a neighbour as if it were cited', async () => {
    for (const query of ['What does section 99 of the Dogs Act say?', 'What does section 3 of the Frogs Act say?']) {
      const { passages } = await assistant.retrieve({ query });
      expect(passages.filter(({ sources }) => sources.citation !== undefined)).toEqual([]);
    }
    const unknown = await assistant.ask({ question: 'What does section 3 of the Frogs Act say?' });
    expect(unknown).toMatchObject({ status: 'abstained', abstention: { reason: 'citation-not-found', nearest: [] }, citations: [{ named: 'Frogs Act', outcome: 'unknown-work' }] });
    const early = await assistant.ask({ question: 'What does section 3 of the Dogs Act say?', asOf: '2018-12-31' });
    expect(early).toMatchObject({ status: 'abstained', abstention: { reason: 'not-in-force' }, citations: [{ outcome: 'not-in-force', count: 1 }] });
  });

  it('does not answer from law that is not in force on the day asked for', async () => {
    const answer = await assistant.ask({ question: 'How much is the annual dog fee?', asOf: '2018-12-31' });
    expect(answer).toMatchObject({ status: 'abstained', abstention: { reason: 'not-in-force' }, statements: [] });
    expect((await assistant.retrieve({ query: 'dog fee', asOf: '2018-12-31' })).passages).toEqual([]);
    expect((await assistant.retrieve({ query: 'dog fee', asOf: '2019-01-01' })).passages.length).toBeGreaterThan(0);
  });

  it('answers each part of a question, and names the part that the law does not answer', async () => {
    const both = await assistant.ask({ question: 'How much is the annual dog fee and when is it due?' });
    expect(both.question.understood).toBe('How much is the annual dog fee · annual dog fee: when is it due?');
    expect(both.statements.map(({ text }) => text)).toEqual(expect.arrayContaining(['The annual dog fee is 60 crowns for each dog.', 'It is due on 1 March.']));
    expect(new Set(both.statements.map(({ text }) => text)).size).toBe(both.statements.length);
    expect(both.unanswered).toEqual([]);
    const half = await assistant.ask({ question: 'How much is the annual dog fee, and how long is a fishing licence for trout valid?' });
    expect(half).toMatchObject({ status: 'answered', abstention: null, question: { understood: null }, unanswered: [{ text: 'how long is a fishing licence for trout valid?', message: expect.any(String) as string }] });
    const events: string[] = [];
    const again = await assistant.ask({ question: 'How much is the annual dog fee, and how long is a fishing licence for trout valid?' }, undefined, ({ event }) => events.push(event));
    expect({ ...again, provenance: { ...again.provenance, elapsedMs: 0 } }).toEqual({ ...half, provenance: { ...half.provenance, elapsedMs: 0 } });
    expect(events).toEqual(['passages', ...half.statements.map(() => 'statement'), 'answer']);
  });

  it('gives the same answer again', async () => {
    const ask = async (): Promise<object> => {
      const { provenance, ...answer } = await assistant.ask({ question: 'When is the fee due?' });
      return { ...answer, provenance: { ...provenance, elapsedMs: 0 } };
    };
    expect(await ask()).toEqual(await ask());
  });

  it('refuses unknown collections, jurisdictions and engines, and stops when told to', async () => {
    await expect(assistant.ask({ question: 'fee', collections: ['nowhere'] })).rejects.toMatchObject({ fault: 'not-found' });
    await expect(assistant.ask({ question: 'fee', jurisdictions: ['xx'] })).rejects.toMatchObject({ fault: 'not-found' });
    await expect(assistant.ask({ question: 'fee', languages: ['ja'] })).rejects.toThrow('The index has no language "ja"');
    await expect(assistant.ask({ question: 'fee', engine: 'oracle' })).rejects.toMatchObject({ fault: 'not-found' });
    await expect(assistant.ask({ question: 'fee' }, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    expect(() => assistant.work('xa/act/1900/none')).toThrow(/no work/);
    expect(() => assistant.provision('xa/act/2019/dogs', 'sec_99')).toThrow(/no provision/);
    expect(() => assistant.provision('xa/act/2019/dogs', 'sec_1', '2001-01-01')).toThrow(/in force/);
  });

  it('looks only into documents of the types and languages named', async () => {
    const query = 'How much is the annual dog fee?';
    const all = await assistant.retrieve({ query, k: 100 });
    const languages = new Set(all.passages.map(({ language }) => language));
    for (const language of languages) {
      const { passages } = await assistant.retrieve({ query, k: 100, languages: [language] });
      expect(passages.length).toBeGreaterThan(0);
      expect(new Set(passages.map((passage) => passage.language))).toEqual(new Set([language]));
    }
    expect((await assistant.retrieve({ query, k: 100, types: ['judgment'] })).passages).toEqual([]);
    expect((await assistant.retrieve({ query, k: 100, types: ['act', 'by-law', 'guidance', 'regulation', 'bill', 'other', 'judgment'] })).passages).toHaveLength(all.passages.length);
  });

  it('embeds nothing the second time, and only the changed provision after a change', async () => {
    const again = await rebuildIndex(place.config, [corpus], { clock });
    expect(again.counts.embedded).toBe(0);
    expect(again.unchanged).toBe(true);
    writeFileSync(path.join(corpus, 'dogs.md'), dogAct(65, 14));
    const changed = await rebuildIndex(place.config, [corpus], { clock });
    expect(changed.counts.embedded).toBe(1);
    expect(changed.counts.takenOver).toBe(changed.counts.chunks - 1);
    expect(await assistant.refresh()).toBe(true);
    expect((await assistant.ask({ question: 'How much is the annual dog fee?' })).statements[0]!.text).toContain('65 crowns');
  });
});

describe('the sample collection', () => {
  let place: Workplace;
  let assistant: Assistant;
  let report: Awaited<ReturnType<typeof rebuildIndex>>;
  beforeAll(async () => {
    place = workplace();
    const copy = path.join(place.folder, 'sample');
    cpSync(path.join(programFolder, 'corpus'), copy, { recursive: true });
    report = await rebuildIndex(place.config, [copy], { clock });
    assistant = await openAssistant(place.config, world);
  });
  afterAll(async () => {
    await assistant.close();
    place.remove();
  });

  it('is read whole: at least 30 works and 400 provisions in five languages, nothing skipped', () => {
    expect(report.skipped).toEqual([]);
    expect(report.counts.works).toBeGreaterThanOrEqual(30);
    expect(report.counts.provisions).toBeGreaterThanOrEqual(400);
    expect(Object.keys(assistant.index().languages).sort()).toEqual(['ar', 'de', 'en', 'fr', 'ja']);
  });

  it('has graded provisions that exist on the day of each question, and expected quotations that stand in them', () => {
    const folder = path.join(programFolder, 'corpus', 'questions');
    const folded = (text: string): string => text.replace(/[\s ]+/gu, ' ').trim();
    const problems: string[] = [];
    let quotes = 0;
    for (const name of readdirSync(folder).filter((file) => file.startsWith('answers.'))) {
      const language = name.split('.')[1]!;
      const topics = new Map(lines(path.join(folder, `topics.${language}.jsonl`)).map((topic) => [topic['_id'], topic]));
      for (const answer of lines(path.join(folder, name))) {
        const asOf = (topics.get(answer['_id'])?.['asOf'] as string | undefined) ?? '2026-11-22';
        for (const quote of (answer['quotes'] ?? []) as { work: string; eId: string; text: string }[]) {
          quotes++;
          const versions = ['en', 'de', 'fr', 'ar', 'ja'].flatMap((tag) => {
            try {
              return [assistant.provision(quote.work, quote.eId, asOf, tag).text];
            } catch {
              return [];
            }
          });
          if (!versions.some((text) => folded(text).includes(folded(quote.text)))) problems.push(`${String(answer['_id'])}: ${quote.work}#${quote.eId}: ${quote.text}`);
        }
      }
    }
    expect(problems).toEqual([]);
    expect(quotes).toBeGreaterThan(120);
  });

  it('finds no passage outside its period on any of 2,000 random questions and days', async () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const topics = ['en', 'de', 'fr', 'ar', 'ja'].flatMap((language) => lines(path.join(programFolder, 'corpus', 'questions', `topics.${language}.jsonl`)));
    for (let i = 0; i < 2_000; i++) {
      const day = new Date(Date.UTC(2005 + Math.floor(random() * 25), Math.floor(random() * 12), 1 + Math.floor(random() * 28))).toISOString().slice(0, 10);
      const topic = topics[Math.floor(random() * topics.length)]!;
      const { passages } = await assistant.retrieve({ query: String(topic['text']), asOf: day, k: 20 });
      for (const { inForce, label } of passages) {
        if ((inForce.from !== null && day < inForce.from) || (inForce.to !== null && day >= inForce.to)) throw new Error(`${label} on ${day}`);
      }
    }
  });
});

function lines(file: string): Record<string, unknown>[] {
  return readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}
