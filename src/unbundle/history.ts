/** What was installed, in order, and the switch from one to the next: written down before it begins, so that one that was killed is ended by whoever comes next. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ResponsaError, systemCode } from '../errors.js';
import { replaceFile } from '../indexing/durable-files.js';
import { isFields } from './bundle-manifest.js';
import { makeLive, pointTo, type Installation } from './installation.js';

export interface Step {
  readonly version: string;
  /** The generation live after it, and the one before; `null`: none. */
  readonly generation: string | null;
  readonly before: string | null;
}

interface Timeline {
  readonly steps: readonly Step[];
  /** Which of `steps` is in force; -1: none yet. */
  readonly at: number;
}

/** A switch that was begun. */
interface Pending extends Timeline {
  readonly kind: 'install' | 'back' | 'switch';
  readonly version: string;
  readonly generation: string | null;
}

export interface History extends Timeline {
  readonly pending: Pending | null;
}

const isName = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/.test(value);
const isNameOrNull = (value: unknown): value is string | null => value === null || isName(value);
const isStep = (value: unknown): value is Step => isFields(value) && isName(value['version']) && isNameOrNull(value['generation']) && isNameOrNull(value['before']);
const isTimeline = (value: unknown): value is Timeline => {
  if (!isFields(value)) return false;
  const { steps, at } = value;
  return Array.isArray(steps) && steps.every(isStep) && typeof at === 'number' && Number.isInteger(at) && at >= -1 && at < steps.length;
};
const isPending = (value: unknown): value is Pending =>
  isTimeline(value) && isFields(value) && (value['kind'] === 'install' || value['kind'] === 'back' || value['kind'] === 'switch') && isName(value['version']) && isNameOrNull(value['generation']);
const isHistory = (value: unknown): value is History => isTimeline(value) && isFields(value) && (value['pending'] === null || isPending(value['pending']));

const fileOf = ({ folder }: Installation): string => path.join(folder, 'history.json');

/** ResponsaError('damaged') when the file holds something else. */
export async function readHistory(installation: Installation): Promise<History> {
  const file = fileOf(installation);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { steps: [], at: -1, pending: null };
    value = null;
  }
  if (isHistory(value)) return value;
  throw new ResponsaError('damaged', `${file} is not the history of an installation.`, 'Move it away: what is installed stays, but there is nothing to go back to until the next bundle.');
}

const write = (installation: Installation, history: History): Promise<void> => replaceFile(fileOf(installation), `${JSON.stringify(history, null, 1)}\n`);

/** Ends a switch that was begun and not ended; says of which kind it was. Everything it leads to was checked before it was begun. */
export async function endBegun(installation: Installation): Promise<Pending['kind'] | null> {
  const { pending } = await readHistory(installation);
  if (pending === null) return null;
  // The generation first: a running service that cannot read it keeps the one it has, and a new program finds what it was made with.
  if (pending.generation !== null) await makeLive(installation, pending.generation);
  await pointTo(installation, pending.version);
  await write(installation, { steps: pending.steps, at: pending.at, pending: null });
  return pending.kind;
}

/** Switches program and generation. `generation` `null` leaves the live one. */
export async function switchTo(installation: Installation, pending: Pending): Promise<void> {
  const { steps, at } = await readHistory(installation);
  await write(installation, { steps, at, pending });
  await endBegun(installation);
}
