/**
 * `node dist/scripts/hostile-files.js [--json]`: makes files that want to do harm, reads each in a process of its own beside one good
 * file, and prints what came of it, how long it took and how much memory, above what the good file alone takes. Ends with 1 when the
 * good file was not read, or when a hostile one cost more than 2 s or 200 MB.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { ingest } from '../src/ingest/ingest.js';
import { hostileFiles } from './hostile-contents.js';

/** What one hostile file may cost above a good one: seconds and megabytes. */
const mostSeconds = 2;
const mostMegabytes = 200;
const goodLaw = '---\nwork: xa/act/2020/bees\ntitle: Bee Act\nlanguage: en\n---\n\n# Bee Act\n\n## Section 1. Bees\n\nKeep bees.\n';

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
  readonly goodRead: boolean;
  /** Of the hostile file: why it was refused, or what was made of it. */
  readonly outcome: string;
}

/** Of this process alone. `maxRSS` will not do: on Linux a new process begins with that of the one that started it. */
function peakMegabytes(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? NaN) / 1000;
  } catch {
    return process.resourceUsage().maxRSS / 1000;
  }
}

/** In the child: reads the folder and says what it cost. */
async function readFolder(folder: string): Promise<Cost> {
  const started = performance.now();
  const { documents, skipped, warnings } = await ingest([folder], { threads: 1 });
  const seconds = (performance.now() - started) / 1000;
  const good = documents.find(({ work }) => work === 'xa/act/2020/bees');
  const others = documents.filter((document) => document !== good);
  const refused = skipped.map(({ reason }) => `refused: ${reason}`);
  const read = others.map(({ text, provisions }) => `read: ${text.length} characters, ${provisions.length} provisions at the top`);
  const warned = warnings.map((warning) => `warning: ${warning.slice(0, 160)}`);
  return { seconds, megabytes: peakMegabytes(), goodRead: good?.text === 'Section 1. Bees\nKeep bees.', outcome: [...refused, ...read, ...warned].join(' · ') || 'nothing was made of it, without a word' };
}

function inProcess(folder: string): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--read', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (data: Buffer) => (printed += data.toString('utf8')));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve(JSON.parse(printed) as Cost);
      else resolve({ seconds: NaN, megabytes: NaN, goodRead: false, outcome: `the process ended with ${signal ?? `code ${code}`}` });
    });
  });
}

async function main(json: boolean): Promise<void> {
  const root = await mkdtemp(path.join(tmpdir(), 'hostile-'));
  try {
    const cost = async (name: string, make: (folder: string) => Promise<void>): Promise<Cost> => {
      const folder = path.join(root, name.replace(/[^\w.-]+/g, '-'));
      await mkdir(folder);
      await writeFile(path.join(folder, 'zz-good.md'), goodLaw);
      await make(folder);
      const found = await inProcess(folder);
      await rm(folder, { recursive: true });
      return found;
    };
    const alone = await cost('good', () => Promise.resolve());
    process.stdout.write(json ? '' : `the good file alone: ${alone.seconds.toFixed(2)} s, ${alone.megabytes.toFixed(0)} MB; the figures below are above that\n`);
    for (const { name, make } of hostileFiles) {
      const { seconds, megabytes, goodRead, outcome } = await cost(name, make);
      const above = { name, seconds: Math.max(0, seconds - alone.seconds), megabytes: Math.max(0, megabytes - alone.megabytes), goodRead, outcome };
      const failed = !goodRead || !(above.seconds <= mostSeconds) || !(above.megabytes <= mostMegabytes);
      if (failed) process.exitCode = 1;
      process.stdout.write(json ? `${JSON.stringify({ ...above, failed })}\n` : `${failed ? 'FAILED' : 'ok    '} ${name.padEnd(44)} ${above.seconds.toFixed(2).padStart(6)} s ${above.megabytes.toFixed(0).padStart(5)} MB  ${outcome.slice(0, 240)}\n`);
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const [first, folder] = process.argv.slice(2);
if (first === '--read' && folder !== undefined) process.stdout.write(JSON.stringify(await readFolder(folder)));
else await main(first === '--json');
