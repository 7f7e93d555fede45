/**
 * One build at a time. Whoever wants to build puts down a file that names him, under a name of its own, and then looks for others:
 * of two, at least the later sees the earlier, so never do both go on. Files of dead processes are removed; since no name is ever
 * used twice, nobody's lock can be mistaken for another's.
 *
 *   <indexes>/generations/.lock-<token>   {"token", "pid", "started", "since"}
 */
import { randomInt, randomUUID } from 'node:crypto';
import { access, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ResponsaError, systemCode } from '../errors.js';
import { startOf } from './process-start.js';

export interface BuildLock {
  /** Rejects with ResponsaError('unavailable') when the lock is gone: another machine on the same disk took us for dead. */
  assertHeld(): Promise<void>;
}

const holderSchema = z.object({ token: z.string(), pid: z.number().int(), started: z.string(), since: z.string() }).strict();
type Holder = z.infer<typeof holderSchema>;

/** How often one tries, and what is said when another holds the lock. */
export interface LockTerms {
  readonly attempts: number;
  /** `who` names the other when he could be read: ` by process 12 since …`. */
  readonly refusal: (who: string) => ResponsaError;
}

/** Two who begin in the same instant see each other and both step back; they try again after pauses of different length. */
const LONGEST_PAUSE_MS = 64;

/** Runs `action` under the lock and gives it back whatever happens. The lock of a dead process does not count. Rejects with ResponsaError('unavailable') when a build is running. */
export function withBuildLock<T>(generationsFolder: string, now: () => Date, action: (lock: BuildLock) => Promise<T>): Promise<T> {
  const refusal = (who: string): ResponsaError => new ResponsaError('unavailable', `A build is running already${who} (${generationsFolder}).`, 'Only one build runs at a time: wait for it, or cancel it.');
  return withLock(generationsFolder, now, { attempts: 4, refusal }, (file) =>
    action({
      async assertHeld() {
        if (await exists(file)) return;
        throw new ResponsaError('unavailable', `Another build has taken over the lock of ${generationsFolder}.`, 'Only one build runs at a time; wait for the other one, or start this one again.');
      },
    }),
  );
}

/** The same for any folder that one process at a time may write; `action` gets the lock's file, which is there as long as it is held. */
export async function withLock<T>(folder: string, now: () => Date, terms: LockTerms, action: (lockFile: string) => Promise<T>): Promise<T> {
  const holder: Holder = { token: randomUUID(), pid: process.pid, started: await startOf(process.pid), since: now().toISOString() };
  const file = path.join(folder, `.lock-${holder.token}`);
  try {
    await acquire(folder, file, holder, terms);
    return await action(file);
  } finally {
    await rm(file, { force: true });
  }
}

async function acquire(folder: string, file: string, holder: Holder, { attempts, refusal }: LockTerms): Promise<void> {
  let other: Holder | null = null;
  for (let attempt = 0; attempt < attempts; attempt++) {
    await writeWhole(file, JSON.stringify(holder));
    other = await otherHolder(folder, path.basename(file));
    if (other === null && (await exists(file))) return;
    await rm(file, { force: true });
    await new Promise((resolve) => setTimeout(resolve, randomInt(LONGEST_PAUSE_MS)));
  }
  throw refusal(other === null ? '' : ` by process ${other.pid} since ${other.since}`);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(() => true, () => false);
}

/** Renamed into place, so that nobody sees a lock that does not name its holder yet. */
async function writeWhole(file: string, text: string): Promise<void> {
  const beside = file.replace('.lock-', '.locking-');
  await writeFile(beside, text);
  try {
    await rename(beside, file);
  } catch (error) {
    // Whoever holds the lock clears away what looks left over; that we are refused is seen in the next step.
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/** A living holder other than `own`; locks of the dead, and those they had half written, are removed on the way. */
async function otherHolder(folder: string, own: string): Promise<Holder | null> {
  for (const name of await readdir(folder)) {
    if (!/^\.lock(ing)?-/.test(name) || name === own) continue;
    const holder = await readHolder(path.join(folder, name));
    const lives = holder !== null && (await startOf(holder.pid)) === holder.started;
    if (lives && name.startsWith('.lock-')) return holder;
    // One that is just being written may be taken for half written: its process tries again.
    if (lives) continue;
    await rm(path.join(folder, name), { recursive: true, force: true });
  }
  return null;
}

/** `null` when the file is gone, or none that we wrote. */
async function readHolder(file: string): Promise<Holder | null> {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
