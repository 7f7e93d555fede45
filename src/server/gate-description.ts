/** What the gate adds to the description of every route, out of the one table of roles: the key, and the answers of a gate that stays shut. */
import { z } from '@hono/zod-openapi';
import { gateProblems } from './problem.js';
import { roleOf } from './roles.js';

const operationSchema = z.looseObject({ description: z.string().optional(), responses: z.record(z.string(), z.unknown()) });
const documentSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operationSchema)), components: z.looseObject({}) });
type Operation = z.infer<typeof operationSchema>;

const health: readonly string[] = ['/healthz', '/readyz'];

export function withGate(given: unknown): unknown {
  const document = documentSchema.parse(given);
  const paths = Object.entries(document.paths).map(([path, methods]) => {
    const operations = Object.entries(methods).map(([method, operation]) => [method, health.includes(path) ? operation : gated(operation, method.toUpperCase(), path)] as const);
    return [path, Object.fromEntries(operations)] as const;
  });
  const securitySchemes = { key: { type: 'http', scheme: 'bearer', bearerFormat: 'rsp_…', description: 'A key made by `responsa keys add`. Asked for as soon as there is one, and always where the service listens elsewhere than on its own machine.' } };
  return { ...document, paths: Object.fromEntries(paths), components: { ...document.components, securitySchemes } };
}

function gated(operation: Operation, method: string, path: string): Operation {
  const role = roleOf({ method, path });
  const asksFor = role === undefined || role === 'anyone' ? null : role;
  const problems = { ...gateProblems.every, ...(asksFor !== null && gateProblems.role), ...(method !== 'GET' && gateProblems.change) };
  const responses = { ...operation.responses, ...Object.fromEntries(Object.entries(problems).map(([status, { description }]) => [status, { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }])) };
  if (asksFor === null) return { ...operation, responses };
  const need = `Where keys are asked for: one with the role \`${asksFor}\`.`;
  return { ...operation, description: operation.description === undefined ? need : `${operation.description}\n\n${need}`, responses, security: [{}, { key: [] }] };
}
