/** `bench`: a build told by its stages, a corpus with one act changed, and the whole command on a small corpus. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyWithOneActChanged } from '../../scripts/changed-act.js';
import { buildSchema, serviceSchema } from '../../scripts/bench-figures.js';
import { stageTimes } from '../../scripts/stage-times.js';
import { programFolder } from '../../src/config.js';
import { output, says, sends, startScriptedServer } from '../answering/engines/scripted-server.js';
import { dogAct, workplace, type Workplace } from '../e2e/small-corpus.js';

let place: Workplace;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.remove());

it('gives each stage the time until the next begins, the one that runs until now, one that came back the sum', () => {
  let now = 1_000;
  const stages = stageTimes(() => now);
  expect(stages.seconds()).toEqual({});
  for (const [stage, milliseconds] of [['read', 500], ['read', 1_500], ['graph', 4_000], ['read', 250], ['write', 100]] as const) {
    stages.enter(stage);
    now += milliseconds;
  }
  expect(stages.seconds()).toEqual({ read: 2.25, graph: 4, write: 0.1 });
  now += 900;
  expect(stages.seconds()).toEqual({ read: 2.25, graph: 4, write: 1 });
});

it('changes one act of a copy and nothing else', async () => {
  const corpus = place.write({ 'a.md': dogAct(60, 14), 'b.md': dogAct(61, 15), 'c.md': dogAct(62, 16) });
  const before = new Map(readdirSync(corpus).map((name) => [name, readFileSync(path.join(corpus, name), 'utf8')]));
  const { folders, file } = await copyWithOneActChanged([corpus], path.join(place.folder, 'copies'));
  expect(folders.map((folder) => path.basename(folder))).toEqual([path.basename(corpus)]);
  expect(path.basename(file)).toBe('b.md');
  for (const [name, text] of before) {
    expect(readFileSync(path.join(corpus, name), 'utf8')).toBe(text);
    const copied = readFileSync(path.join(folders[0]!, name), 'utf8');
    expect(copied.replace(' Amended.', '')).toBe(text);
    expect(copied.length - text.length).toBe(name === 'b.md' ? ' Amended.'.length : 0);
  }
});

it('says when there is no act that it can change', async () => {
  const corpus = path.join(place.folder, 'empty');
  mkdirSync(corpus);
  writeFileSync(path.join(corpus, 'short.md'), '# A\n\nShort.\n');
  await expect(copyWithOneActChanged([corpus], path.join(place.folder, 'copies'))).rejects.toMatchObject({ fault: 'bad-source', message: expect.stringContaining('60 characters') as string });
});

it('measures a build, the service and a build after one change, and keeps the index where it is told to', async () => {
  const corpus = place.write({ 'a.md': dogAct(60, 14), 'b.md': dogAct(61, 15) });
  const kept = path.join(place.folder, 'kept');
  const figures = JSON.parse(await responsa(['bench', '--corpus', corpus, '--keep', kept, '--questions', '3', '--without-peer', '--json'])) as Record<string, unknown>;
  expect(figures).toMatchObject({ embedder: 'hashed-ngrams', embedding: null });
  const build = buildSchema.parse(figures['build']);
  expect(Object.keys(build.stageSeconds)).toEqual(['read', 'chunk', 'embed', 'lexical', 'graph', 'teach', 'write']);
  expect(build.embedded).toBeGreaterThan(0);
  const sizes = readdirSync(path.join(kept, 'generations', build.generation)).filter((name) => name !== 'manifest.json').map((name) => readFileSync(path.join(kept, 'generations', build.generation, name)).length);
  expect(build.indexBytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
  expect(serviceSchema.parse(figures['service'])).toMatchObject({ questions: 3, engine: 'extractive', languageModel: null });
  expect(figures['rebuild']).toMatchObject({ chunks: build.chunks, embedded: 1 });
  expect(existsSync(path.join(kept, 'generations', build.generation))).toBe(true);
}, 120_000);

it('measures the language model that the settings name, when it writes and when it fails', async () => {
  const corpus = place.write({ 'a.md': dogAct(60, 14) });
  // The first sentence that it is shown, word for word.
  const server = await startScriptedServer((response, received) => {
    const [, number = '', text = ''] = /^(\d+) "(.*)"$/m.exec(received.body.messages[1]!.content) ?? [];
    (server.received.length === 1 ? sends(500, null, 'broken') : says(output({ text, sentences: [Number(number)] })))(response, received);
  });
  try {
    const figures = JSON.parse(await responsa(['bench', '--corpus', corpus, '--questions', '4', '--without-peer', '--json'], { RESPONSA_LANGUAGE_MODEL_URL: server.url, RESPONSA_LANGUAGE_MODEL_NAME: 'scripted-1' })) as Record<string, unknown>;
    const { languageModel } = serviceSchema.parse(figures['service']);
    expect(languageModel).toMatchObject({ engine: 'openai-compatible', model: 'scripted-1', questions: 4, written: server.received.length - 1, fallbacks: 1 });
    expect(languageModel!.written).toBeGreaterThan(0);
    expect(languageModel!.tokensPerSecond).toBeGreaterThan(0);
    expect(languageModel!.firstStatementMs.p50).toBeGreaterThan(0);
  } finally {
    await server.close();
  }
}, 120_000);

function responsa(argv: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<string> {
  const env = { PATH: process.env['PATH'], RESPONSA_EMBEDDER: 'hashed-ngrams', RESPONSA_READER: 'none', ...settings };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [path.join(programFolder, 'dist/scripts/responsa.js'), ...argv], { env, cwd: place.folder }, (error, out, err) => (error === null ? resolve(out) : reject(new Error(`${error.message}\n${err}`))));
  });
}
