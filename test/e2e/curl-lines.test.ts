/** The curl lines of the pages are run as they stand there, block by block on one service, and each must be answered with the status that stands behind it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, startService, writeWorkplace, type RunningService } from '../../scripts/service-under-test.js';
import { programFolder } from '../../src/config.js';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) process.stderr.write('the curl lines of the pages are left out: no curl here.\n');

/** Keys last: from then on one is asked for. */
const pages = ['documents', 'builds', 'keys'];
const blocks = pages.flatMap((page) => {
  const text = readFileSync(path.join(programFolder, `docs/${page}.md`), 'utf8');
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, lines = '']) => ({ page, lines })).filter(({ lines }) => lines.includes('curl '));
});

/** Each answer's status goes to standard error; `npm run` needs the folder of the program. */
const prelude = `
  curl() { command curl "$@" -w '%{stderr}status %{http_code}\\n'; }
  npm() { (cd "$PROGRAM" && command npm "$@"); }
  set -e
`;

let folder: string;
let service: RunningService;
beforeAll(async () => {
  if (!hasCurl) return;
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-curl-'));
  writeWorkplace(folder, 50, { embedder: 'hashed-ngrams', reader: 'none' });
  await runCommand(folder, ['index', '--corpus', path.join(folder, 'corpus')]);
  service = await startService(folder);
  mkdirSync(path.join(folder, 'desk'));
});
afterAll(async () => {
  if (!hasCurl) return;
  await service.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

it('has a status behind each curl line', () => {
  expect(blocks.map(({ page }) => page)).toEqual(['documents', 'builds', 'builds', 'keys']);
  for (const line of blocks.flatMap(({ lines }) => lines.split('\n')).filter((one) => one.includes('curl '))) expect(line).toMatch(/ # \d{3}\b/);
});

describe.skipIf(!hasCurl)('what the pages say', () => {
  it.each(blocks)('the page $page', ({ lines }) => {
    const expected = [...lines.matchAll(/curl .* # (\d{3})\b/g)].map(([, status]) => `status ${status ?? ''}`);
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], PROGRAM: programFolder, RESPONSA_INDEXES: path.join(folder, 'indexes') };
    const done = spawnSync('bash', ['-c', prelude + lines.replaceAll('http://127.0.0.1:8080', service.address)], { cwd: path.join(folder, 'desk'), env, encoding: 'utf8' });
    expect([done.stderr.split('\n').filter((line) => line.startsWith('status ')), done.status]).toEqual([expected, 0]);
  });
});
