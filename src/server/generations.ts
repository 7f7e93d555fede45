/** `/v1/generations`: what is on the disk, and going back to an earlier one. */
import { createRoute } from '@hono/zod-openapi';
import { generationSchema, generationsSchema } from './build-schemas.js';
import type { AppParts, ServerApp } from './context.js';
import { commonProblems, conflictProblem, invalidProblem, notFoundProblem, writeProblems } from './problem.js';
import { generationPath } from './request-schemas.js';

const listRoute = createRoute({
  method: 'get',
  path: '/v1/generations',
  tags: ['Operation'],
  summary: 'Generations',
  description: 'All generations on the disk: which is live, which are answered from, what they hold.',
  responses: { 200: { description: 'Newest first.', content: { 'application/json': { schema: generationsSchema } } }, ...commonProblems },
});

const activateRoute = createRoute({
  method: 'post',
  path: '/v1/generations/{id}/activate',
  tags: ['Operation'],
  summary: 'Make a generation live',
  description: 'Compares every checksum, then answers from it from now on; goes back as well as forward. 409 when it is damaged, or was built with another embedder than is in use: then the old one stays live.',
  request: { params: generationPath },
  responses: { 200: { description: 'It is live.', content: { 'application/json': { schema: generationSchema } } }, ...invalidProblem, ...notFoundProblem, ...conflictProblem, ...commonProblems, ...writeProblems },
});

export function registerGenerations(app: ServerApp, { upkeep }: AppParts): void {
  app.openapi(listRoute, async (c) => c.json({ generations: await c.get('limit').race(upkeep.generations()) }, 200));
  app.openapi(activateRoute, async (c) => c.json(await c.get('limit').race(upkeep.activate(c.req.valid('param').id, c.get('who'))), 200));
}
