import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { programFolder } from '../../src/config.js';
import { temporaryFolder } from './fixtures.js';

const inNamespace = (script: string, ...args: string[]) => spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', ...args], { encoding: 'utf8' });
/** A mount namespace of one's own needs Linux and leave of the kernel; many containers refuse it. */
const canMount = platform() === 'linux' && inNamespace('mount -t tmpfs -o size=1m none /mnt').status === 0;
if (!canMount) process.stderr.write('full-disk test left out: no small tmpfs can be mounted here (`unshare -rm` refused); the fault-injection test stands in for it.\n');

/** Builds a small index on the small disk, then one too large for it; prints what happened as JSON. */
const program = (modules: string): string => `
  const { build } = await import('${modules}/indexing/build.js');
  const { openHashedNgrams } = await import('${modules}/models/hashed-ngrams.js');
  const { readCurrent, verifyGeneration } = await import('${modules}/indexing/generations.js');
  const { readdirSync, writeFileSync } = await import('node:fs');
  const [folder] = process.argv.slice(1);
  const page = (i) => ({ work: 'w' + i, expression: 'w' + i, title: 'Page ' + i, aliases: [], type: 'guidance', jurisdiction: 'xa', language: 'en', inForce: { from: null, to: null },
    source: { collection: 'c', path: i + '.txt', format: 'text', digest: '', url: null }, text: 'Rule number ' + i + ' of the office.', provisions: [], warnings: [] });
  const ingested = (count) => ({ documents: Array.from({ length: count }, (_, i) => page(i)), collections: [{ id: 'c' }], filesRead: count, skipped: [], warnings: [], synonyms: [], corpusDigest: String(count) });
  const settings = { chunkLength: 800, headings: 'in', hnswM: 16, hnswEfConstruction: 20, keepGenerations: 3 };
  const request = (count) => ({ ingested: ingested(count), embedder: openHashedNgrams({ batchSize: 16 }), indexesFolder: folder, settings, full: false, clock: () => new Date() });
  const first = await build(request(50));
  const outcomes = [];
  for (const filler of [0, 600_000, 1_500_000, 2_400_000]) {
    writeFileSync(folder + '/filler', Buffer.alloc(filler));
    const error = await build(request(3000)).then(() => null, (thrown) => thrown);
    outcomes.push({ fault: error?.fault, message: error?.message, live: (await readCurrent(folder)) === first.generation && (await verifyGeneration(folder)).files === 12, left: readdirSync(folder + '/generations').length });
  }
  console.log(JSON.stringify(outcomes));
`;

it.skipIf(!canMount)('on a full disk a build ends with advice, leaves nothing, and the old index is live', () => {
  const folder = temporaryFolder();
  const modules = path.join(programFolder, 'dist', 'src');
  expect(existsSync(modules)).toBe(true);
  const run = inNamespace('mount -t tmpfs -o size=3m none "$1" && exec "$2" --input-type=module -e "$3" "$1"', folder, process.execPath, program(pathToFileURL(modules).href));
  expect(run.stderr).toBe('');
  const outcomes = JSON.parse(run.stdout) as { fault: string; message: string; live: boolean; left: number }[];
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ fault: 'environment', live: true, left: 1 });
    expect(outcome.message).toMatch(/is full\.$|was not written whole: the disk is probably full\.$/);
  }
});
