/** `POST /v1/answers`: a question and its answer, whole or as events. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import type { Answer, AskEvent, AskRequest } from '../assistant.js';
import { answerSchema } from './answer-schemas.js';
import { jsonBody } from './body.js';
import type { AppParts, ServerApp, ServerEnvironment } from './context.js';
import { encodeEvent, eventQueue, type EventQueue } from './events.js';
import { bodyProblems, commonProblems, invalidProblem, notFoundProblem, problemOf, toProblemError } from './problem.js';
import { answerPath, askRequestSchema } from './request-schemas.js';
import { inTurn } from './turn.js';
import { ClientGone, type TimeLimit } from './time-limit.js';

const eventsSchema = z.string().meta({
  description:
    'Events in this order: `passages` (a list of Passage), each `statement` once it is checked (Statement), `answer` (the whole Answer); or `error` (Problem), after which nothing follows. What goes wrong before the first event is answered with a status of its own.',
});

const routeOf = (parts: AppParts) =>
  createRoute({
    method: 'post',
    path: '/v1/answers',
    tags: ['Questions'],
    summary: 'Ask a question',
    description: 'Answers from the law in force on the as-of date, every statement with its quotation; or abstains with a reason. With `Accept: text/event-stream` the same answer comes as events.',
    middleware: [jsonBody(parts.settings.bodyLimit), inTurn(parts)] as const,
    request: { body: { required: true, content: { 'application/json': { schema: askRequestSchema } } } },
    responses: {
      200: {
        description: 'The answer, or the abstention.',
        content: { 'application/json': { schema: answerSchema }, 'text/event-stream': { schema: eventsSchema, example: 'event: passages\ndata: []\n\nevent: answer\ndata: {"id":"…"}\n\n' } },
      },
      ...invalidProblem, ...notFoundProblem, ...bodyProblems, ...commonProblems,
    },
  });

const pastRoute = createRoute({
  method: 'get',
  path: '/v1/answers/{id}',
  tags: ['Questions'],
  summary: 'A past answer',
  description: 'An answer as it was given, from the audit log. There is none where no log is kept, or where it keeps no questions.',
  request: { params: answerPath },
  responses: { 200: { description: 'The answer.', content: { 'application/json': { schema: answerSchema } } }, ...invalidProblem, ...notFoundProblem, ...commonProblems },
});

export function registerAnswers(app: ServerApp, parts: AppParts): void {
  app.openapi(routeOf(parts), async (c) => {
    const request = c.req.valid('json');
    if (wantsEvents(c)) return answerAsEvents(c, request, parts);
    const limit = c.get('limit');
    return c.json(await watched(c, parts, limit.race(parts.assistant.ask(request, limit.signal))), 200);
  });
  app.openapi(pastRoute, async (c) => c.json(await c.get('limit').race(parts.assistant.pastAnswer(c.req.valid('param').id)), 200));
}

function wantsEvents(c: Context<ServerEnvironment>): boolean {
  return accepts(c, { header: 'Accept', supports: ['application/json', 'text/event-stream'], default: 'application/json' }) === 'text/event-stream';
}

/** What becomes of the question is counted, and told of its trace. */
function watched(c: Context<ServerEnvironment>, { metrics }: AppParts, asked: Promise<Answer>): Promise<Answer> {
  const answer = metrics.question(asked);
  c.get('trace').until(answer, ({ status, abstention }) => ({ 'responsa.outcome': status, ...(abstention && { 'responsa.reason': abstention.reason }) }));
  return answer;
}

async function answerAsEvents(c: Context<ServerEnvironment>, request: AskRequest, parts: AppParts): Promise<Response> {
  const { assistant, settings, log } = parts;
  const limit = c.get('limit');
  const queue = eventQueue();
  const answer = watched(c, parts, limit.race(assistant.ask(request, limit.signal, (event) => queue.push(encode(event)))));
  await Promise.race([queue.first, answer]);
  limit.keep();
  answer
    .catch((error: unknown) => {
      const requestId = c.get('requestId');
      const problem = problemOf(toProblemError(error), requestId);
      if (problem.status === 500) log(`error ${requestId} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      queue.push(encodeEvent('error', problem));
    })
    .finally(() => queue.end());
  void untilRead(queue, answer, limit, settings.requestTimeout).then((whole) => {
    // Without a socket there is no `c.env` at all, whatever its type says.
    if (!whole) ({ ...c.env }).outgoing?.destroy();
  });
  return new Response(queue.stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' } });
}

function encode(event: AskEvent): string {
  if (event.event === 'passages') return encodeEvent('passages', event.passages);
  return event.event === 'statement' ? encodeEvent('statement', event.statement) : encodeEvent('answer', event.answer);
}

/** Waits until the reader has everything. One who leaves stops the work; one who dawdles has, after the end of the work, once more the time limit. */
async function untilRead(queue: EventQueue, answer: Promise<unknown>, limit: TimeLimit, requestTimeout: number): Promise<boolean> {
  await Promise.race([queue.done, answer.catch(() => undefined)]);
  const dawdling = setTimeout(() => queue.drop(), requestTimeout);
  const whole = await queue.done;
  clearTimeout(dawdling);
  if (!whole) limit.abort(new ClientGone());
  limit.stop();
  return whole;
}
