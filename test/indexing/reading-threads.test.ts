import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReadingThreads, type ReadingThreads } from '../../src/indexing/reading-threads.js';

let folder: string;
let threads: ReadingThreads;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-files-'));
  threads = openReadingThreads();
});
afterAll(async () => {
  await threads.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a file of an index, read with its checksum', () => {
  // 8 MiB are read and hashed where they are asked for, a byte more in a worker thread.
  it.each([0, 1, 8 << 20, (8 << 20) + 1, 20 << 20])('of %d bytes: every byte of it, from offset 0, and the sha-256 of all of them', async (size) => {
    const written = Buffer.alloc(size, 'the law ');
    const file = path.join(folder, String(size));
    writeFileSync(file, written);
    const { bytes, record } = await threads.read(file);
    expect(bytes.byteOffset).toBe(0);
    expect(Buffer.from(bytes.buffer).equals(written)).toBe(true);
    expect(record).toEqual({ bytes: size, sha256: createHash('sha256').update(written).digest('hex') });
  });

  it('a large one does not hold up the thread that asks', async () => {
    const file = path.join(folder, 'large');
    writeFileSync(file, Buffer.alloc(64 << 20));
    let turns = 0;
    const turning = setInterval(() => turns++, 1);
    await threads.read(file);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(5);
  });

  it('many at once: each its own', async () => {
    const files = [1, 2, 3, 4, 5].map((value) => {
      const file = path.join(folder, `many-${value}`);
      writeFileSync(file, Buffer.alloc((9 << 20) + value, value));
      return file;
    });
    const read = await Promise.all(files.map((file) => threads.read(file)));
    expect(read.map(({ bytes }) => [bytes.length - (9 << 20), bytes[0], bytes.at(-1)])).toEqual([1, 2, 3, 4, 5].map((value) => [value, value, value]));
  });

  it('one that cannot be read is an error, from the thread too: missing, or a folder', async () => {
    await expect(threads.read(path.join(folder, 'missing'))).rejects.toThrow('ENOENT');
    await expect(threads.read(folder)).rejects.toThrow('EISDIR');
  });
});
