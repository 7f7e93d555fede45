/** A past answer produced once more, on the generation and with the settings it was made with, and compared with what was recorded. */
import { openAssistant, type World } from './assistant.js';
import type { Config } from './config.js';
import { ResponsaError } from './errors.js';
import { listGenerations } from './indexing/generations.js';
import { canonicalAnswer, digestOf, openPastAnswers, wholeRecord, withRecorded } from './past-answers.js';
import { differencesOf, type Difference } from './record/canonical.js';

export interface Replay {
  readonly id: string;
  readonly generation: string;
  readonly same: boolean;
  /** sha-256 of the canonical answers. */
  readonly recorded: string;
  readonly produced: string;
  readonly differences: readonly Difference[];
  /** Fields that the record could not have, since it was made before they were: no differences. `statements.*.citations.*.page`: of every one. */
  readonly recordedBefore: readonly string[];
  /** Settings of then that this version of the program no longer has. */
  readonly unknownSettings: readonly string[];
}

/**
 * Nothing is written to the log. Rejects with ResponsaError('not-found') when the log has no such answer, keeps no questions, or when the
 * generation is no longer on disk.
 */
export async function replayAnswer(config: Config, world: World, id: string, signal?: AbortSignal): Promise<Replay> {
  const record = await wholeRecord(config, openPastAnswers(config, world.clock, world.log), id);
  const { generation } = record;
  const held = (await listGenerations(config.indexes)).map((one) => one.id);
  if (!held.includes(generation)) throw new ResponsaError('not-found', `Answer ${id} was made on generation ${generation}, which is no longer in ${config.indexes}.`, `There ${held.length === 0 ? 'is none' : `are ${held.join(', ')}`}. Restore it from a backup; the setting \`keepGenerations\` says how many stay.`);
  const used = withRecorded(config, record.settings);
  const assistant = await openAssistant(used.config, { ...world, generation, keepsAnswers: false });
  try {
    const produced = canonicalAnswer(await assistant.ask({ ...record.request, asOf: record.asOf }, signal));
    const { differences, recordedBefore } = withoutLaterFields(differencesOf(record.answer, produced));
    return { id, generation, same: differences.length === 0, recorded: digestOf(record.answer), produced: digestOf(produced), differences, recordedBefore, unknownSettings: used.unknown };
  } finally {
    await assistant.close();
  }
}

/** An answer has every field of its shape, `null` and empty ones included: one that a record lacks came later. An entry of a list that it lacks is a difference. */
function withoutLaterFields(found: readonly Difference[]): Pick<Replay, 'differences' | 'recordedBefore'> {
  const isLater = ({ at, recorded }: Difference): boolean => recorded === null && !/(?:^|\.)\d+$/u.test(at);
  return { differences: found.filter((one) => !isLater(one)), recordedBefore: [...new Set(found.filter(isLater).map(({ at }) => at.replace(/(?<=^|\.)\d+(?=\.)/gu, '*')))] };
}
