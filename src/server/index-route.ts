/** `GET /v1/index`: the live generation. */
import { createRoute } from '@hono/zod-openapi';
import type { AppParts, ServerApp } from './context.js';
import { indexSchema } from './index-schema.js';
import { commonProblems } from './problem.js';

const indexRoute = createRoute({
  method: 'get',
  path: '/v1/index',
  tags: ['Corpus'],
  summary: 'The live index',
  description: 'What the live generation holds and was made with: counts, languages, jurisdictions, dates, models, and what the build could not read.',
  responses: { 200: { description: 'The live generation.', content: { 'application/json': { schema: indexSchema } } }, ...commonProblems },
});

export function registerIndex(app: ServerApp, { assistant }: AppParts): void {
  app.openapi(indexRoute, (c) => c.json(assistant.index(), 200));
}
