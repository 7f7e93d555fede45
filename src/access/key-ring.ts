/** The keys as a running service knows them: read again whenever their file has changed, so that a key withdrawn is refused from the next request on. */
import { stat } from 'node:fs/promises';
import { describe, ResponsaError, systemCode } from '../errors.js';
import { readKeys, type KeyRecord } from './keys-file.js';

export interface KeyRing {
  /** The keys of now; empty when there are none. Rejects with ResponsaError when the file is damaged, unreadable, or gone although there were keys: then nobody is let in. */
  current(): Promise<readonly KeyRecord[]>;
}

/** `log` gets one line for each distinct fault of the file, and one when it is well again. */
export function openKeyRing(file: string, log: (line: string) => void): KeyRing {
  let seen: { readonly stamp: string; readonly keys: readonly KeyRecord[] } | null = null;
  let fault = '';
  async function look(): Promise<readonly KeyRecord[]> {
    const stamp = await stampOf(file);
    if (seen?.stamp === stamp) return seen.keys;
    const keys = await readKeys(file);
    // A file that has gone is not taken for a decision to let everybody in; `keys remove` leaves an empty list.
    if (keys === null && seen !== null && seen.keys.length > 0) {
      throw new ResponsaError('environment', `The file of keys ${file} has gone.`, 'Put it back; or start the service again, when it is to run without keys.');
    }
    seen = { stamp, keys: keys ?? [] };
    return seen.keys;
  }
  return {
    async current() {
      try {
        const keys = await look();
        if (fault !== '') log(`info the file of keys ${file} can be read again`);
        fault = '';
        return keys;
      } catch (error) {
        const message = describe(error);
        if (message !== fault) log(`error every request that needs a key is refused: ${message}`);
        fault = message;
        throw error;
      }
    },
  };
}

/** Differs when the file was replaced or written; `none` when there is no file. A fault of the disk is told by the reading that follows. */
async function stampOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? 'none' : 'unknown';
  }
}
