import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingest, type Ingested } from '../../src/ingest/ingest.js';
import { globPattern } from '../../src/ingest/known-files.js';
import { expectSoundTree, fixture } from '../conformance/parser.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'responsa-ingest-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
}

const page = (title: string, body: string, front = ''): string => `---\ntitle: ${title}\n${front}---\n# ${title}\n\n${body}\n`;
const paths = (ingested: Ingested): string[] => ingested.documents.map((document) => `${document.source.collection}:${document.source.path}`);
/** Named by the temporary folder, which differs from run to run. */
const below = (text: string): string => text.replaceAll(`${path.basename(folder)}/`, '');

describe('ingest: collections', () => {
  it('reads a tree without collection.json as one collection named after its folder', async () => {
    await write({ 'my laws/b.md': page('B', 'Text b.'), 'my laws/a/c.md': page('C', 'Text c.'), 'my laws/B.md': page('Capital', 'Text.') });
    const ingested = await ingest([path.join(folder, 'my laws')]);
    expect(ingested.collections).toEqual([{ id: 'my-laws' }]);
    expect(paths(ingested)).toEqual(['my-laws:B.md', 'my-laws:a/c.md', 'my-laws:b.md']);
    expect(ingested.documents[0]).toMatchObject({ jurisdiction: 'zz', language: 'und', type: 'other', work: 'zz/other/B' });
    expect(ingested).toMatchObject({ filesRead: 3, skipped: [], warnings: [] });
  });

  it('reads collections inside collections, each with its own defaults', async () => {
    await write({
      'law/collection.json': '{"id":"law","jurisdiction":"xa","language":"en","type":"act","ignore":["drafts/**","*.log.md"]}',
      'law/a.md': page('A', 'Text.'), 'law/drafts/d.md': page('D', 'Draft.'), 'law/x.log.md': page('X', 'Log.'), 'law/README.md': 'About.',
      'law/city/collection.json': '{"id":"city","jurisdiction":"xa-sel","type":"by-law","language":"de"}', 'law/city/b.md': page('B', 'Text.'),
      'topics.en.jsonl': '{}', 'qrels.en.tsv': 'a', 'stray.md': page('Stray', 'Text.'), '.hidden/e.md': page('E', 'Text.'),
    });
    const ingested = await ingest([folder]);
    expect(paths(ingested)).toEqual(['law:a.md', 'city:b.md']);
    expect(ingested.documents.map((document) => [document.jurisdiction, document.type, document.language])).toEqual([['xa', 'act', 'en'], ['xa-sel', 'by-law', 'de']]);
    expect(ingested.skipped.map(({ file, reason }) => [below(file), reason])).toEqual([['stray.md', 'it belongs to no collection: no collection.json in its folder or above']]);
  });

  it('reads the documents of a collection whose collection.json is wrong, and says so', async () => {
    await write({ 'c/collection.json': '{"id":"c","licnce":"x"}', 'c/a.md': page('A', 'Text.') });
    const ingested = await ingest([folder]);
    expect(paths(ingested)).toEqual(['c:a.md']);
    expect(ingested.skipped[0]!.reason).toContain('licnce');
  });

  it('tells two collections of one name apart', async () => {
    await write({ 'x/a/collection.json': '{"id":"same"}', 'x/a/1.md': page('One', 'Text.'), 'y/a/collection.json': '{"id":"same"}', 'y/a/1.md': page('Two', 'Text.') });
    const ingested = await ingest([path.join(folder, 'x'), path.join(folder, 'y')]);
    expect(paths(ingested)).toEqual(['same:1.md', 'same-2:1.md']);
    expect(ingested.warnings.filter((warning) => warning.includes('"same-2"'))).toHaveLength(1);
  });

  it('takes metadata from side files, named with and without the extension', async () => {
    await write({
      'a.txt': 'Law A\n\nText a.', 'a.txt.meta.json': '{"work":"xa/act/2020/a","language":"de","in_force_from":"2020-01-01"}',
      'b.txt': 'Law B\n\nText b.', 'b.meta.json': '{"title":"Better title","in_force_from":"2020-13-01"}',
      'c.txt': 'Law C\n\nText c.', 'c.meta.json': '["no object"]',
    });
    const ingested = await ingest([folder]);
    expect(ingested.documents.map(({ title, language, inForce, aliases }) => [title, language, inForce.from, aliases])).toEqual([
      ['Law A', 'de', '2020-01-01', []], ['Better title', 'und', null, ['Law B']], ['Law C', 'und', null, []],
    ]);
    expect(ingested.warnings.map(below).sort()).toEqual([
      'b.txt: in_force_from is "2020-13-01", which is no calendar day (expected YYYY-MM-DD); it is left open',
      expect.stringContaining('c.txt: its side file c.meta.json is no JSON object and is left out') as string,
    ]);
  });

  it('gives the same digest for the same corpus and another for another', async () => {
    await write({ 'a.md': page('A', 'Text.') });
    const before = (await ingest([folder])).corpusDigest;
    expect((await ingest([folder])).corpusDigest).toBe(before);
    await write({ 'a.md': page('A', 'Text!') });
    expect((await ingest([folder])).corpusDigest).not.toBe(before);
  });

  it('reports progress and stops when it is told to', async () => {
    await write({ 'a.md': page('A', 'Text.'), 'b.md': page('B', 'Text.') });
    const seen: string[] = [];
    await ingest([folder], { onProgress: (done, total) => seen.push(`${done}/${total}`) });
    expect(seen).toEqual(['0/2', '1/2', '2/2']);
    const stop = new AbortController();
    await expect(ingest([folder], { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

describe('ingest: versions', () => {
  const version = (from: string, to = ''): string => page('Dogs', 'Text.', `work: xa/act/2019/dogs\nlanguage: en\nin_force_from: ${from}\n${to}`);

  it('ends an open version where the next begins', async () => {
    await write({ 'v1.md': version('2019-01-01'), 'v2.md': version('2022-01-01', 'in_force_to: 2024-01-01\n'), 'v3.md': version('2024-01-01') });
    const ingested = await ingest([folder]);
    expect(ingested.documents.map(({ inForce }) => inForce)).toEqual([{ from: '2019-01-01', to: '2022-01-01' }, { from: '2022-01-01', to: '2024-01-01' }, { from: '2024-01-01', to: null }]);
    expect(ingested.warnings).toEqual([expect.stringMatching(/v1\.md: its period had no end; it ends on 2022-01-01, where .*v2\.md begins/)]);
  });

  it('warns of versions that overlap and keeps both', async () => {
    await write({ 'v1.md': version('2019-01-01', 'in_force_to: 2023-01-01\n'), 'v2.md': version('2022-01-01') });
    const ingested = await ingest([folder]);
    expect(ingested.documents.map(({ inForce }) => inForce)).toEqual([{ from: '2019-01-01', to: '2023-01-01' }, { from: '2022-01-01', to: null }]);
    expect(ingested.warnings).toEqual([expect.stringContaining('in force at the same time: [2019-01-01, 2023-01-01) and [2022-01-01, …)')]);
  });

  it('makes the expressions of two files with the same identity unique', async () => {
    await write({ 'v1.md': version('2019-01-01'), 'v2.md': version('2019-01-01') });
    const ingested = await ingest([folder]);
    expect(ingested.documents.map(({ expression, inForce }) => [expression, inForce.to])).toEqual([['xa/act/2019/dogs/eng@2019-01-01', null], ['xa/act/2019/dogs/eng@2019-01-01~2', null]]);
    expect(ingested.warnings).toHaveLength(2);
  });

  it('leaves a translation alone', async () => {
    await write({ 'd.md': version('2019-01-01'), 'e.md': version('2022-01-01').replace('language: en', 'language: de') });
    expect((await ingest([folder])).documents.map(({ inForce }) => inForce.to)).toEqual([null, null]);
  });
});

describe('ingest: bad input stops nothing', () => {
  const good = { 'good.md': page('Good', 'Good text.') };
  const reasonOf = async (name: string, content: string | Uint8Array): Promise<string | undefined> => {
    await write({ ...good, [name]: content });
    const ingested = await ingest([folder]);
    expect(paths(ingested).some((each) => each.endsWith('good.md'))).toBe(true);
    return ingested.skipped.find(({ file }) => file.endsWith(name))?.reason;
  };

  it('broken XML among good files', async () => {
    expect(await reasonOf('broken.xml', fixture('small-law.xml').replace('</an:part>', '</an:prt>'))).toMatch(/^It is not well-formed XML: .*\d+:\d+/);
  });
  it('an entity bomb', async () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<akomaNtoso><act><body><p>&b;</p></body></act></akomaNtoso>';
    expect(await reasonOf('bomb.xml', bomb)).toMatch(/^It is not well-formed XML: .*entity/);
  });
  it.each([
    ['deep.xml', `<akomaNtoso><act><body>${'<part>'.repeat(100_000)}x${'</part>'.repeat(100_000)}</body></act></akomaNtoso>`],
    ['deep.html', `<main>${'<div>'.repeat(100_000)}x</main>`],
  ])('100,000-deep nesting in %s', async (name, content) => {
    expect(await reasonOf(name, content)).toBe('Its elements are nested deeper than 256.');
  });
  it('100,000-deep nesting in Markdown is text', async () => {
    expect(await reasonOf('deep.md', `${'> '.repeat(100_000)}text\n\n${'*'.repeat(100_000)}\n\n${'['.repeat(5_000)}x`)).toBeUndefined();
  });
  it('an empty file, one of white space, one of zero bytes', async () => {
    expect(await reasonOf('empty.md', '')).toBe('The file is empty.');
    expect(await reasonOf('blank.txt', ' \n\t\n')).toBe('The file holds nothing but white space.');
    expect(await reasonOf('zero.txt', new Uint8Array([65, 0, 66]))).toBe('The file holds zero bytes: it is no text.');
    expect(await reasonOf('stub.xml', '<akomaNtoso><act><meta/><body><section id="s"><content><p/></content></section></body></act></akomaNtoso>')).toBe('The file holds no text.');
  });
  it('front matter that is no YAML', async () => {
    expect(await reasonOf('front.md', '---\ntitle: "open\n---\ntext')).toMatch(/^Its front matter is no YAML mapping/);
    expect(await reasonOf('list.md', '---\naliases: {a: 1}\n---\ntext')).toMatch(/^The metadata key "aliases" has a value of the wrong form/);
  });
  it('a kind of file that no parser reads', async () => {
    expect(await reasonOf('old.wpd', 'WPC')).toBe('no parser for .wpd');
    expect(await reasonOf('table.tsv', 'a\tb')).toMatch(/^It has no columns for question and answer; the columns found are "a", "b"\./);
  });
  it('an unreadable side of nothing: links out of the corpus, in circles and to nowhere', async () => {
    await write({ 'outside/secret.md': page('Secret', 'Secret.'), 'corpus/good.md': good['good.md'], 'corpus/.data/real.md': page('Real', 'Mounted.') });
    const corpus = path.join(folder, 'corpus');
    await symlink(path.join(folder, 'outside/secret.md'), path.join(corpus, 'secret.md'));
    await symlink('..', path.join(corpus, 'loop'));
    await symlink('self.md', path.join(corpus, 'self.md'));
    await symlink('good.md', path.join(corpus, 'again.md'));
    await symlink('.data/real.md', path.join(corpus, 'mounted.md'));
    const ingested = await ingest([corpus]);
    expect(paths(ingested)).toEqual(['corpus:good.md', 'corpus:mounted.md']);
    expect(ingested.skipped).toEqual([
      { file: 'corpus/loop', reason: 'a symbolic link that leads out of the corpus; it is not followed' },
      { file: 'corpus/secret.md', reason: 'a symbolic link that leads out of the corpus; it is not followed' },
      { file: 'corpus/self.md', reason: 'a symbolic link that leads nowhere or in a circle' },
    ]);
  });
  it('file names that deceive: control characters are refused, look-alikes are named', async () => {
    await write({ 'dog.md': '# Dogs\n\nOne.', 'd\u043eg.md': '# Dogs\n\nTwo.', 'fee\u202etxt.\u001b[2J.md': '# Fees\n\nThree.', 'cat.md': '# Cats\n\nFour.' });
    const ingested = await ingest([folder]);
    expect(ingested.documents.map(({ text }) => text)).toEqual(['Four.', 'One.', 'Two.']);
    expect(ingested.skipped).toEqual([{ file: expect.stringMatching(/fee\\u\{202e\}txt\.\\u\{1b\}\[2J\.md$/) as string, reason: 'its name holds control characters, which show another name than it has; rename it' }]);
    expect(ingested.warnings).toEqual([expect.stringContaining('d\u043eg.md: its name looks like that of another file, "dog.md", and is not the same (U+006F and U+043E); both are read') as string]);
  });
  it('a link to a folder above itself', async () => {
    await write({ 'a/b/good.md': good['good.md'] });
    await symlink('../../a', path.join(folder, 'a/b/up'));
    const ingested = await ingest([folder]);
    expect(ingested.filesRead).toBe(1);
    expect(ingested.skipped.map(({ reason }) => reason)).toEqual(['a symbolic link to a folder; it is not followed, the folder itself is read where it stands']);
  });
  it('reads the XML of a law and reports its other renditions', async () => {
    await write({ 'law.xml': fixture('small-law.xml'), 'law.html': fixture('small-law.html'), 'law.pdf': '%PDF' });
    const ingested = await ingest([folder]);
    expect(paths(ingested)).toHaveLength(1);
    expect(ingested.skipped.map(({ reason }) => reason)).toEqual(['another rendition of law.xml, which is read instead', 'another rendition of law.xml, which is read instead']);
  });

  it('a folder that does not exist, a file in its place, a corpus without documents', async () => {
    await expect(ingest([path.join(folder, 'none')])).rejects.toMatchObject({ fault: 'bad-source', message: expect.stringContaining('does not exist') as string });
    await write({ 'x.bin': 'x' });
    await expect(ingest([path.join(folder, 'x.bin')])).rejects.toMatchObject({ fault: 'bad-source', message: expect.stringContaining('is no folder') as string });
    await expect(ingest([folder])).rejects.toMatchObject({ fault: 'bad-source', message: expect.stringContaining('no parser for .bin') as string });
  });
});

describe('ingest: encodings', () => {
  it.each([
    ['latin.html', Buffer.from('<html lang="de"><meta charset="iso-8859-1"><main><h1>T</h1><p>Gebühr</p></main>', 'latin1'), 'Gebühr'],
    ['sjis.html', Buffer.concat([Buffer.from('<meta charset=shift_jis><main><h1>T</h1><p>'), Buffer.from([0x93, 0xfa, 0x96, 0x7b]), Buffer.from('</p></main>')]), '日本'],
    ['utf16.txt', Buffer.from('\uFEFFTitle\n\nFeé', 'utf16le'), 'Feé'],
    ['latin.xml', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><akomaNtoso><act><meta/><body><section><content><p>Gebühr</p></content></section></body></act></akomaNtoso>', 'latin1'), 'Gebühr'],
  ])('%s is decoded as it declares', async (name, bytes, text) => {
    await write({ [name]: bytes });
    const ingested = await ingest([folder]);
    expect(ingested.documents[0]!.text).toContain(text);
    expect(ingested.warnings).toEqual([]);
  });
  it('reports bytes that are not valid', async () => {
    await write({ 'bad.md': Buffer.concat([Buffer.from('# T\n\nÄußerste Geb'), Buffer.from([0xfc]), Buffer.from('hr')]) });
    const ingested = await ingest([folder]);
    expect(ingested.documents[0]!.text).toBe('Äußerste Geb\uFFFDhr');
    expect(ingested.warnings.map(below)).toEqual(['bad.md: 1 place is not valid UTF-8 and read as U+FFFD; save the file as UTF-8 or declare its encoding']);
  });
});

describe('globPattern', () => {
  it.each([
    ['*.html', 'a/b/x.html', true], ['*.html', 'x.htm', false], ['drafts/**', 'drafts/a/b.md', true], ['drafts/**', 'a/drafts/b.md', false], ['**/x?.md', 'a/x1.md', true], ['/a/*.md', 'a/b/c.md', false], ['a+b.md', 'a+b.md', true],
  ])('%s against %s', (glob, file, expected) => {
    expect(globPattern(glob).test(file)).toBe(expected);
  });
});

describe('the sample corpus', () => {
  it('is read whole, soundly and without a warning', async () => {
    const ingested = await ingest([path.resolve(import.meta.dirname, '../../corpus')]);
    expect(ingested.skipped).toEqual([]);
    expect(ingested.warnings).toEqual([]);
    expect(new Set(ingested.documents.map(({ work }) => work)).size).toBeGreaterThanOrEqual(30);
    ingested.documents.forEach(expectSoundTree);
  });
});
