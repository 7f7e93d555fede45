/** The commands as people type them: results, exit codes, and clear errors for what goes wrong. */
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { programFolder } from '../../src/config.js';
import { embedderGraph, onnx, readerGraph, tinyEmbedder, tinyReader, writeModel } from '../models/tiny-models.js';
import { dogAct } from './small-corpus.js';
import { commandPlace, type Ended } from './typed-commands.js';

const place = commandPlace();
const { responsa } = place;
const json = (ended: Ended): Record<string, unknown> => JSON.parse(ended.out) as Record<string, unknown>;

describe('index and ask', () => {
  it('builds, answers and shows the quotation', async () => {
    const built = await responsa(['index', '--corpus', place.write({ 'dogs.md': dogAct(60, 14) })]);
    expect(built).toMatchObject({ code: 0 });
    expect(built.out).toMatch(/files read\s+1\nskipped\s+0\nworks\s+1\nexpressions\s+1\n/);
    const asked = await responsa(['ask', 'How much is the annual dog fee?']);
    expect(asked).toMatchObject({ code: 0 });
    expect(asked.out).toContain('60 crowns');
    expect(asked.out).toMatch(/— Dogs Act( 2019)?, section 2/);
    const asJson = json(await responsa(['ask', 'How much is the annual dog fee?', '--json']));
    expect(asJson).toMatchObject({ status: 'answered', provenance: { engine: 'extractive', embedder: 'hashed-ngrams' } });
  });

  it('reports a broken file with its reason, counts it and indexes the rest', async () => {
    const corpus = place.write({ 'dogs.md': dogAct(60, 14), 'broken.xml': '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>', 'scan.tiff': 'II*' });
    const built = await responsa(['index', '--corpus', corpus, '--json']);
    expect(built.code).toBe(0);
    const report = json(built) as { counts: Record<string, number>; skipped: { file: string; reason: string }[] };
    expect(report.counts).toMatchObject({ filesRead: 1, skipped: 2, works: 1 });
    expect(report.skipped.map(({ file }) => path.basename(file)).sort()).toEqual(['broken.xml', 'scan.tiff']);
    expect(report.skipped.find(({ file }) => file.endsWith('broken.xml'))?.reason).toMatch(/unclosed|not well-formed|line/i);
  });

  it('does not publish what shrank: exit code 1 and the reasons, until it is forced; each is recorded', async () => {
    const corpus = place.write({ 'dogs.md': dogAct(60, 14), 'cats.md': dogAct(30, 14).replaceAll('dog', 'cat').replaceAll('Dog', 'Cat') });
    expect(await responsa(['index', '--corpus', corpus])).toMatchObject({ code: 0 });
    const listed = async () => JSON.parse((await responsa(['generations', '--json'])).out) as { id: string; live: boolean }[];
    const [first] = await listed();
    rmSync(path.join(corpus, 'cats.md'));
    const refused = await responsa(['index', '--corpus', corpus, '--json']);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toMatch(/was built but not made live; the old one stays\.\n {2}It has 1 works, generation \S+ has 2: 50\.0 % fewer/);
    expect(JSON.parse(refused.out)).toMatchObject({ refused: true, counts: { works: 1 }, refusals: [{ check: 'counts', before: 2, after: 1 }, { check: 'counts' }, { check: 'counts' }] });
    expect((await listed()).map(({ id, live }) => [id === first!.id, live])).toEqual([[false, false], [true, true]]);
    expect((await responsa(['generations'])).out).toContain('refused by the gate');
    const forced = await responsa(['index', '--corpus', corpus, '--force']);
    expect(forced).toMatchObject({ code: 0 });
    expect(forced.out).toMatch(/^published: generation [^]*forced: It has 1 works/);
    const log = (await responsa(['audit', 'export'])).out.trimEnd().split('\n').map((line) => JSON.parse(line) as { kind: string; data: { who: string; state: string; force: boolean } });
    expect(log.filter(({ kind }) => kind === 'build').map(({ data }) => [data.who, data.state, data.force])).toEqual([['command line', 'published', false], ['command line', 'refused', false], ['command line', 'published', true]]);
  });

  it('says what is wrong with the command line, with exit code 2', async () => {
    for (const [argv, message] of [
      [['index'], /No corpus was named/],
      [['ask'], /One question is expected/],
      [['ask', 'fee '.repeat(2_500)], /longer than 2000 characters/],
      [['ask', 'fee', '--as-of', '2023-02-29'], /"2023-02-29" is no day of the calendar/],
      [['ask', 'fee', '--language', 'klingonese-x'], /no language tag/],
      [['ask', 'fee', '--colour', 'red'], /colour/],
      [['evaluate'], /Name one of/],
      [['generations', 'explode'], /explode/],
      [['dance'], /no command "dance"/],
    ] as const) {
      const ended = await responsa(argv);
      expect({ argv, code: ended.code }).toEqual({ argv, code: 2 });
      expect(ended.err).toMatch(message);
    }
    for (const name of ['index', 'ask', 'serve', 'evaluate', 'generations', 'bench']) {
      const help = await responsa([name, '--help']);
      expect(help.code).toBe(0);
      expect(help.out).toContain(`responsa ${name} `);
    }
  });
});

describe('faults', () => {
  it('no index, no corpus, an empty corpus', async () => {
    const noIndex = await responsa(['ask', 'fee']);
    expect([noIndex.code, noIndex.err]).toEqual([1, expect.stringMatching(/no index[\s\S]*index --corpus/i)]);
    const noCorpus = await responsa(['index', '--corpus', path.join(place.folder, 'nowhere')]);
    expect([noCorpus.code, noCorpus.err]).toEqual([1, expect.stringContaining('nowhere')]);
    mkdirSync(path.join(place.folder, 'empty'));
    const empty = await responsa(['index', '--corpus', path.join(place.folder, 'empty')]);
    expect(empty.code).toBe(1);
    expect(empty.err).toMatch(/no document/i);
    expect((await responsa(['generations', '--json'])).out.trim()).toBe('[]');
  });

  it('a damaged index file is named, refused, and the earlier generation can be made live again', async () => {
    const corpus = place.write({ 'dogs.md': dogAct(60, 14) });
    const first = json(await responsa(['index', '--corpus', corpus, '--json']))['generation'] as string;
    place.write({ 'dogs.md': dogAct(61, 14) });
    const second = json(await responsa(['index', '--corpus', corpus, '--json']))['generation'] as string;
    expect(second).not.toBe(first);
    const generation = path.join(place.indexes, 'generations', second);
    for (const name of readdirSync(generation).filter((file) => file !== 'manifest.json')) {
      const file = path.join(generation, name);
      const whole = readFileSync(file);
      // A corpus too small for probes has an empty file of them.
      const altered = whole.length === 0 ? Buffer.of(1) : Buffer.from(whole);
      if (whole.length > 0) altered[altered.length >> 1]! ^= 1;
      writeFileSync(file, altered);
      const ended = await responsa(['ask', 'fee']);
      expect({ name, code: ended.code, named: ended.err.includes(name) }).toEqual({ name, code: 1, named: true });
      writeFileSync(file, whole);
    }
    appendFileSync(path.join(generation, 'manifest.json'), '}');
    expect((await responsa(['generations', 'verify'])).code).toBe(1);
    expect((await responsa(['generations', 'activate', first])).code).toBe(0);
    expect((await responsa(['ask', 'How much is the annual dog fee?'])).out).toContain('60 crowns');
  });

  it('a missing or altered model file is named', async () => {
    const corpus = place.write({ 'dogs.md': dogAct(60, 14) });
    const models = path.join(place.folder, 'models');
    cpSync(path.join(programFolder, 'models'), models, { recursive: true });
    const environment = { RESPONSA_EMBEDDER: 'responsa-embedder-1', RESPONSA_MODELS: models };
    const tokenizer = path.join(models, 'responsa-embedder-1', 'tokenizer.json');
    appendFileSync(tokenizer, ' ');
    const altered = await responsa(['index', '--corpus', corpus], environment);
    expect([altered.code, altered.err]).toEqual([1, expect.stringContaining('tokenizer.json')]);
    rmSync(tokenizer);
    const missing = await responsa(['index', '--corpus', corpus], environment);
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('tokenizer.json')]);
    const unknown = await responsa(['index', '--corpus', corpus], { RESPONSA_EMBEDDER: 'oracle' });
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('responsa-embedder-1')]);
  });

  it('an index built with another embedder is refused with advice', async () => {
    await responsa(['index', '--corpus', place.write({ 'dogs.md': dogAct(60, 14) })]);
    const ended = await responsa(['ask', 'fee'], { RESPONSA_EMBEDDER: 'responsa-embedder-1' });
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(/built with the embedder hashed-ngrams[\s\S]*build the index again/);
  });

  it('a model that is taken in and used makes the index be built again, and is not removed while it is needed', async () => {
    const corpus = place.write({ 'dogs.md': dogAct(60, 14) });
    const models = path.join(place.folder, 'models');
    mkdirSync(models);
    writeFileSync(path.join(models, 'models.json'), '{ "use": { "embedder": "hashed-ngrams", "reader": null } }');
    const environment = { RESPONSA_EMBEDDER: '', RESPONSA_MODELS: models };
    await responsa(['index', '--corpus', corpus], environment);
    const offered = await writeModel(place.folder, tinyEmbedder, onnx(embedderGraph()));
    expect(await responsa(['models', 'add', offered], environment)).toMatchObject({ code: 0, out: expect.stringMatching(/^added: tiny-embedder \(embedder, Apache-2\.0, [0-9a-f]{12}\)/) as string });
    const used = await responsa(['models', 'use', 'tiny-embedder'], environment);
    expect(used.out).toMatch(/^embedder in use: tiny-embedder;.*\nIndexes must be built again: generation \S+ was built with hashed-ngrams and is refused/);
    const refused = await responsa(['ask', 'fee'], environment);
    expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(/but tiny-embedder .* is configured\.\nUse the embedder hashed-ngrams again[\s\S]*or build the index again/)]);
    await responsa(['index', '--corpus', corpus], environment);
    expect(json(await responsa(['ask', 'How much is the dog fee?', '--json'], environment))).toMatchObject({ provenance: { embedder: 'tiny-embedder', reader: 'extractive' } });
    const listed = json(await responsa(['models', '--json'], environment)) as { use: object; models: { name: string; inUse: boolean; licence: string; bytes: number }[] };
    expect(listed.use).toEqual({ embedder: 'tiny-embedder', reader: null });
    expect(listed.models.map(({ name, inUse }) => [name, inUse])).toEqual([['tiny-embedder', true], ['hashed-ngrams', false]]);
    const inUse = await responsa(['models', 'remove', 'tiny-embedder'], environment);
    expect([inUse.code, inUse.err]).toEqual([2, expect.stringContaining('tiny-embedder is in use and is not removed.')]);
  });

  it('a trained reader judges, and one that is damaged leaves the question to words and vectors', async () => {
    const corpus = place.write({ 'dogs.md': dogAct(60, 14) });
    const models = path.join(place.folder, 'models');
    await writeModel(models, tinyReader, onnx(readerGraph({ crowns: 100 })));
    const environment = { RESPONSA_MODELS: models, RESPONSA_READER: 'tiny-reader' };
    await responsa(['index', '--corpus', corpus], environment);
    const asked = json(await responsa(['ask', 'How much is the annual dog fee?', '--json'], environment)) as { statements: { text: string }[] };
    expect(asked).toMatchObject({ status: 'answered', provenance: { reader: 'tiny-reader', fallback: null } });
    expect(asked.statements.map(({ text }) => text)).toEqual(['The annual dog fee is 60 crowns for each dog.']);
    appendFileSync(path.join(models, 'tiny-reader', 'tokenizer.json'), ' ');
    expect(json(await responsa(['ask', 'How much is the annual dog fee?', '--json'], environment))).toMatchObject({
      provenance: { reader: 'extractive', fallback: { engine: 'extractive', reason: 'failed', message: expect.stringMatching(/tokenizer\.json.*has been altered/) as string } },
    });
    const unknown = await responsa(['ask', 'fee'], { ...environment, RESPONSA_READER: 'oracle' });
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('At hand are: tiny-reader, none.')]);
    for (const argv of [['models', 'add'], ['models', 'frobnicate', 'x'], ['models', 'list', 'x'], ['models', 'use', 'a', 'b']]) expect((await responsa(argv, environment)).code).toBe(2);
  });

  it('a port in use is named', async () => {
    await responsa(['index', '--corpus', place.write({ 'dogs.md': dogAct(60, 14) })]);
    const taken = createServer();
    const port = await new Promise<number>((resolve) => taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)));
    const ended = await responsa(['serve', '--port', String(port)]);
    taken.close();
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(String(port));
  });
});
