/** Pages are held to what they name: every test that is said to cover a threat, or to rehearse what one does when something goes wrong, exists. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Rows of the table between two marks, without its head. */
function rowsOf(page: string, mark: string): readonly string[] {
  const text = readFileSync(path.join(root, page), 'utf8');
  return text.split(`<!-- ${mark} -->`)[1]!.split(`<!-- /${mark} -->`)[0]!.split('\n').filter((line) => line.startsWith('| ')).slice(1);
}

describe.each([['docs/security.md', 'threats', 20], ['docs/operations.md', 'rehearsed', 12]] as const)('%s, %s', (page, mark, fewest) => {
  const rows = rowsOf(page, mark);

  test('each row names a test that exists, by file and title', () => {
    expect(rows.length).toBeGreaterThan(fewest);
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
});
