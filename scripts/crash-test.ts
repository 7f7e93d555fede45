#!/usr/bin/env node
/** Kills builds at random moments (`kill -9`) and looks what is left: `node dist/scripts/crash-test.js [COUNT] [SEED]`. A tool for us, no command of the program. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ingest } from '../src/ingest/ingest.js';
import { build, type BuildReport } from '../src/indexing/build.js';
import { readCurrent, verifyGeneration } from '../src/indexing/generations.js';
import { openHashedNgrams } from '../src/models/hashed-ngrams.js';
import { seededRandom } from './seeded-random.js';

export interface CrashFigures {
  readonly kills: number;
  /** Kills that left a half-built folder behind. */
  readonly leftHalfBuilt: number;
  /** Kills that came after the swap: the new generation was live, whole. */
  readonly afterSwap: number;
}

const program = fileURLToPath(import.meta.url);
const settings = { chunkLength: 800, headings: 'in', hnswM: 16, hnswEfConstruction: 200, keepGenerations: 2 } as const;

async function buildOnce(corpus: string, indexes: string, onWriting: () => void = () => undefined): Promise<BuildReport> {
  const embedder = openHashedNgrams({ batchSize: 16 });
  try {
    return await build({ ingested: await ingest([corpus]), embedder, indexesFolder: indexes, settings, full: true, clock: () => new Date(), onProgress: ({ stage, done }) => { if (stage === 'write' && done === 0) onWriting(); } });
  } finally {
    await embedder.close();
  }
}

/** 40 by-laws of 12 sections: a build takes long enough to be hit in every stage. */
function writeCorpus(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'collection.json'), JSON.stringify({ id: 'crash', title: 'By-laws', jurisdiction: 'xa', language: 'en', type: 'by-law' }));
  for (let law = 1; law <= 40; law++) {
    const sections = Array.from({ length: 12 }, (_, i) => `## Section ${i + 1} Duty ${i + 1}\n\nWhoever keeps ${law * (i + 3)} animals of kind ${law} pays a fee of ${law + i} crowns a year.\n`);
    writeFileSync(path.join(folder, `by-law-${law}.md`), `---\ntitle: By-law ${law}\nin_force_from: "2020-01-01"\n---\n\n# By-law ${law}\n\n${sections.join('\n')}`);
  }
}

type Moment = 'ready' | 'writing';

/** Starts a build in a process of its own and kills it so many milliseconds after it said that it is ready, or writing. Resolves with the milliseconds from each of the two to its end. */
function childBuild(corpus: string, indexes: string, kill: { readonly moment: Moment; readonly after: number } | null): Promise<Record<Moment, number>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'child', corpus, indexes], { stdio: ['ignore', 'pipe', 'inherit'] });
    const heard: Record<Moment, number> = { ready: 0, writing: 0 };
    child.stdout.on('data', (data: Buffer) => {
      for (const moment of ['ready', 'writing'] as const) {
        if (!data.toString().includes(moment)) continue;
        heard[moment] = performance.now();
        if (kill?.moment === moment) setTimeout(() => child.kill('SIGKILL'), kill.after);
      }
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const end = performance.now();
      if (code === 0 || signal === 'SIGKILL') resolve({ ready: end - heard.ready, writing: end - heard.writing });
      else reject(new Error(`the build ended with ${String(code ?? signal)}`));
    });
  });
}

/** Throws when after any kill the live generation is neither the old one nor a whole new one, or when the next build fails. `random` gives numbers in [0, 1). */
export async function killBuilds(count: number, random: () => number, folder: string): Promise<CrashFigures> {
  const [corpus, indexes] = [path.join(folder, 'corpus'), path.join(folder, 'indexes')];
  writeCorpus(corpus);
  const duration = await childBuild(corpus, indexes, null);
  let [leftHalfBuilt, afterSwap] = [0, 0];
  for (let kill = 0; kill < count; kill++) {
    const before = await readCurrent(indexes);
    // Every other kill falls into the short time in which files are written and published.
    const moment: Moment = kill % 2 === 0 ? 'ready' : 'writing';
    await childBuild(corpus, indexes, { moment, after: random() * duration[moment] });
    const { id } = await verifyGeneration(indexes);
    if (id !== before) afterSwap++;
    if (readdirSync(path.join(indexes, 'generations')).some((name) => name.startsWith('.building-'))) leftHalfBuilt++;
    const { generation } = await buildOnce(corpus, indexes);
    const left = readdirSync(path.join(indexes, 'generations')).filter((name) => name.startsWith('.'));
    if (left.length > 0) throw new Error(`the build after kill ${kill + 1} left ${left.join(', ')}`);
    if ((await verifyGeneration(indexes)).id !== generation) throw new Error(`the build after kill ${kill + 1} is not live`);
  }
  return { kills: count, leftHalfBuilt, afterSwap };
}

async function main([first = '100', ...others]: readonly string[]): Promise<void> {
  if (first === 'child') {
    process.stdout.write('ready\n');
    await buildOnce(others[0]!, others[1]!, () => process.stdout.write('writing\n'));
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-crash-'));
  try {
    process.stdout.write(`${JSON.stringify(await killBuilds(Number(first), seededRandom(Number(others[0] ?? '1')), folder))}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === program) await main(process.argv.slice(2));
