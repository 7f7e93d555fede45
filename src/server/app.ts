/** The application: a request in, a response out. Reads top to bottom as what happens to a request. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { requestId } from 'hono/request-id';
import { matchedRoutes } from 'hono/route';
import { getPath } from 'hono/utils/url';
import { anyone } from '../access-control.js';
import { goesEncrypted, strictTransport, withAccess } from './access.js';
import { registerAnswers } from './answers.js';
import { registerAskPage } from './ask-page.js';
import { registerBuilds } from './builds.js';
import type { AppParts, ServerApp, ServerEnvironment } from './context.js';
import { registerDescription } from './description.js';
import { registerDocuments, withDocumentAsOneSegment } from './documents.js';
import { registerGenerations } from './generations.js';
import { registerHealth } from './health.js';
import { registerIndex } from './index-route.js';
import { registerPassages } from './passages.js';
import { registerMetrics } from './metrics-route.js';
import { readTraceparent } from '../traces.js';
import { invalidRequest, problemKinds, problemResponse, ProblemError, toProblemError } from './problem.js';
import { startTimeLimit } from './time-limit.js';
import { registerWorks, withWorkAsOneSegment } from './works.js';

/** Goes with every response that does not say otherwise: nothing is to be framed, guessed, cached or told to others. */
export const standardHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

export function createApp(parts: AppParts): ServerApp {
  const { settings, log } = parts;
  const retryAfter = Math.ceil(settings.requestTimeout / 1000);
  const app: ServerApp = new OpenAPIHono<ServerEnvironment>({
    getPath: (request) => withDocumentAsOneSegment(withWorkAsOneSegment(getPath(request))),
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.target, result.error);
    },
  });
  app.use(requestId(), finish(parts));
  app.use(withAccess(parts));
  app.use('/v1/*', withTimeLimit(parts));
  app.notFound((c) => problemResponse(new ProblemError('not-found', `There is nothing at ${c.req.path}. /docs lists what there is.`), c.get('requestId'), retryAfter));
  app.onError((error, c) => {
    const problem = toProblemError(error);
    if (isForTheLog(problem, error)) log(`error ${c.get('requestId')} ${error.stack ?? error.message}${error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : ''}`);
    return problemResponse(problem, c.get('requestId'), retryAfter);
  });
  registerAskPage(app, parts);
  registerAnswers(app, parts);
  registerPassages(app, parts);
  registerWorks(app, parts);
  registerIndex(app, parts);
  registerDocuments(app, parts);
  registerBuilds(app, parts);
  registerGenerations(app, parts);
  registerHealth(app, parts);
  registerMetrics(app, parts);
  registerDescription(app);
  refuseOtherMethods(app);
  return app;
}

/** Faults of the program and of the machine; what a client is told in words may have a cause that only the log is told. */
const isForTheLog = ({ kind }: ProblemError, error: Error): boolean => kind === 'internal' || problemKinds[kind].status >= 500 && (kind === 'environment' || error.cause instanceof Error);

/** Headers and the log's line, whatever the response is. */
function finish(parts: AppParts): MiddlewareHandler<ServerEnvironment> {
  const { clock, log, metrics, state, tracing } = parts;
  return async (c, next) => {
    const started = clock().getTime();
    c.set('who', anyone);
    const caller = readTraceparent(c.req.header('traceparent'));
    const trace = tracing.begin(caller);
    c.set('trace', trace);
    await trace.run(next);
    const { headers, status } = c.res;
    for (const [name, value] of Object.entries(standardHeaders)) if (!headers.has(name)) headers.set(name, value);
    if (goesEncrypted(c, parts)) headers.set('strict-transport-security', strictTransport);
    headers.set('x-request-id', c.get('requestId'));
    if (state.phase === 'stopping') headers.set('connection', 'close');
    // The path as sent, percent-encoded: a decoded one could bring a line break into the log.
    const [requestId, method, route, milliseconds] = [c.get('requestId'), c.req.method, routeTemplate(c), clock().getTime() - started];
    const operation = `${method === 'HEAD' ? 'GET' : method} ${route}`;
    metrics.request(operation, status);
    trace.end(operation, status, { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status });
    const traceId = trace.traceId ?? caller?.traceId ?? null;
    log(`info ${requestId} ${method} ${new URL(c.req.url).pathname} ${status} ${milliseconds} ms`, { message: 'request', requestId, method, route, status, milliseconds, ...(traceId !== null && { traceId }) });
  };
}

/** `/v1/works/{work}`; `other` where there is none. */
function routeTemplate(c: Context<ServerEnvironment>): string {
  const template = matchedRoutes(c).find(({ path, method }) => !path.includes('*') && method !== 'ALL')?.path;
  return template?.replace(/:(\w+)/g, '{$1}') ?? 'other';
}

/** Gives each request its signal: time is up, the client has gone, or the service ends. */
function withTimeLimit({ settings, state }: AppParts): MiddlewareHandler<ServerEnvironment> {
  return async (c, next) => {
    const limit = startTimeLimit(settings.requestTimeout, c.req.raw.signal, state.cut);
    c.set('limit', limit);
    await next();
    if (!limit.kept) limit.stop();
  };
}

/** 405 with `Allow` where a path exists, but not with this method. HEAD is served where GET is. */
function refuseOtherMethods(app: ServerApp): void {
  const methods = new Map<string, string[]>();
  for (const { path, method } of app.routes) if (method !== 'ALL') methods.set(path, [...new Set([...(methods.get(path) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])])]);
  for (const [path, known] of methods) {
    const allow = known.join(', ');
    app.all(path, (c) => {
      throw new ProblemError('method-not-allowed', `${c.req.method} does not exist at ${c.req.path}; there is ${allow}.`, [], { allow });
    });
  }
}
