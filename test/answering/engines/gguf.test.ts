/**
 * A model with random weights keeps to the form, and a real small one answers. Needs node-llama-cpp (RESPONSA_TEST_LLAMA: folder that holds its
 * node_modules; else language-model/ beside the program) and, for the last part, RESPONSA_TEST_GGUF: an instructed model as GGUF file.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HumanMessage } from '@langchain/core/messages';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tinyGguf, tinyVocabulary } from '../../../scripts/tiny-gguf.js';
import type { Engine } from '../../../src/answering/engine.js';
import { openEngines } from '../../../src/answering/engines.js';
import { outputForm, readOutput } from '../../../src/answering/language-model/output.js';
import { numberSentences } from '../../../src/answering/numbered-sentences.js';
import { openGgufModel } from '../../../src/models/gguf-model.js';
import { openHashedNgrams } from '../../../src/models/hashed-ngrams.js';
import type { LanguageModel } from '../../../src/models/language-model.js';
import { dogAct, passageOf, queryOf } from '../fixtures.js';

const library = process.env['RESPONSA_TEST_LLAMA'] ?? new URL('../../../language-model', import.meta.url).pathname;
const installed = existsSync(path.join(library, 'node_modules', 'node-llama-cpp'));
const realModel = process.env['RESPONSA_TEST_GGUF'] ?? '';

describe('the tiny model', () => {
  it('is the same file for the same seed, and another for another', () => {
    expect(Buffer.compare(tinyGguf(1), tinyGguf(1))).toBe(0);
    expect(Buffer.compare(tinyGguf(1), tinyGguf(2))).not.toBe(0);
  });

  it('is a GGUF file of version 3 whose tensors end where the file ends', () => {
    const bytes = Buffer.from(tinyGguf(1));
    expect([bytes.toString('latin1', 0, 4), bytes.readUInt32LE(4), bytes.readBigUInt64LE(8), bytes.readBigUInt64LE(16)]).toEqual(['GGUF', 3, 12n, 19n]);
    expect(bytes.length % 32).toBe(0);
    // Two tables of 64 columns, four of 64 × 64, three of 64 × 128, three norms, four bytes a number; what is before them holds the vocabulary.
    const tensors = 4 * (2 * 64 * tinyVocabulary().length + 4 * 64 * 64 + 3 * 64 * 128 + 3 * 64);
    expect(bytes.length - tensors).toBeGreaterThan(5_000);
    expect(bytes.length - tensors).toBeLessThan(20_000);
  });

  it('has a token for every byte', () => {
    expect(tinyVocabulary().filter(({ kind }) => kind === 6).map(({ text }) => Number(text.slice(1, -1)))).toEqual(Array.from({ length: 256 }, (_, byte) => byte));
  });
});

it('says how to install what is missing, and what file is not there', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'responsa-no-llama-'));
  const file = path.join(folder, 'tiny.gguf');
  const settings = { file, library: folder, threads: 1, contextTokens: 512, answerTokens: 64 };
  expect(() => openGgufModel(settings)).toThrow(expect.objectContaining({ fault: 'not-found', message: `languageModelFile names ${file}, which is not there.` }));
  await writeFile(file, tinyGguf(1));
  expect(() => openGgufModel(settings)).toThrow(expect.objectContaining({ fault: 'environment', advice: expect.stringContaining(`npm install --prefix ${folder}`) as string }));
  await rm(folder, { recursive: true });
});

const embedder = openHashedNgrams({ batchSize: 8 });
afterAll(() => embedder.close());
const opened: LanguageModel[] = [];
afterEach(async () => {
  for (const model of opened.splice(0)) await model.close();
});
const never = new AbortController().signal;
const draft = { query: queryOf('Within how many days must I register my dog?'), sentences: numberSentences([passageOf(dogAct, 'sec_2')]) };

function open(file: string, contextTokens: number, answerTokens: number): LanguageModel {
  const model = openGgufModel({ file, library, threads: 1, contextTokens, answerTokens });
  opened.push(model);
  return model;
}

function engineOf(model: LanguageModel, languageModelContext: number, languageModelAnswer: number): Engine {
  const settings = { maximumStatements: 2, languageModelContext, languageModelAnswer, languageModelFirstToken: 600_000, languageModelTimeout: 600_000, languageModelQueue: 4 };
  return openEngines({ embedder, languageModels: [model], settings }).get('gguf')!;
}

if (!installed) process.stderr.write(`Skipped: node-llama-cpp is not in ${library}; what the engine gguf does with a model is not tested.\n`);
describe.skipIf(!installed)('with random weights', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'responsa-tiny-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const write = async (seed: number): Promise<string> => {
    const file = path.join(folder, `${seed}.gguf`);
    await writeFile(file, tinyGguf(seed));
    return file;
  };

  it('keeps to the form whatever the weights: six models, six outputs that can be read', async () => {
    const outputs: string[] = [];
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const model = open(await write(seed), 2048, 1400);
      let text = '';
      for await (const chunk of model.chat._streamResponseChunks([new HumanMessage(`Question ${seed}`)], { form: outputForm([1, 2, 3], 2) })) text += chunk.text;
      const statements = readOutput(text, [1, 2, 3], 2);
      expect(statements === null || statements.length > 0).toBe(true);
      outputs.push(text);
      await model.close();
      opened.length = 0;
    }
    expect(outputs.some((text) => text.startsWith('{"answered":true'))).toBe(true);
  });

  it('counts with its own tokenizer', async () => {
    const model = open(await write(1), 512, 64);
    // A blank in front, then a token for each letter.
    expect(await model.chat.getNumTokens('dog')).toBe(4);
  });

  it('composes the same from the same', async () => {
    const engine = engineOf(open(await write(1), 4096, 1400), 4096, 1400);
    const first = await engine.compose(draft, never);
    expect(await engine.compose(draft, never)).toEqual(first);
  });

  it('lets the reader answer where the output does not come to its end', async () => {
    const file = await write(1);
    const { fallback, statements } = await engineOf(open(file, 4096, 64), 4096, 64).compose(draft, never);
    if (fallback === undefined) expect(statements).toEqual([]);
    else expect(fallback).toMatchObject({ engine: 'gguf', reason: 'unusable' });
  });

  it('stops when it is aborted, and takes the next question', async () => {
    const engine = engineOf(open(await write(1), 4096, 1400), 4096, 1400);
    const leaving = new AbortController();
    const left = engine.compose(draft, leaving.signal);
    setTimeout(() => leaving.abort(new Error('left')), 20);
    await expect(left).rejects.toThrow('left');
    expect((await engine.compose(draft, never)).answerable).toBeGreaterThan(0);
  });

  it('lets the reader answer when the file is no model', async () => {
    const file = path.join(folder, 'broken.gguf');
    await writeFile(file, tinyGguf(1).subarray(0, 5_000));
    const { fallback, statements } = await engineOf(open(file, 512, 64), 512, 64).compose(draft, never);
    expect(fallback).toMatchObject({ engine: 'gguf', reason: 'failed' });
    expect(statements.length).toBeGreaterThan(0);
  });
});

if (installed && !existsSync(realModel)) process.stderr.write('Skipped: RESPONSA_TEST_GGUF names no file; no real model is asked.\n');
describe.skipIf(!installed || !existsSync(realModel))('with a real model', () => {
  it('writes statements that name sentences', async () => {
    const { statements, fallback, reserve } = await engineOf(open(realModel, 2048, 256), 2048, 256).compose(draft, never);
    expect(fallback).toBeUndefined();
    expect(reserve).toBeDefined();
    expect(statements.length).toBeGreaterThan(0);
    for (const { sentences } of statements) for (const number of sentences) expect(draft.sentences.map((sentence) => sentence.number)).toContain(number);
  });
});
