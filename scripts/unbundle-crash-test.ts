#!/usr/bin/env node
/** Kills `unbundle` at random moments (`kill -9`) and looks what is left: `node dist/scripts/unbundle-crash-test.js [COUNT] [SEED]`. A tool for us, no command of the program. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeBundle } from '../src/bundle/bundle.js';
import { build } from '../src/indexing/build.js';
import { verifyGeneration } from '../src/indexing/generations.js';
import { ingest } from '../src/ingest/ingest.js';
import { openHashedNgrams } from '../src/models/hashed-ngrams.js';
import { currentVersion, installationIn, verifyVersion } from '../src/unbundle/installation.js';
import { thisMachine } from '../src/unbundle/machine.js';
import { goBack, unbundle } from '../src/unbundle/unbundle.js';
import { seededRandom } from './seeded-random.js';

export interface KillFigures {
  readonly kills: number;
  /** Kills that left a folder half written. */
  readonly leftHalfWritten: number;
  /** Kills that came after the switch. */
  readonly afterSwitch: number;
}

const program = fileURLToPath(import.meta.url);
const settings = { chunkLength: 800, headings: 'in', hnswM: 16, hnswEfConstruction: 20, keepGenerations: 9 } as const;

function writeAll(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

/** A program of 60 files with a small index; `edition` makes each of them another. */
async function writeBundle(folder: string, edition: number): Promise<string> {
  const [source, corpus, indexes, out] = [path.join(folder, 'program'), path.join(folder, 'corpus'), path.join(folder, 'indexes'), path.join(folder, `${edition}.bundle`)];
  const modules = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`dist/module-${i}.js`, `// edition ${edition}\n${`export const n${i} = ${i};\n`.repeat(200)}`]));
  writeAll(source, { 'package.json': `{"name":"killed","version":"${edition}.0.0"}`, 'package-lock.json': '{"packages":{}}', ...modules });
  writeAll(corpus, { 'collection.json': '{"id":"c","title":"By-laws","jurisdiction":"xa","language":"en","type":"by-law"}', 'by-law.md': `---\ntitle: By-law\n---\n\n## Section 1 Fee\n\nThe fee is ${edition} crowns a year.\n` });
  const embedder = openHashedNgrams({ batchSize: 16 });
  const { generation } = await build({ ingested: await ingest([corpus]), embedder, indexesFolder: indexes, settings, full: true, clock: () => new Date() }).finally(() => embedder.close());
  await makeBundle({
    out, programFolder: source, platform: thisMachine().platform, created: new Date().toISOString(), modelsFolder: path.join(folder, 'models'), modelNames: [], modelsInUse: { embedder: 'hashed-ngrams', reader: null },
    indexesFolder: indexes, generations: [generation], live: generation, corpusFolders: [corpus], node: null, privateKey: null, base: null,
  });
  return out;
}

const install = (file: string, to: string): ReturnType<typeof unbundle> => unbundle({ file, to, machine: thisMachine(), publicKey: null, trust: null });

/** Installs in a process of its own and kills it `after` milliseconds behind its start proper. Resolves with the milliseconds from there to its end. */
function childInstall(file: string, to: string, after: number | null): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'child', file, to], { stdio: ['ignore', 'pipe', 'inherit'] });
    let started = 0;
    child.stdout.once('data', () => {
      started = performance.now();
      if (after !== null) setTimeout(() => child.kill('SIGKILL'), after);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') resolve(performance.now() - started);
      else reject(new Error(`unbundle ended with ${String(code ?? signal)}`));
    });
  });
}

/** Throws when after any kill what is in use is not whole, when the same call does not succeed then, or leaves anything. `random` gives numbers in [0, 1). */
export async function killUnbundles(count: number, random: () => number, folder: string): Promise<KillFigures> {
  const [first, second] = [await writeBundle(folder, 1), await writeBundle(folder, 2)];
  const to = path.join(folder, 'there');
  const installation = installationIn(to);
  const old = await install(first, to);
  /** As before the second bundle. */
  const forget = (version: string, generation: string | null): void => {
    rmSync(path.join(installation.versions, version), { recursive: true });
    rmSync(path.join(installation.generations, generation ?? ''), { recursive: true });
    for (const name of readdirSync(installation.data)) if (name.startsWith('corpus-')) rmSync(path.join(installation.data, name), { recursive: true });
  };
  const duration = await childInstall(second, to, null);
  let [leftHalfWritten, afterSwitch] = [0, 0];
  for (let kill = 0; kill < count; kill++) {
    const whole = await install(second, to);
    await goBack(to);
    forget(whole.version, whole.generation);
    await childInstall(second, to, random() * duration * 1.1);
    const inUse = await currentVersion(installation);
    if (inUse !== old.version && inUse !== whole.version) throw new Error(`after kill ${kill + 1} ${inUse ?? 'nothing'} is in use`);
    await verifyVersion(installation, inUse);
    const { id } = await verifyGeneration(installation.indexes);
    if (id !== old.generation && id !== whole.generation) throw new Error(`after kill ${kill + 1} the generation ${id} is live`);
    if (inUse === whole.version) afterSwitch++;
    const left = (): string[] => [installation.folder, installation.versions, installation.data, installation.indexes].flatMap((place) => readdirSync(place).filter((name) => name.startsWith('.')));
    if (left().length > 0) leftHalfWritten++;
    const again = await install(second, to);
    if ((await currentVersion(installation)) !== whole.version || again.generation !== whole.generation) throw new Error(`the same call after kill ${kill + 1} did not switch`);
    await verifyVersion(installation, whole.version);
    if (left().length > 0) throw new Error(`the call after kill ${kill + 1} left ${left().join(', ')}`);
  }
  return { kills: count, leftHalfWritten, afterSwitch };
}

async function main([first = '500', ...others]: readonly string[]): Promise<void> {
  if (first === 'child') {
    process.stdout.write('ready\n');
    await install(others[0]!, others[1]!);
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-unbundle-'));
  try {
    process.stdout.write(`${JSON.stringify(await killUnbundles(Number(first), seededRandom(Number(others[0] ?? '1')), folder))}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === program) await main(process.argv.slice(2));
