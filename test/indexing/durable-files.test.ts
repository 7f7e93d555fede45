import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readShared, sha256Of } from '../../src/indexing/durable-files.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file read to be hashed', () => {
  // 8 MiB are hashed at once where they are asked for, a byte more in a worker thread.
  it.each([0, 1, 8 << 20, (8 << 20) + 1, 20 << 20])('of %d bytes: every byte of it, and the sha-256 of all of them', async (size) => {
    const written = Buffer.alloc(size, 'the law ');
    const file = path.join(folder, String(size));
    writeFileSync(file, written);
    const bytes = await readShared(file);
    expect(Buffer.from(bytes.buffer).equals(written)).toBe(true);
    expect(await sha256Of(bytes)).toBe(createHash('sha256').update(written).digest('hex'));
  });

  it('a large one does not hold up the thread that asks', async () => {
    const bytes = new Uint8Array(new SharedArrayBuffer(64 << 20));
    let turns = 0;
    const turning = setInterval(() => turns++, 1);
    const digest = await sha256Of(bytes);
    clearInterval(turning);
    expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(turns).toBeGreaterThan(5);
  });
});
