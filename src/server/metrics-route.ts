/** `GET /metrics`: counts and times for Prometheus. */
import { createRoute, z } from '@hono/zod-openapi';
import type { AppParts, ServerApp } from './context.js';
import { commonProblems } from './problem.js';

const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  tags: ['Operation'],
  summary: 'How does it do?',
  description: 'Counts and times in the text format of Prometheus (0.0.4). No question, no name and no address stands in them.',
  responses: { 200: { description: 'The metrics.', content: { 'text/plain': { schema: z.string() } } }, ...commonProblems },
});

export function registerMetrics(app: ServerApp, { metrics }: AppParts): void {
  app.openapi(metricsRoute, (c) => c.text(metrics.text(), 200, { 'content-type': metricsType }));
}
