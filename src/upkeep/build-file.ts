/**
 * The builds that are remembered, in one small file that is replaced in one step.
 *
 *   <indexes>/builds.json   {"builds": [{…, "corpus": "…"}, …]}   newest first
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { buildSchema } from '../build-contract.js';
import { messageOf, systemCode } from '../errors.js';
import { clearHalfReplaced, replaceFile } from '../indexing/durable-files.js';

const entrySchema = z.strictObject({
  build: buildSchema,
  /** State of the watched folder (`stateOfFolder`) that it took up and need not take up again; `null` when none did ask for it, or when it did not come to an end of its own. */
  corpus: z.string().nullable(),
});
export type RememberedBuild = Readonly<z.infer<typeof entrySchema>>;
const fileSchema = z.strictObject({ builds: z.array(entrySchema) });

const fileOf = (indexes: string): string => path.join(indexes, 'builds.json');

/** Newest first. One that ran when the service died has failed. A file that cannot be read is reported by `warn`, and counts as empty. */
export async function readBuilds(indexes: string, warn: (line: string) => void): Promise<readonly RememberedBuild[]> {
  try {
    const { builds } = fileSchema.parse(JSON.parse(await readFile(fileOf(indexes), 'utf8')));
    return builds.map((one) => (one.build.state === 'running' ? { build: { ...one.build, state: 'failed', problem: 'The service ended while this build ran.', rate: null, secondsLeft: null }, corpus: null } : one));
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') warn(`warning ${fileOf(indexes)} cannot be read, past builds are forgotten: ${messageOf(error)}`);
    return [];
  }
}

/** Called by one service a folder, and by that one at a time. System errors pass through (`ENOSPC`). */
export async function writeBuilds(indexes: string, builds: readonly RememberedBuild[]): Promise<void> {
  await mkdir(indexes, { recursive: true });
  await clearHalfReplaced(fileOf(indexes));
  await replaceFile(fileOf(indexes), `${JSON.stringify({ builds })}\n`);
}
