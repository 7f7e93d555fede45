/** What the documents of a service may be after it was killed: what was acknowledged last, or what was on its way. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { systemCode } from '../src/errors.js';

/** What may stand in a document: the text that was acknowledged last, and those that had no reply. `null`: there is none. */
export interface Expected {
  readonly acknowledged: string | null;
  readonly inFlight: readonly string[];
}

/** Names of what each archive holds. */
export const archived = Array.from({ length: 12 }, (_, i) => `archived-${i}`);

/** To be called once a service is ready again: it has taken back by then what was interrupted. `recorded`: digests that the audit log names. Throws with what does not hold. */
export function verifyDocuments(folder: string, documents: Map<string, Expected>, recorded: ReadonlySet<unknown>): void {
  verifyArchive(folder, documents);
  for (const [name, { acknowledged, inFlight }] of documents) {
    const found = textOf(folder, name);
    if (found !== acknowledged && (found === null || !inFlight.includes(found))) throw new Error(`${name}.md is neither what was acknowledged nor what was on its way:\n${String(found)}\nbut expected\n${String(acknowledged)}`);
    if (found !== null && !recorded.has(createHash('sha256').update(found).digest('hex'))) throw new Error(`${name}.md is there and on no record.`);
    // From now on this is what is known to be there.
    if (found === null) documents.delete(name);
    else documents.set(name, { acknowledged: found, inFlight: [] });
  }
}

/** All of one archive: that which was acknowledged last, or one that was on its way. Never some of one and some of another. */
function verifyArchive(folder: string, documents: ReadonlyMap<string, Expected>): void {
  const expected = archived.map((name) => documents.get(name) ?? { acknowledged: null, inFlight: [] });
  const found = archived.map((name) => textOf(folder, name));
  const wholes = [expected.map(({ acknowledged }) => acknowledged), ...(expected[0]?.inFlight ?? []).map((_, at) => expected.map(({ inFlight }) => inFlight[at] ?? null))];
  if (!wholes.some((whole) => whole.every((text, at) => text === found[at]))) throw new Error(`An archive is stored in part:\n${found.map((text) => text?.split('\n')[2] ?? 'none').join('\n')}`);
}

function textOf(folder: string, name: string): string | null {
  try {
    return readFileSync(path.join(folder, 'corpus', 'notes', `${name}.md`), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
