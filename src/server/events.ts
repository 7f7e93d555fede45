/** Server-sent events (WHATWG HTML, section 9.2): one answer as it is made, or a build's newest state, to a reader who may be slow or leave. */

/** `event: <name>` with JSON data on one line; JSON escapes every line break. */
export function encodeEvent(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

export interface EventQueue {
  /** Taken from as fast as the reader reads; holds the events of one answer at most, nothing is made ahead of it. */
  readonly stream: ReadableStream<Uint8Array>;
  /** Resolves when the first event is there. */
  readonly first: Promise<void>;
  /** Resolves with `true` when the reader has taken everything, `false` when it left or was dropped. */
  readonly done: Promise<boolean>;
  push(event: string): void;
  /** As `push`, and forgets what the reader has not taken yet: for states, of which only the newest counts. */
  replace(event: string): void;
  /** No more events; the stream ends when the reader has taken those there are. */
  end(): void;
  /** Forgets what the reader has not taken; the connection is then to be closed. */
  drop(): void;
}

export function eventQueue(): EventQueue {
  const encoder = new TextEncoder();
  let waiting: string[] = [];
  let state: 'open' | 'ended' | 'dropped' = 'open';
  let awaken = (): void => undefined;
  let arrived = (): void => undefined;
  let finish: (whole: boolean) => void = () => undefined;
  const first = new Promise<void>((resolve) => (arrived = resolve));
  const done = new Promise<boolean>((resolve) => (finish = resolve));
  const drop = (): void => {
    state = 'dropped';
    waiting = [];
    finish(false);
    awaken();
  };
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    if (waiting.length === 0 && state === 'open') await new Promise<void>((resolve) => (awaken = resolve));
    // A reader must never take a part for the whole.
    if (state === 'dropped') throw new Error('The reader was too slow; the rest was dropped.');
    const event = waiting.shift();
    if (event !== undefined) controller.enqueue(encoder.encode(event));
    if (waiting.length > 0 || state === 'open') return;
    controller.close();
    finish(true);
  };
  const push = (event: string): void => {
    if (state !== 'open') return;
    waiting.push(event);
    arrived();
    awaken();
  };
  const replace = (event: string): void => {
    waiting = [];
    push(event);
  };
  const end = (): void => {
    if (state === 'open') state = 'ended';
    awaken();
  };
  return { stream: new ReadableStream({ pull, cancel: drop }, { highWaterMark: 0 }), first, done, push, replace, end, drop };
}
