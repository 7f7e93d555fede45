/** A bundle -> an installation: examine all of it, put it beside, switch, and the way back. */
import type { KeyObject } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { describe, ResponsaError, systemCode } from '../errors.js';
import { replaceFile } from '../indexing/durable-files.js';
import { examine, type Machine } from './examine.js';
import { endBegun, readHistory, switchTo, type Step } from './history.js';
import { currentVersion, installationIn, installedVersions, isThere, keepKey, liveGeneration, readVersion, trustedKeys, verifyGeneration, verifyVersion, type Installation } from './installation.js';
import { place, removeLeftOvers, type Placed } from './install.js';
import { fingerprintOf } from './signature.js';

export interface UnbundleRequest {
  readonly file: string;
  readonly to: string;
  readonly machine: Machine;
  /** Given beside those the installation keeps. */
  readonly publicKey: KeyObject | null;
  readonly trust: string | null;
}

export interface Unbundled extends Placed {
  /** sha-256 of the bundle's manifest. */
  readonly bundle: string;
  /** Fingerprint of the key; `null`: the bundle is not signed, so its integrity is known and its origin is not. */
  readonly signedBy: string | null;
  readonly generation: string | null;
  /** What was in use before; `null` for the first. */
  readonly versionBefore: string | null;
}

/** Relative to the folder of the installation, which is the working folder of the service. */
const firstSettings = `${JSON.stringify({ indexes: 'data/indexes', corpus: 'data/corpus' }, null, 2)}\n`;

/**
 * Installs a bundle and switches to it. Rejects with ResponsaError and leaves what runs as it is when anything is wrong with the
 * bundle, the key, the platform, the base of a delta or the disk. Killed at any moment, the same call succeeds afterwards.
 */
export async function unbundle({ file, to, machine, publicKey, trust }: UnbundleRequest): Promise<Unbundled> {
  const installation = installationIn(to);
  const keys = [...(publicKey === null ? [] : [publicKey]), ...(await trustedKeys(installation))];
  const examined = await examine(file, { keys, fingerprint: trust }, machine);
  return onDisk(installation, async () => {
    await endBegun(installation);
    await removeLeftOvers(installation);
    const [versionBefore, before] = [await currentVersion(installation), await liveGeneration(installation)];
    const placed = await place(file, examined, installation);
    if (examined.signer !== null) await keepKey(installation, examined.signer);
    if (!(await isThere(installation.settings))) await replaceFile(installation.settings, firstSettings);
    const generation = examined.manifest.live ?? before;
    await enterStep(installation, { version: placed.version, generation, before }, versionBefore);
    return { ...placed, bundle: examined.digest, signedBy: examined.signer === null ? null : fingerprintOf(examined.signer), generation, versionBefore };
  });
}

/** Installed again what is in force already, nothing is entered. */
async function enterStep(installation: Installation, step: Step, versionBefore: string | null): Promise<void> {
  const { version, generation, before } = step;
  if (version === versionBefore && generation === before) return;
  const { steps, at } = await readHistory(installation);
  const kept = [...steps.slice(0, at + 1), step];
  await switchTo(installation, { kind: 'install', version, generation, steps: kept, at: kept.length - 1 });
}

/** The same for what only switches. */
async function onDisk<T>(installation: Installation, action: () => Promise<T>): Promise<T> {
  try {
    await mkdir(installation.folder, { recursive: true }).catch((error: unknown) => {
      // On a read-only disk Node says ENOENT here.
      throw new ResponsaError('environment', `${installation.folder} cannot be made, or it cannot be written: ${describe(error)}.`, 'Name a folder that can be written.', { cause: error });
    });
    return await action();
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    const what = code === 'ENOSPC' ? 'its disk is full' : code === 'EROFS' || code === 'EACCES' || code === 'EPERM' ? 'it cannot be written' : describe(error);
    throw new ResponsaError('environment', `Nothing was switched in ${installation.folder}: ${what}.`, 'What ran before is left as it is; put that right and run the same command again.', { cause: error });
  }
}

export interface Switch {
  readonly version: string;
  readonly generation: string | null;
}

/** Back to the version and the generation that were in force before the last installation. Both are compared with their manifests first. */
export async function goBack(to: string): Promise<Switch> {
  const installation = installationIn(to);
  return onDisk(installation, async () => {
    const wasBegun = (await endBegun(installation)) === 'back';
    const { steps, at } = await readHistory(installation);
    if (wasBegun) return inForce(installation);
    const [previous, last] = [steps[at - 1], steps[at]];
    if (previous === undefined || last === undefined) throw new ResponsaError('not-found', `There is nothing to go back to in ${installation.folder}.`, 'One can go back once a second bundle was installed; `generations activate ID` changes the index alone.');
    await verifyVersion(installation, previous.version);
    if (last.before !== null) await verifyGeneration(installation, last.before);
    await switchTo(installation, { kind: 'back', version: previous.version, generation: last.before, steps, at: at - 1 });
    return inForce(installation);
  });
}

/** To any installed version; the index stays. It can be gone back from like an installation. */
export async function switchVersion(to: string, version: string): Promise<Switch> {
  const installation = installationIn(to);
  return onDisk(installation, async () => {
    await endBegun(installation);
    await verifyVersion(installation, version);
    const live = await liveGeneration(installation);
    await enterStep(installation, { version, generation: live, before: live }, await currentVersion(installation));
    return inForce(installation);
  });
}

async function inForce(installation: Installation): Promise<Switch> {
  return { version: (await currentVersion(installation)) ?? '', generation: await liveGeneration(installation) };
}

export interface InstalledVersion {
  readonly version: string;
  readonly current: boolean;
  /** Of its bundle; `''` when the manifest cannot be read. */
  readonly created: string;
  readonly platform: string;
}

export async function listVersions(to: string): Promise<readonly InstalledVersion[]> {
  const installation = installationIn(to);
  const current = await currentVersion(installation);
  return Promise.all((await installedVersions(installation)).map(async (version) => {
    const manifest = await readVersion(installation, version).catch(() => null);
    return { version, current: version === current, created: manifest?.created ?? '', platform: manifest?.program.platform ?? '' };
  }));
}
