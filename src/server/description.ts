/** `GET /openapi.json` and `GET /docs`: what the service can do, said once and shown twice. */
import { createRoute, z } from '@hono/zod-openapi';
import type { ServerApp } from './context.js';
import { docsPage } from './docs-page.js';
import { contentPolicy } from './html.js';
import { withGate } from './gate-description.js';
import { pageStyle } from './page-style.js';
import { commonProblems } from './problem.js';

const documentSchema = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) });

const documentRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  tags: ['Pages'],
  summary: 'This description',
  responses: { 200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: documentSchema } } }, ...commonProblems },
});

const docsRoute = createRoute({
  method: 'get',
  path: '/docs',
  tags: ['Pages'],
  summary: 'This description, to read',
  responses: { 200: { description: 'The page.', content: { 'text/html': { schema: z.string() } } }, ...commonProblems },
});

const about = {
  openapi: '3.1.0',
  info: {
    title: 'Responsa',
    version: '1',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    description: [
      'Ask the law and the public guidance of one’s own country in plain words. Every statement of an answer stands on a quotation that one can open and check; where the texts do not say, the answer is an abstention with its reason.',
      'JSON in UTF-8. Errors are `application/problem+json` (RFC 9457). Unknown fields and unknown query parameters are refused. Every response carries `x-request-id`; one that is sent along (letters, digits, `-`, `_`, `=`, at most 255) is kept. HEAD goes where GET goes.',
    ].join('\n\n'),
  },
  servers: [{ url: '/' }],
};

/** Registers both; to be called after all other routes are there, for it describes those. */
export function registerDescription(app: ServerApp): void {
  app.openapi(documentRoute, (c) => c.json(document, 200));
  const policy = contentPolicy({ style: pageStyle });
  app.openapi(docsRoute, (c) => c.html(page, 200, { 'content-security-policy': policy }));
  const document = documentSchema.parse(describeApp(app));
  const page = docsPage(document);
}

/**
 * The paths as zod-openapi writes them, with the shapes as zod itself writes them (JSON Schema 2020-12, which OpenAPI 3.1 uses): the former loses
 * "or null" beside a reference and takes `exactOptional` for required.
 */
function describeApp(app: ServerApp): unknown {
  const document = app.getOpenAPI31Document(about);
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    io: 'input',
    unrepresentable: 'any',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema, zodSchema }) => {
      // `readOnly` would say that clients must not send it; zod means that programs do not change it. `format` says more than a pattern of dates.
      delete jsonSchema.readOnly;
      if (jsonSchema.format === 'date') delete jsonSchema.pattern;
      // zod leaves out the examples of what it transforms; ours are of what comes in.
      const { examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  });
  const shapes = Object.keys(document.components?.schemas ?? {}).map((name) => [name, withoutKeys(schemas[name])] as const);
  return withGate({ ...document, components: { schemas: Object.fromEntries(shapes) } });
}

/** Without what is said once for the whole document, and by the place in it. */
function withoutKeys(schema: object = {}): object {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !['$schema', '$id', 'id'].includes(key)));
}
