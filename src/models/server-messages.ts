/** What an OpenAI-compatible server sends: chat completions, as server-sent events or as one JSON object. Parsed at this border, with a limit on its size. */
import { z } from 'zod';
import { ModelFault } from '../model-fault.js';

const streamed = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).optional(), finish_reason: z.string().nullish() })),
});
const whole = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }), finish_reason: z.string().nullish() })).min(1),
});

/** A piece of the output; `finished` tells why the model stopped, with the last one. */
export interface Piece {
  readonly text: string;
  readonly finished: string | null;
}

/** The pieces of a stream of events, up to `[DONE]` or the reason of the end. ModelFault('malformed') for anything else, a stream cut short included. */
export async function* readEvents(chunks: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Piece> {
  let finished = false;
  for await (const line of linesOf(chunks, mostBytes)) {
    if (!line.startsWith('data:')) continue;
    const data = line.slice('data:'.length).trim();
    if (data === '[DONE]') {
      finished = true;
      break;
    }
    const choice = parse(streamed, data).choices[0];
    if (choice === undefined) continue;
    finished ||= typeof choice.finish_reason === 'string';
    yield { text: choice.delta?.content ?? '', finished: choice.finish_reason ?? null };
  }
  if (!finished) throw new ModelFault('malformed', 'The stream of the language-model server broke off before its end.');
}

/** A response that is not streamed, as one piece. */
export async function readWhole(chunks: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Piece> {
  let text = '';
  for await (const part of decoded(chunks, mostBytes)) text += part;
  const choice = parse(whole, text).choices[0]!;
  return { text: choice.message.content, finished: choice.finish_reason ?? null };
}

function parse<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new ModelFault('malformed', 'The language-model server sent something that is no chat completion.', { cause: error });
  }
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new ModelFault('unusable', `The language-model server sent more than ${mostBytes} bytes.`);
    yield decode(() => decoder.decode(chunk, { stream: true }));
  }
  yield decode(() => decoder.decode());
}

function decode(read: () => string): string {
  try {
    return read();
  } catch (error) {
    throw new ModelFault('malformed', 'The language-model server sent bytes that are not UTF-8.', { cause: error });
  }
}

/** Lines end with CR, LF or both (WHATWG HTML, 9.2.6); a CR that ends a chunk waits for what follows. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<string> {
  let rest = '';
  for await (const part of decoded(chunks, mostBytes)) {
    const lines = (rest + part).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest;
}
