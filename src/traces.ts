/**
 * What one request did, and when: spans, for those who watch their services with OpenTelemetry. Only where the setting `tracesUrl` names a collector;
 * without it nothing is noted. No question, no name and no address stands in a span.
 *
 *     POST /v1/answers              request
 *     └─ answer                     from the question's turn to its record
 *        ├─ retrieval               one for each turn: of the question, of its parts, of other days and places
 *        │  └─ embedder
 *        ├─ engine
 *        │  └─ reader
 *        └─ record
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { moment, type TakeTiming, type Timing } from './timings.js';

/** Times are milliseconds since 1970, with fractions. */
export interface Span {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly failed: boolean;
  readonly within: readonly Span[];
}

export type Attributes = Readonly<Record<string, string | number>>;

/** The outermost span, with what is known of the request in the end. */
export interface RequestSpan extends Span {
  readonly attributes: Attributes;
}

/** The caller's span, from the header `traceparent` (W3C Trace Context, version 00). */
export interface Caller {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 of them. */
  readonly spanId: string;
  /** Whether the caller keeps this trace. */
  readonly sampled: boolean;
}

/** Takes spans to wherever they are kept. */
export interface SpanTaker {
  /** A request begins; its trace is the caller's where there is one. */
  begin(start: number, caller: Caller | null): { readonly traceId: string; end(span: RequestSpan): void };
}

export interface RequestTrace {
  /** `null`: no trace is kept. */
  readonly traceId: string | null;
  /** Notes what `work` does; also what goes on when it has returned. */
  run<T>(work: () => T): T;
  /** The trace goes on until `work` has ended: an answer that is sent as events outlasts the response's head. What it tells of itself becomes attributes. */
  until<T>(work: Promise<T>, told: (result: T) => Attributes): void;
  /** The response has been made. A status of 500 and more is a failure. */
  end(name: string, status: number, attributes: Attributes): void;
}

export interface Tracing {
  begin(caller: Caller | null): RequestTrace;
  /** To be given to the assistant. */
  readonly onTiming: TakeTiming;
}

/** Keeps no traces. */
export const noTracing: Tracing = {
  begin: () => ({ traceId: null, run: (work) => work(), until: () => undefined, end: () => undefined }),
  onTiming: () => undefined,
};

/** `null` where the header is missing, of another version, or names no trace. */
export function readTraceparent(traceparent = ''): Caller | null {
  const [, traceId, spanId, flags] = /^00-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent) ?? [];
  return traceId === undefined || spanId === undefined ? null : { traceId, spanId, sampled: (Number.parseInt(flags!, 16) & 1) === 1 };
}

/** How deep a span lies: it stands within the one above it that it shares most time with. */
type Depth = 'answer' | 'turn' | 'model';
type Noted = Omit<Span, 'within'> & { readonly depth: Depth };

/** `clock`: that of the timings; another one in tests. */
export function createTracing(taker: SpanTaker, clock = moment): Tracing {
  const current = new AsyncLocalStorage<Noted[]>();
  return {
    begin(caller) {
      const start = clock();
      const noted: Noted[] = [];
      const known: { attributes: Attributes; failed: boolean } = { attributes: {}, failed: false };
      const open: Promise<unknown>[] = [];
      const span = taker.begin(start, caller);
      return {
        traceId: span.traceId,
        run: (work) => current.run(noted, work),
        until: (work, told) => void open.push(work.then((result) => (known.attributes = told(result)), () => (known.failed = true))),
        end(name, status, attributes) {
          const finish = (): void => span.end({ name, start, end: clock(), failed: known.failed || status >= 500, attributes: { ...attributes, ...known.attributes }, within: nested(noted, ['answer', 'turn', 'model']) });
          if (open.length === 0) finish();
          else void Promise.all(open).then(finish);
        },
      };
    },
    onTiming(timing) {
      const one = notedOf(timing);
      if (one !== null) current.getStore()?.push(one);
    },
  };
}

/** `null`: what is a sum of several turns, or takes no time. */
function notedOf(timing: Timing): Noted | null {
  if (!('start' in timing)) return null;
  const { start, end } = timing;
  if (timing.of === 'turn') return { name: timing.stage, depth: 'turn', start, end, failed: false };
  if (timing.of === 'model') return { name: timing.model, depth: 'model', start, end, failed: timing.failed };
  return timing.stage === 'whole' ? { name: 'answer', depth: 'answer', start, end, failed: false } : { name: 'record', depth: 'turn', start, end, failed: false };
}

/** The spans as a tree, each level in the order in which it began. */
function nested(noted: readonly Noted[], [depth, ...deeper]: readonly Depth[]): readonly Span[] {
  if (depth === undefined) return [];
  const here = noted.filter((one) => one.depth === depth);
  const below = noted.filter((one) => one.depth !== depth);
  const homes = below.map((one) => homeOf(one, here));
  const spans = here.map(({ name, start, end, failed }, at) => ({ name, start, end, failed, within: nested(below.filter((_, which) => homes[which] === at), deeper) }));
  return [...spans, ...nested(below.filter((_, which) => homes[which] === -1), deeper)].sort((a, b) => a.start - b.start);
}

/** Which of `here` shares most time with it; -1: none does. */
function homeOf(one: Noted, here: readonly Noted[]): number {
  const shared = here.map(({ start, end }) => Math.min(end, one.end) - Math.max(start, one.start));
  const most = Math.max(...shared);
  return most < 0 ? -1 : shared.indexOf(most);
}
