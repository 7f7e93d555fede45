/** `synonyms.txt` beside collection.json: what a line means, and what happens to files that are none. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingest } from '../../src/ingest/ingest.js';
import { decodeSynonyms, largestSynonyms, parseSynonyms } from '../../src/ingest/synonyms.js';
import { temporaryFolder } from '../indexing/fixtures.js';

const entry = (asked: string[], meant: string[], language: string | null = null): object => ({ collection: 'law', language, asked, meant });

describe('a file of synonyms', () => {
  it('has lines of terms that mean the same, arrows for one way, comments and languages', () => {
    const { entries, problems } = parseSynonyms([
      '# renting', 'flat, apartment ,  dwelling', '', 'landlord => lessor, head  landlord   # one way', '[de]', 'Kündigung; Auflösung', '[ja]', '犬、いぬ',
    ].join('\r\n'), { id: 'law' });
    expect(problems).toEqual([]);
    expect(entries).toEqual([
      entry(['flat', 'apartment', 'dwelling'], ['flat', 'apartment', 'dwelling']),
      entry(['landlord'], ['lessor', 'head landlord']),
      entry(['Kündigung', 'Auflösung'], ['Kündigung', 'Auflösung'], 'de'),
      entry(['犬', 'いぬ'], ['犬', 'いぬ'], 'ja'),
    ]);
  });

  it('holds in the language of the collection before it names one', () => {
    expect(parseSynonyms('flat, apartment', { id: 'law', language: 'EN-gb' }).entries).toEqual([entry(['flat', 'apartment'], ['flat', 'apartment'], 'en-GB')]);
  });

  it('says of each line that cannot be used which it is and why, and keeps the others', () => {
    const { entries, problems } = parseSynonyms([
      'flat', 'a => b => c', '=> lessor', 'lessee =>', 'dog, §§', `x, ${'y'.repeat(101)}`, Array.from({ length: 21 }, (_, i) => `t${i}`).join(','), 'cat, tomcat', '[not a tag!]', 'left, out', '[fr]', 'bail, location',
    ].join('\n'), { id: 'law' });
    expect(problems).toEqual([
      'line 1: "flat" names no two terms; write "flat, apartment" or "landlord => lessor"',
      'line 2: "a => b => c" has more than one "=>"; write one line for each',
      'line 3: "=> lessor" names no two terms; write "flat, apartment" or "landlord => lessor"',
      'line 4: "lessee =>" names no two terms; write "flat, apartment" or "landlord => lessor"',
      'line 5: "§§" has no word in it',
      `line 6: "${'y'.repeat(60)}…" is longer than 100 characters`,
      'line 7: 21 terms; at most 20 can stand on one line',
      'line 9: "not a tag!" is no language tag; the lines below it are left out up to the next one (write [en], [de], [fr] …)',
    ]);
    expect(entries).toEqual([entry(['cat', 'tomcat'], ['cat', 'tomcat']), entry(['bail', 'location'], ['bail', 'location'], 'fr')]);
  });

  it('is text in UTF-8', () => {
    expect(decodeSynonyms(Buffer.from('\ufeffKündigung, Auflösung\n'))).toBe('Kündigung, Auflösung\n');
    expect(decodeSynonyms(Buffer.from([0x66, 0xfc, 0x72]))).toBeNull();
    expect(decodeSynonyms(Buffer.from('a\u0000b'))).toBeNull();
  });
});

describe('a corpus with synonyms', () => {
  function corpus(files: Readonly<Record<string, string | Uint8Array>>): string {
    const folder = path.join(temporaryFolder(), 'law');
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    return folder;
  }
  const law = '---\nwork: xa/act/1\ntitle: Act\njurisdiction: xa\nlanguage: en\n---\n## Section 1. Dogs\nDogs are kept on a leash.\n';

  it('reads the file of each collection, tells of bad lines by file and line, and is another corpus when they change', async () => {
    const files = { 'collection.json': '{"id":"all"}', 'act.md': law, 'synonyms.txt': 'dog, hound\nbad\n', 'town/collection.json': '{"id":"town","language":"de"}', 'town/act.md': law.replace('xa/act/1', 'xa/act/2'), 'town/synonyms.txt': 'Hund, Köter\n' };
    const read = await ingest([corpus(files)]);
    expect(read.synonyms).toEqual([{ collection: 'all', language: null, asked: ['dog', 'hound'], meant: ['dog', 'hound'] }, { collection: 'town', language: 'de', asked: ['Hund', 'Köter'], meant: ['Hund', 'Köter'] }]);
    expect(read.warnings).toEqual(['law/synonyms.txt, line 2: "bad" names no two terms; write "flat, apartment" or "landlord => lessor"']);
    expect([read.filesRead, read.skipped]).toEqual([2, []]);
    const changed = await ingest([corpus({ ...files, 'synonyms.txt': 'dog, hound, cur\n' })]);
    expect(changed.corpusDigest).not.toBe(read.corpusDigest);
  });

  it('goes on without a file that is too large or no text, and says so', async () => {
    for (const [content, reason] of [['a, b\n'.repeat(largestSynonyms / 4), /synonyms\.txt is larger than 1048576 bytes; the collection is read without/], [Buffer.from([0, 1, 0xff]), /it is no UTF-8 text; the collection is read without/]] as const) {
      const read = await ingest([corpus({ 'collection.json': '{"id":"all"}', 'act.md': law, 'synonyms.txt': content })]);
      expect(read.synonyms).toEqual([]);
      expect(read.skipped).toEqual([{ file: 'law/synonyms.txt', reason: expect.stringMatching(reason) as string }]);
      expect(read.filesRead).toBe(1);
    }
  });

  it('is a text like any other where there is no collection.json beside it', async () => {
    const read = await ingest([corpus({ 'act.md': law, 'synonyms.txt': 'On synonyms\n\nThis is a text about words, not a list of them.\n' })]);
    expect([read.filesRead, read.synonyms]).toEqual([2, []]);
  });
});
