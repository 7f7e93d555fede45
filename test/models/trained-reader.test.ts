/** A trained reader: windows, scores over windows, and what happens when it gives what is no number, fails or is left. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ResponsaError } from '../../src/errors.js';
import { readerEntry } from '../../src/models/model-entry.js';
import { openReader } from '../../src/models/models.js';
import { mostQuestionPieces, sentenceScore, windowsOf } from '../../src/models/reading-windows.js';
import { readModel } from '../../src/models/registry.js';
import type { TrainedReader } from '../../src/models/trained-reader.js';
import { openTransformerReader } from '../../src/models/transformer-reader.js';
import { embedderGraph, onnx, readerGraph, tinyEmbedder, tinyReader, writeModel, type Graph } from './tiny-models.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'responsa-reader-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function readerOf(name: string, graph: Graph, maximumTokens: number = tinyReader.maximumTokens): Promise<TrainedReader> {
  await writeModel(folder, { ...tinyReader, name, maximumTokens }, onnx(graph));
  return (await openReader(name, { modelsFolder: folder, threads: 1 }))!;
}

async function faultOf(promise: Promise<unknown>): Promise<[string, string]> {
  const error: unknown = await promise.then(() => null, (reason: unknown) => reason);
  if (!(error instanceof ResponsaError)) throw new Error(`expected a ResponsaError, got ${String(error)}`);
  return [error.fault, error.message];
}

describe('windows', () => {
  const settings = { maximumTokens: 16, shared: 3, special: [2, 3] as const };
  /** A question of 3 pieces leaves room for 16 - 5 - 1 = 10. */
  const question = [90, 91, 92];
  const sentence = (id: number, length: number): number[] => new Array<number>(length).fill(id);

  it('hold question and sentences between special tokens, the second part of type 1', () => {
    expect(windowsOf(question, [[10, 11], [], [12]], settings)).toEqual([{
      ids: [2, 90, 91, 92, 3, 10, 11, 12, 3],
      types: [0, 0, 0, 0, 0, 1, 1, 1, 1],
      sentences: [{ sentence: 0, start: 5, end: 7 }, { sentence: 1, start: 7, end: 7 }, { sentence: 2, start: 7, end: 8 }],
    }]);
    expect(windowsOf(question, [], settings)).toEqual([]);
  });

  it.each([
    ['share three sentences with the one before', [2, 2, 2, 2, 2, 2, 2], [[0, 1, 2, 3, 4], [2, 3, 4, 5, 6]]],
    ['share fewer where the next sentence needs the room', [3, 3, 3, 6, 3], [[0, 1, 2], [2, 3], [3, 4]]],
    ['share none where nothing fits beside the next sentence', [4, 4, 10, 4], [[0, 1], [2], [3]]],
    ['cut a sentence that is longer than the room', [25, 1], [[0], [1]]],
  ])('%s', (_, lengths, expected) => {
    const windows = windowsOf(question, lengths.map((length, id) => sentence(id + 10, length)), settings);
    expect(windows.map(({ sentences }) => sentences.map((place) => place.sentence))).toEqual(expected);
    for (const { ids, types } of windows) expect([ids.length <= 16, ids.at(0), ids.at(-1), types.length]).toEqual([true, 2, 3, ids.length]);
  });

  it('share as many sentences as the view says, where there is room', () => {
    const sentences = Array.from({ length: 6 }, (_, id) => sentence(id + 10, 2));
    const heldWith = (shared: number): number[][] => windowsOf(question, sentences, { ...settings, shared }).map((window) => window.sentences.map((place) => place.sentence));
    expect([heldWith(0), heldWith(4)]).toEqual([[[0, 1, 2, 3, 4], [5]], [[0, 1, 2, 3, 4], [1, 2, 3, 4, 5]]]);
  });

  it('hold every sentence, whatever the lengths, and cut the question', () => {
    for (let round = 0; round < 200; round++) {
      const lengths = Array.from({ length: 1 + (round % 17) }, (_, index) => (round * 7 + index * index * 13) % 15);
      const windows = windowsOf(question, lengths.map((length, id) => sentence(id, length)), settings);
      const held = new Set(windows.flatMap(({ sentences }) => sentences.map((place) => place.sentence)));
      expect([...held].sort((a, b) => a - b)).toEqual([...lengths.keys()]);
      expect(windows.every(({ ids }) => ids.length <= 16)).toBe(true);
    }
    const [window] = windowsOf(sentence(9, 500), [[1]], { maximumTokens: 128, shared: 3, special: [2, 3] });
    expect(window!.types.filter((type) => type === 0)).toHaveLength(mostQuestionPieces + 2);
  });

  it('give a sentence the mean of its tokens, and none without tokens', () => {
    const row = Float32Array.of(9, 9, 1, 3, 9);
    expect(sentenceScore(row, { start: 2, end: 4 })).toBe(2);
    expect(sentenceScore(row, { start: 2, end: 2 })).toBeNull();
  });
});

describe('a trained reader', () => {
  it('scores each sentence by its words, not by those of the question, and the whole by its best window', async () => {
    const reader = await readerOf('words', readerGraph({ fee: 6, crowns: 3, green: -2, '[SEP]': -9, what: 100 }));
    const { scores, windows, answers } = await reader.scoreSentences('What is the fee?', [['The fee.', 'The tree is green.'], ['', 'Crowns.']]);
    // "the fee ." is (0 + 6 + 0) / 3; "the tree is green ." is -2 / 5; "crowns ." is 3 / 2.
    expect(scores.map((score) => Number(score.toFixed(5)))).toEqual([2, -0.4, -30, 1.5]);
    expect(windows).toEqual([6, 6, 3, 3]);
    expect(answers).toBe(6);
    expect([reader.name, reader.languages, reader.reading]).toEqual(['words', ['en'], { sentenceMargin: 1, answerThreshold: 2 }]);
    await reader.close();
  });

  it('reads long passages in windows, the best of which counts, and is the same however many there are', async () => {
    const reader = await readerOf('long', readerGraph({ fee: 6 }));
    const filler = 'the tree is green .';
    const passages = Array.from({ length: 30 }, (_, passage) => Array.from({ length: 20 + passage }, (_, index) => (index === passage ? 'fee' : filler)));
    const { scores, answers } = await reader.scoreSentences('what ?', passages);
    expect(scores).toEqual(passages.flatMap((sentences) => sentences.map((text) => (text === 'fee' ? 6 : 0))));
    expect(answers).toBe(6);
    await reader.close();
  });

  it('reads a page thrice: the mean for its sentences, the longest windows for the whole', async () => {
    const reader = await readerOf('views', readerGraph({ fee: 6 }), 384);
    // Of its 151 pieces the shortest windows, of 128, hold those before "fee" alone.
    const page = ['the tree is green .', `${'the '.repeat(150)}fee`];
    const [once, thrice] = [await reader.scoreSentences('what ?', [page]), await reader.scoreSentences('what ?', [page], { read: 'thrice' })];
    expect(once).toEqual({ scores: [0, expect.closeTo(6 / 151, 5)], windows: [6, 6], answers: 6 });
    expect(thrice).toEqual({ scores: [0, expect.closeTo(4 / 151, 5)], windows: [6, 6], answers: 6 });
    await reader.close();
  });

  it('with the least windows reads a page behind the longest question', async () => {
    const reader = await readerOf('least', readerGraph({ fee: 6 }));
    const page = [...Array.from({ length: 40 }, () => 'the tree is green .'), 'fee'];
    const { scores } = await reader.scoreSentences('what '.repeat(200), [page], { read: 'thrice' });
    expect(scores).toEqual([...new Array<number>(40).fill(0), 6]);
    await reader.close();
  });

  it('that gives what is no number is told, with its name, without the question, and goes on', async () => {
    const reader = await readerOf('nan', readerGraph({ fee: Number.NaN }));
    expect(await faultOf(reader.scoreSentences('what ?', [['the fee']]))).toEqual(['damaged', 'The reader nan gave a score that is no number for a question of 6 characters.']);
    expect(await reader.scoreSentences('what ?', [['the tree']])).toEqual({ scores: [0], windows: [0], answers: 0 });
    await reader.close();
  });

  it('that gives other shapes is told', async () => {
    const graph = readerGraph({});
    const flat = await readerOf('flat', { ...graph, nodes: graph.nodes.slice(0, 5), outputs: graph.outputs.slice(0, 1) });
    const [fault, said] = await faultOf(flat.scoreSentences('what ?', [['the fee']]));
    expect([fault, said]).toEqual(['unavailable', expect.stringContaining('answers')]);
    await flat.close();
  });

  it('answers one after the other, lets those who leave go, and ends all when it is closed', async () => {
    const reader = await readerOf('queue', readerGraph({ fee: 6 }));
    const leaving = new AbortController();
    const all = [
      reader.scoreSentences('what ?', [['fee']]),
      reader.scoreSentences('what ?', [['tree']], { signal: leaving.signal }),
      reader.scoreSentences('what ?', [['fee', 'tree']]),
    ].map((promise) => promise.then(({ scores }) => scores, (error: unknown) => String(error)));
    leaving.abort(new Error('left'));
    expect(await Promise.all(all)).toEqual([[6], 'Error: left', [6, 0]]);
    await expect(reader.scoreSentences('what ?', [['fee']], { signal: leaving.signal })).rejects.toThrow('left');
    const waiting = faultOf(reader.scoreSentences('what ?', [['fee']]));
    await reader.close();
    expect(await waiting).toEqual(['unavailable', 'The reader queue has been closed.']);
    expect(await faultOf(reader.scoreSentences('what ?', [['fee']]))).toEqual(['unavailable', 'The reader queue has been closed.']);
  });

  it('whose thread stops is told, by every call', async () => {
    await writeModel(folder, { ...tinyReader, name: 'stopping' }, onnx(readerGraph({})));
    const entry = readerEntry.parse(await readModel(folder, 'stopping'));
    const program = "import { parentPort as port } from 'node:worker_threads'; port.on('message', () => process.exit(7)); port.postMessage({ is: 'ready' });";
    const reader = await openTransformerReader(entry, { modelsFolder: folder, threads: 1, workerFile: new URL(`data:text/javascript,${encodeURIComponent(program)}`) });
    const calls = [reader.scoreSentences('a', [['b']]), reader.scoreSentences('a', [['b']])].map(faultOf);
    const expected = ['unavailable', 'The worker thread of the reader stopping stopped: exit code 7.'];
    expect(await Promise.all(calls)).toEqual([expected, expected]);
    await reader.close();
  });

  it('is opened by its name alone, and only as a reader', async () => {
    await writeModel(folder, tinyEmbedder, onnx(embedderGraph()));
    expect(await openReader('none', { modelsFolder: folder, threads: 1 })).toBeNull();
    expect(await faultOf(openReader(tinyEmbedder.name, { modelsFolder: folder, threads: 1 }))).toEqual(['bad-request', 'tiny-embedder is an embedder, and was named as the reader.']);
    expect((await faultOf(openReader('../words', { modelsFolder: folder, threads: 1 })))[0]).toBe('bad-request');
  });
});
