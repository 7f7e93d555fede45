/** The soak and the kill test in small; `docs/operations.md` says what was run in large. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { killServices } from '../../scripts/kill-test.js';
import { seededRandom } from '../../scripts/seeded-random.js';
import { soak } from '../../scripts/soak-test.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-load-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a service under load through 20 swaps and a build: nothing fails, nothing is mixed, nothing is left behind', async () => {
  const { problems, ...figures } = await soak({ swaps: 20, rebuilds: 1, minutes: null, warmUp: 1, askers: 2, embedder: 'hashed-ngrams' }, folder);
  // Memory in so short a time says nothing.
  expect(problems.filter((one) => !one.startsWith('memory grew'))).toEqual([]);
  expect(figures.swaps).toBeGreaterThanOrEqual(20);
  expect(figures.rebuilds).toBeGreaterThanOrEqual(1);
  for (const done of [figures.questions, figures.passages, figures.uploads]) expect(done).toBeGreaterThan(0);
});

const kills = 4;
it(`a service killed ${kills} times in the middle of its work: all verifies, nothing acknowledged is lost, the next build clears up`, async () => {
  expect(await killServices(kills, seededRandom(5), folder, 3_000)).toMatchObject({ kills });
});
