/** `POST /v1/passages`: ranked passages without an answer. */
import { createRoute } from '@hono/zod-openapi';
import { passagesResultSchema } from './answer-schemas.js';
import { jsonBody } from './body.js';
import type { AppParts, ServerApp } from './context.js';
import { bodyProblems, commonProblems, invalidProblem, notFoundProblem } from './problem.js';
import { passagesRequestSchema } from './request-schemas.js';
import { inTurn } from './turn.js';

const routeOf = (parts: AppParts) =>
  createRoute({
    method: 'post',
    path: '/v1/passages',
    tags: ['Questions'],
    summary: 'Find passages',
    description: 'The passages of law and guidance nearest to a question, best first, each with its rank and score in every retriever that found it.',
    middleware: [jsonBody(parts.settings.bodyLimit), inTurn(parts)] as const,
    request: { body: { required: true, content: { 'application/json': { schema: passagesRequestSchema } } } },
    responses: {
      200: { description: 'The passages; none when nothing fits.', content: { 'application/json': { schema: passagesResultSchema } } },
      ...invalidProblem, ...notFoundProblem, ...bodyProblems, ...commonProblems,
    },
  });

export function registerPassages(app: ServerApp, parts: AppParts): void {
  app.openapi(routeOf(parts), async (c) => {
    const limit = c.get('limit');
    return c.json(await limit.race(parts.assistant.retrieve(c.req.valid('json'), limit.signal)), 200);
  });
}
