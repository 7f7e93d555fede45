/** `GET /healthz` and `GET /readyz`: for the machine that watches the service. */
import { createRoute, z } from '@hono/zod-openapi';
import type { AppParts, ServerApp } from './context.js';
import { commonProblems, ProblemError } from './problem.js';

const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['Operation'],
  summary: 'Is the process alive?',
  responses: { 200: { description: 'It is.', content: { 'application/json': { schema: z.strictObject({ status: z.literal('alive') }).meta({ id: 'Alive', examples: [{ status: 'alive' }] }) } } }, ...commonProblems },
});

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['Operation'],
  summary: 'Can it answer at once?',
  description: '503 until the models are warm, and while the service stops.',
  responses: { 200: { description: 'Index loaded, models warm.', content: { 'application/json': { schema: z.strictObject({ status: z.literal('ready') }).meta({ id: 'Ready', examples: [{ status: 'ready' }] }) } } }, ...commonProblems },
});

export function registerHealth(app: ServerApp, { state }: AppParts): void {
  app.openapi(healthRoute, (c) => c.json({ status: 'alive' as const }, 200));
  app.openapi(readyRoute, (c) => {
    if (state.phase === 'warming') throw new ProblemError('unavailable', 'The models are being loaded. Ask again in a moment.');
    if (state.phase === 'stopping') throw new ProblemError('unavailable', 'The service is stopping.');
    return c.json({ status: 'ready' as const }, 200);
  });
}
