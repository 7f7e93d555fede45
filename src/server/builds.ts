/** `/v1/builds`: rebuilding the index while questions go on. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import type { Build } from '../build-contract.js';
import { optionalJsonBody } from './body.js';
import { buildRequestSchema, buildSchema, buildsSchema } from './build-schemas.js';
import type { AppParts, ServerApp, ServerEnvironment } from './context.js';
import { encodeEvent, eventQueue } from './events.js';
import { bodyProblems, commonProblems, conflictProblem, invalidProblem, notFoundProblem, writeProblems } from './problem.js';
import { buildPath } from './request-schemas.js';

const json = { 'application/json': { schema: buildSchema } } as const;

const startRoute = (bodyLimit: number) =>
  createRoute({
    method: 'post',
    path: '/v1/builds',
    tags: ['Operation'],
    summary: 'Build the index again',
    description: 'Reads the collections (setting `corpus`) and builds a new generation in a process of its own, while questions go on. It goes live once the gate has looked at it. One build at a time. The body may be left out.',
    middleware: [optionalJsonBody(bodyLimit)] as const,
    request: { body: { required: false, content: { 'application/json': { schema: buildRequestSchema } } } },
    responses: {
      202: { description: 'It runs.', headers: z.object({ location: z.string().meta({ description: 'Where its progress is.' }) }), content: json },
      ...invalidProblem, ...conflictProblem, ...bodyProblems, ...commonProblems, ...writeProblems,
    },
  });

const listRoute = createRoute({
  method: 'get',
  path: '/v1/builds',
  tags: ['Operation'],
  summary: 'Builds',
  description: 'The running build and the last ones, also those before the service was started; `keepBuilds` says how many.',
  responses: { 200: { description: 'Newest first.', content: { 'application/json': { schema: buildsSchema } } }, ...commonProblems },
});

const eventsSchema = z.string().meta({ description: 'Events: `progress` (Build) again and again, the newest state whenever the reader is ready for one; at last `end` (Build), after which nothing follows.' });

const oneRoute = createRoute({
  method: 'get',
  path: '/v1/builds/{id}',
  tags: ['Operation'],
  summary: 'A build',
  description: 'How far it is, or what became of it. With `Accept: text/event-stream` its progress as events until it ends; leaving does not stop it.',
  request: { params: buildPath },
  responses: {
    200: { description: 'The build.', content: { ...json, 'text/event-stream': { schema: eventsSchema, example: 'event: progress\ndata: {"id":"…"}\n\nevent: end\ndata: {"id":"…"}\n\n' } } },
    ...invalidProblem, ...notFoundProblem, ...commonProblems,
  },
});

const cancelRoute = createRoute({
  method: 'delete',
  path: '/v1/builds/{id}',
  tags: ['Operation'],
  summary: 'Cancel a build',
  description: 'Ends a running build and waits for its end. The old generation stays live; the next build goes on from the vectors that were made. A build that was quicker than the request is `published`.',
  request: { params: buildPath },
  responses: { 200: { description: 'It has ended.', content: json }, ...invalidProblem, ...notFoundProblem, ...conflictProblem, ...commonProblems },
});

export function registerBuilds(app: ServerApp, parts: AppParts): void {
  const { upkeep, settings } = parts;
  app.openapi(startRoute(settings.bodyLimit), async (c) => {
    const { full = false, force = false } = c.req.valid('json');
    const build = await upkeep.startBuild({ full, force, who: c.get('who') });
    return c.json(build, 202, { location: `/v1/builds/${build.id}` });
  });
  app.openapi(listRoute, (c) => c.json({ builds: upkeep.builds() }, 200));
  app.openapi(oneRoute, (c) => {
    const build = upkeep.build(c.req.valid('param').id);
    return wantsEvents(c) ? buildAsEvents(c, build, parts) : c.json(build, 200);
  });
  app.openapi(cancelRoute, async (c) => c.json(await c.get('limit').race(upkeep.cancelBuild(c.req.valid('param').id, c.get('who'))), 200));
}

function wantsEvents(c: Context<ServerEnvironment>): boolean {
  return accepts(c, { header: 'Accept', supports: ['application/json', 'text/event-stream'], default: 'application/json' }) === 'text/event-stream';
}

/** The newest state is said again so many times within the request's limit: a socket that is silent for longer is taken for dead. */
const beatsWithinLimit = 3;

/** A build may take hours: the request's limit ends with the first event, and from then on the reader's leaving or the build's end closes the stream. */
function buildAsEvents(c: Context<ServerEnvironment>, build: Build, { upkeep, settings, state }: AppParts): Response {
  const limit = c.get('limit');
  limit.keep();
  limit.stop();
  const queue = eventQueue();
  let dawdling: NodeJS.Timeout | undefined;
  const tell = (now: Build): void => {
    const isOver = now.state !== 'running';
    queue.replace(encodeEvent(isOver ? 'end' : 'progress', now));
    if (!isOver) return;
    queue.end();
    // One who dawdles has once more the time limit to take the end.
    dawdling ??= setTimeout(() => queue.drop(), settings.requestTimeout);
  };
  const unfollow = upkeep.followBuild(build.id, tell);
  const beat = setInterval(() => tell(upkeep.build(build.id)), settings.requestTimeout / beatsWithinLimit);
  const onCut = (): void => queue.drop();
  state.cut.addEventListener('abort', onCut);
  tell(build);
  void queue.done.then((whole) => {
    unfollow();
    clearInterval(beat);
    clearTimeout(dawdling);
    state.cut.removeEventListener('abort', onCut);
    // Without a socket there is no `c.env` at all, whatever its type says.
    if (!whole) ({ ...c.env }).outgoing?.destroy();
  });
  return new Response(queue.stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' } });
}
