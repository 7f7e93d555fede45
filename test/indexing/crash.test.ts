import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { killBuilds } from '../../scripts/crash-test.js';
import { seededRandom } from '../../scripts/seeded-random.js';

/** `node dist/scripts/crash-test.js 100` does the same a hundred times. */
const KILLS = 20;

it(`${KILLS} builds killed at random moments: the old generation, or a whole new one, is live every time`, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-crash-'));
  try {
    expect(await killBuilds(KILLS, seededRandom(3), folder)).toMatchObject({ kills: KILLS });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
