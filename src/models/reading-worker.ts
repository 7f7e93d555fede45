/** The thread in which a trained reader runs: check the files, load, then a question and sentences in, scores out. One request at a time. */
import '../outgoing/install.js';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { ResponsaError } from '../errors.js';
import type { ReaderEntry } from './model-entry.js';
import { loadModel, unitsPerToken, type LoadedModel, type Pass } from './model-library.js';
import { leastWindow, sentenceScore, views, windowsOf, type View, type Window } from './reading-windows.js';
import { verifyModel } from './registry.js';
import type { SentenceScores } from './trained-reader.js';
import { faultReply, readerSettings, readingRequest, type ReadingReply, type ReadingRequest } from './worker-messages.js';

/** Windows in one pass. A request that nobody waits for any more ends between two passes. */
const mostRows = 8;
/** Log-odds of a sentence without a single piece, and of nothing at all: no answer. */
const noPieces = -30;

const output = z.object({
  token_scores: z.object({ data: z.instanceof(Float32Array) }),
  answers: z.object({ data: z.instanceof(Float32Array) }),
});

interface Placed extends Window {
  /** Number of the passage's first sentence among those of all passages. */
  readonly first: number;
}

type Asked = Omit<ReadingRequest, 'cancelled'>;
/** Of the sentences, in order. */
type Scores = Omit<SentenceScores, 'answers'>;
type Score = (request: Asked, isCancelled: () => boolean) => Promise<SentenceScores>;

async function openScorer({ modelsFolder, entry, threads }: z.infer<typeof readerSettings>): Promise<Score> {
  await verifyModel(modelsFolder, entry);
  const model = await loadModel(modelsFolder, entry, threads);
  return async (asked, isCancelled) => {
    const seen: Scores[] = [];
    for (const view of views[asked.read]) seen.push(await scoresIn(model, entry, asked, view, isCancelled));
    const { windows } = seen[0]!;
    return { scores: meanOf(seen.map(({ scores }) => scores)), windows, answers: Math.max(noPieces, ...windows) };
  };
}

/** ResponsaError('unavailable') once nobody waits any more, ('damaged') when the model gives what is no number. */
async function scoresIn(model: LoadedModel, entry: ReaderEntry, { question, passages }: Asked, view: View, isCancelled: () => boolean): Promise<Scores> {
  const windows = placedWindows(model, entry, question, passages, view).sort((a, b) => b.ids.length - a.ids.length);
  const sentences = passages.reduce((sum, { length }) => sum + length, 0);
  const scores = new Array<number>(sentences).fill(noPieces);
  const answering = new Array<number>(sentences).fill(noPieces);
  for (let done = 0; done < windows.length; done += mostRows) {
    if (isCancelled()) throw new ResponsaError('unavailable', 'The reading was cancelled.', 'Nobody waits for it.');
    const rows = windows.slice(done, done + mostRows);
    const pass = passOf(rows);
    const given = output.parse(await model.run(pass));
    requireNumbers(entry, pass, given.token_scores.data, given.answers.data, question);
    rows.forEach((window, row) => {
      collect(window, given.token_scores.data.subarray(row * pass.tokens, (row + 1) * pass.tokens), scores);
      for (const { sentence } of window.sentences) answering[window.first + sentence] = Math.max(answering[window.first + sentence]!, given.answers.data[row]!);
    });
  }
  return { scores, windows: answering };
}

function meanOf(rows: readonly (readonly number[])[]): number[] {
  return rows[0]!.map((_, index) => rows.reduce((sum, row) => sum + row[index]!, 0) / rows.length);
}

function placedWindows({ tokenizer }: LoadedModel, { maximumTokens }: ReaderEntry, question: string, passages: readonly (readonly string[])[], { length, shared }: View): Placed[] {
  const pieces = (text: string): number[] => tokenizer.encode(text.slice(0, maximumTokens * unitsPerToken), { add_special_tokens: false });
  const around = tokenizer.encode('');
  const settings = { maximumTokens: Math.max(leastWindow, Math.round(length * maximumTokens)), shared, special: [around.at(0)!, around.at(-1)!] as const };
  const asked = pieces(question);
  let first = 0;
  return passages.flatMap((sentences) => {
    const windows = windowsOf(asked, sentences.map(pieces), settings).map((window) => ({ ...window, first }));
    first += sentences.length;
    return windows;
  });
}

/** Padded to the longest, which comes first. Padding is masked, so its id is of no account. */
function passOf(windows: readonly Window[]): Pass {
  const tokens = windows[0]!.ids.length;
  const padded = (values: readonly number[]): number[] => [...values, ...new Array<number>(tokens - values.length).fill(0)];
  return {
    rows: windows.length,
    tokens,
    ids: windows.flatMap(({ ids }) => padded(ids)),
    mask: windows.flatMap(({ ids }) => padded(ids.map(() => 1))),
    types: windows.flatMap(({ types }) => padded(types)),
  };
}

/** The best over the windows that a sentence stands in. */
function collect({ first, sentences }: Placed, row: Float32Array, scores: number[]): void {
  for (const place of sentences) {
    const score = sentenceScore(row, place);
    if (score !== null) scores[first + place.sentence] = Math.max(scores[first + place.sentence]!, score);
  }
}

/** ResponsaError('damaged') when the output is not of the shape asked for, or a number that counts is none. */
function requireNumbers({ name }: ReaderEntry, { rows, tokens, mask }: Pass, tokenScores: Float32Array, answers: Float32Array, question: string): void {
  if (tokenScores.length !== rows * tokens || answers.length !== rows) {
    throw new ResponsaError('damaged', `The reader ${name} gave ${tokenScores.length} scores and ${answers.length} answers for ${rows} windows of ${tokens} tokens.`, 'A reader gives a score per token and an answer per window; restore the model, or choose another with `models use`.');
  }
  if (!answers.every(Number.isFinite) || !tokenScores.every((score, token) => mask[token] === 0 || Number.isFinite(score))) {
    throw new ResponsaError('damaged', `The reader ${name} gave a score that is no number for a question of ${question.length} characters.`, 'Its weights do not fit this runtime; choose another with `models use`.');
  }
}

async function serve(): Promise<void> {
  if (parentPort === null) throw new Error('reading-worker.js runs as a worker thread only');
  const port = parentPort;
  const reply = (message: ReadingReply): void => port.postMessage(message);
  try {
    const score = await openScorer(readerSettings.parse(workerData));
    port.on('message', (message: unknown) => {
      const { cancelled, ...request } = readingRequest.parse(message);
      const isCancelled = (): boolean => Atomics.load(new Int32Array(cancelled), 0) === 1;
      void score(request, isCancelled).then(({ scores, windows, answers }): ReadingReply => ({ is: 'scores', scores: [...scores], windows: [...windows], answers }), faultReply).then(reply);
    });
    reply({ is: 'ready' });
  } catch (error) {
    reply(faultReply(error));
    port.close();
  }
}

await serve();
