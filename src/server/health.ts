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

const readySchema = z
  .strictObject({
    status: z.literal('ready'),
    generation: z.string().meta({ description: 'The one that answers now.' }),
    warnings: z.array(z.string()).readonly(),
  })
  .meta({ id: 'Ready', examples: [{ status: 'ready', generation: '20260301T080000Z-1f0c', warnings: [] }] });

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['Operation'],
  summary: 'Can it answer at once?',
  description: '503 until the models are warm, while they give nothing, and while the service stops. While a new generation is taken over it is ready, on the old one. `warnings` says what does not keep it from answering.',
  responses: { 200: { description: 'Index loaded, models warm.', content: { 'application/json': { schema: readySchema } } }, ...commonProblems },
});

export function registerHealth(app: ServerApp, { assistant, state }: AppParts): void {
  app.openapi(healthRoute, (c) => c.json({ status: 'alive' as const }, 200));
  app.openapi(readyRoute, (c) => {
    if (state.phase === 'warming') throw new ProblemError('unavailable', 'The models are being loaded. Ask again in a moment.');
    if (state.phase === 'stopping') throw new ProblemError('unavailable', 'The service is stopping.');
    const broken = state.troubles.find((trouble) => trouble.with === 'models');
    if (broken !== undefined) throw new ProblemError('unavailable', broken.message);
    return c.json({ status: 'ready' as const, generation: assistant.index().generation, warnings: state.troubles.map(({ message }) => message) }, 200);
  });
}
