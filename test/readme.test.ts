/** The README says what the program does: the settings table is that of config.ts, and every command it names exists. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { environmentName, settings } from '../src/config.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const packageJson = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { scripts: Record<string, string> };

describe('README', () => {
  it('lists every setting with its environment variable, unit and meaning, and no other', () => {
    const table = readme.split('<!-- settings:')[1]!.split('<!-- /settings -->')[0]!;
    const rows = table.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split(' | ').map((cell) => cell.replace(/^\| |\s*\|$/g, '').replaceAll('`', '')));
    expect(rows.map(([name, variable, , unit, meaning]) => [name, variable, unit, meaning])).toEqual(
      Object.entries(settings).map(([name, { unit, meaning }]) => [name, environmentName(name), unit, meaning.replaceAll('`', '')]),
    );
  });

  it('names only npm scripts that exist', () => {
    const named = [...readme.matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => packageJson.scripts[name] === undefined)).toEqual([]);
    expect(named.length).toBeGreaterThan(5);
  });

  it('has the two set-up lines as INTERFACE has them', () => {
    expect(readme).toContain('\nnpm ci && npm start\n');
    expect(readme).toContain('\nnpm ci && npm test\n');
  });

  it('says of the sample collection what its expected figures say', () => {
    const expected = JSON.parse(readFileSync(new URL('../corpus/questions/expected.json', import.meta.url), 'utf8')) as Record<string, { refusedUnanswerable: number }>;
    const [, said] = /what to expect today.*?the sample collection does not answer, (.*?), and of those/isu.exec(readme)!;
    expect([...said!.matchAll(/\d+/gu)].map(([share]) => Number(share))).toEqual(['en', 'de', 'fr', 'ja', 'ar'].map((language) => Math.round(100 * expected[language]!.refusedUnanswerable)));
  });
});
