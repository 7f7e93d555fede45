/** The threat model is held to what it names: every test that is said to cover a threat exists. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
const rows = page.split('<!-- threats -->')[1]!.split('<!-- /threats -->')[0]!.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| threat'));

test('each threat names what is done and a test that exists, by file and title', () => {
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const named = [...row.matchAll(/`(test\/[\w/.-]+)`: "([^"]+)"/g)];
    expect([row.slice(0, 60), named.length > 0]).toEqual([row.slice(0, 60), true]);
    for (const [, file = '', title = ''] of named) {
      expect([file, existsSync(path.join(root, file))]).toEqual([file, true]);
      const text = readFileSync(path.join(root, file), 'utf8').replaceAll("\\'", "'");
      expect([file, title, text.includes(title)]).toEqual([file, title, true]);
    }
  }
});
