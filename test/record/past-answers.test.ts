/** Answers on record: found again as they were given, produced again to the byte, refused or given when the disk fails. */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAssistant, rebuildIndex, type Answer, type Assistant, type AskEvent } from '../../src/assistant.js';
import type { Config, SettingName } from '../../src/config.js';
import { canonicalAnswer, digestOf } from '../../src/past-answers.js';
import { openAuditLog } from '../../src/record/audit-log.js';
import { entriesOf } from '../../src/record/verify-log.js';
import { replayAnswer } from '../../src/replay.js';
import { clock, dogAct, workplace, type Workplace } from '../e2e/small-corpus.js';

let place: Workplace;
let lines: string[];
const world = { clock, log: (line: string): number => lines.push(line), keepsAnswers: true };
const question = 'How much is the annual dog fee?';

beforeEach(async () => {
  lines = [];
  place = workplace();
  await rebuildIndex(place.config, [place.write({ 'dogs.md': dogAct(60, 14) })], { clock });
});
afterEach(() => place.remove());

async function using<T>(flags: Partial<Record<SettingName, unknown>>, work: (assistant: Assistant) => Promise<T>): Promise<T> {
  const assistant = await openAssistant({ ...place.config, ...flags } as Config, world);
  try {
    return await work(assistant);
  } finally {
    await assistant.close();
  }
}
const ask = (flags: Partial<Record<SettingName, unknown>> = {}): Promise<Answer> => using(flags, (assistant) => assistant.ask({ question }));

describe('the same answer again', () => {
  it('the same question has the same canonical bytes and id, with the date named or not', async () => {
    const [one, other] = [await ask(), await using({}, (assistant) => assistant.ask({ question, asOf: '2026-11-22' }))];
    expect(JSON.stringify(canonicalAnswer(other))).toBe(JSON.stringify(canonicalAnswer(one)));
    expect(digestOf(canonicalAnswer(other))).toBe(digestOf(canonicalAnswer(one)));
    const dated = await using({}, (assistant) => assistant.ask({ question, asOf: '2020-01-01' }));
    expect(dated.id).not.toBe(one.id);
  });

  it('a past answer is as it was given; an unknown one is not found', async () => {
    const given = await ask();
    await using({}, async (assistant) => {
      expect(await assistant.pastAnswer(given.id)).toEqual(given);
      await expect(assistant.pastAnswer('none')).rejects.toMatchObject({ fault: 'not-found', message: 'The audit log has no answer none.' });
    });
  });

  it('replays to the same on its own generation, after another went live', async () => {
    const given = await ask();
    await rebuildIndex(place.config, [place.write({ 'dogs.md': dogAct(75, 14) })], { clock: () => new Date('2026-11-23T12:00:00Z') });
    expect(await replayAnswer(place.config, world, given.id)).toMatchObject({ same: true, differences: [], generation: given.provenance.generation });
    rmSync(path.join(place.indexes, 'generations', given.provenance.generation), { recursive: true });
    await expect(replayAnswer(place.config, world, given.id)).rejects.toMatchObject({ fault: 'not-found', message: expect.stringContaining(given.provenance.generation) as string });
  });

  it('replays with the settings of then, a follow-up with what went before, and a question of two parts', async () => {
    const given = await ask({ maximumStatements: 1, passages: 3 });
    const next = await using({}, (assistant) => assistant.ask({ question: 'And when is it due?', previous: [{ question, answer: given.id }] }));
    expect(next.question.understood).toBe('annual dog fee: And when is it due?');
    const parts = await using({}, (assistant) => assistant.ask({ question: 'How much is the annual dog fee and when is it due?' }));
    expect(parts.question.understood).not.toBeNull();
    for (const id of [given.id, next.id, parts.id]) expect(await replayAnswer(place.config, world, id)).toMatchObject({ same: true });
  });

  it('says what differs', async () => {
    const given = await ask();
    const past = await using({}, (assistant) => assistant.pastAnswer(given.id));
    expect(past.status).toBe('answered');
    const file = path.join(place.indexes, 'audit', '000000000001.jsonl');
    rmSync(file);
    const log = openAuditLog({ folder: path.join(place.indexes, 'audit'), sync: 'off', fileSize: 1 << 20, clock });
    const kept = await using({}, async (assistant) => {
      await assistant.ask({ question });
      for await (const { data } of entriesOf(path.join(place.indexes, 'audit'))) if (data['id'] === given.id) return data;
      throw new Error('not recorded');
    });
    await log.append({ kind: 'answer', data: { ...kept, answer: { ...(kept['answer'] as object), status: 'abstained' } } });
    expect(await replayAnswer(place.config, world, given.id)).toMatchObject({ same: false, differences: [{ at: 'status', recorded: '"abstained"', produced: '"answered"' }] });
  });
});

describe('an answer recorded by an older version', () => {
  /** The answer, recorded once more as `older` makes it of what was recorded, in a log of its own. */
  async function recorded(older: (answer: Answer) => unknown): Promise<string> {
    const given = await ask();
    const audit = path.join(place.indexes, 'audit');
    const kept: Record<string, unknown>[] = [];
    for await (const { data } of entriesOf(audit)) kept.push(data);
    rmSync(audit, { recursive: true });
    const log = openAuditLog({ folder: audit, sync: 'off', fileSize: 1 << 20, clock });
    await log.append({ kind: 'answer', data: { ...kept[0], answer: older(kept[0]!['answer'] as Answer) } });
    return given.id;
  }

  it('is the same where it lacks only fields that came later, and these are named once', async () => {
    const without = (value: object, field: string): object => Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
    const id = await recorded((answer) => ({ ...without(answer, 'unanswered'), statements: answer.statements.map((statement) => ({ ...statement, citations: statement.citations.map((citation) => without(citation, 'page')) })) }));
    expect(await replayAnswer(place.config, world, id)).toMatchObject({ same: true, differences: [], recordedBefore: ['statements.*.citations.*.page', 'unanswered'] });
  });

  it('differs where a statement is missing, or a field of then is gone', async () => {
    const id = await recorded((answer) => ({ ...answer, statements: [], gone: 1 }));
    const { same, differences, recordedBefore } = await replayAnswer(place.config, world, id);
    expect({ same, at: differences.map(({ at }) => at), recordedBefore }).toEqual({ same: false, at: expect.arrayContaining(['statements.0', 'gone']) as string[], recordedBefore: [] });
  });
});

describe('what is kept', () => {
  it('with auditQuestions omit no word of question or answer, and it is said so', async () => {
    const given = await ask({ auditQuestions: 'omit' });
    const entries: unknown[] = [];
    for await (const entry of entriesOf(path.join(place.indexes, 'audit'))) entries.push(entry);
    expect(JSON.stringify(entries)).not.toMatch(/annual|crowns/u);
    expect(entries).toMatchObject([{ kind: 'answer', data: { id: given.id, status: 'answered', request: null, answer: null, answerDigest: null, cited: [{ work: 'xa/act/2019/dogs', eId: 'sec_2' }] } }]);
    await using({}, async (assistant) => {
      await expect(assistant.pastAnswer(given.id)).rejects.toMatchObject({ fault: 'not-found', message: expect.stringContaining('keeps neither questions nor answers') as string });
    });
  });

  it('nothing with audit off, nor where answers are only measured', async () => {
    await ask({ audit: 'off' });
    const measuring = await openAssistant(place.config, { clock, log: () => undefined });
    const measured = await measuring.ask({ question });
    await expect(measuring.pastAnswer(measured.id)).rejects.toMatchObject({ fault: 'not-found' });
    await measuring.close();
    await using({ audit: 'off' }, async (assistant) => {
      await expect(assistant.pastAnswer(measured.id)).rejects.toMatchObject({ message: expect.stringContaining('no audit log is kept') as string });
    });
  });
});

describe('a log that cannot be written', () => {
  it('is warned of and counted in the log, and the answer is given', async () => {
    const blocked = path.join(place.indexes, 'audit');
    writeFileSync(blocked, 'a file, no folder');
    await using({}, async (assistant) => {
      expect((await assistant.ask({ question })).status).toBe('answered');
      expect(lines).toEqual([expect.stringMatching(/^warning answer [0-9a-f]{24} is not in the audit log: The audit log/)]);
      rmSync(blocked);
      await assistant.ask({ question });
    });
    const kinds: unknown[] = [];
    for await (const { kind, data } of entriesOf(blocked)) kinds.push([kind, data['answersNotRecorded']]);
    expect(kinds).toEqual([['gap', 1], ['answer', undefined]]);
  });

  it('refuses the answer with auditFailure refuse, and lets out no statement before', async () => {
    writeFileSync(path.join(place.indexes, 'audit'), '');
    const events: AskEvent['event'][] = [];
    await using({ auditFailure: 'refuse' }, async (assistant) => {
      await expect(assistant.ask({ question }, undefined, ({ event }) => events.push(event))).rejects.toMatchObject({ fault: 'environment' });
    });
    expect(events).toEqual(['passages']);
  });
});
