/** `GET /v1/works…`: what the corpus holds, a work with its versions, a provision with its neighbours. */
import { createRoute } from '@hono/zod-openapi';
import type { AppParts, ServerApp } from './context.js';
import { commonProblems, invalidProblem, notFoundProblem } from './problem.js';
import { pagingQuery, provisionPath, provisionQuery, workPath, workQuery } from './request-schemas.js';
import { provisionSchema, workSchema, worksSchema } from './work-schemas.js';

const worksRoute = createRoute({
  method: 'get',
  path: '/v1/works',
  tags: ['Corpus'],
  summary: 'List the works',
  description: 'Every law and guidance page of the corpus, in the order of their identifiers, by pages.',
  request: { query: pagingQuery },
  responses: { 200: { description: 'The works of this page.', content: { 'application/json': { schema: worksSchema } } }, ...invalidProblem, ...commonProblems },
});

const workRoute = createRoute({
  method: 'get',
  path: '/v1/works/{work}',
  tags: ['Corpus'],
  summary: 'A work',
  description: 'A work with its versions in all languages and the table of their provisions.',
  request: { params: workPath, query: workQuery },
  responses: { 200: { description: 'The work.', content: { 'application/json': { schema: workSchema } } }, ...invalidProblem, ...notFoundProblem, ...commonProblems },
});

const provisionRoute = createRoute({
  method: 'get',
  path: '/v1/works/{work}/provisions/{eId}',
  tags: ['Corpus'],
  summary: 'A provision',
  description: 'The text of a provision as in force on the as-of date, with its references and neighbours.',
  request: { params: provisionPath, query: provisionQuery },
  responses: { 200: { description: 'The provision.', content: { 'application/json': { schema: provisionSchema } } }, ...invalidProblem, ...notFoundProblem, ...commonProblems },
});

/**
 * The path to route by. Identifiers of works hold slashes: `/v1/works/xa/act/2016/x/provisions/sec_5` is read as
 * `/v1/works/xa%2Fact%2F2016%2Fx/provisions/sec_5`, what it is called in the description.
 */
export function withWorkAsOneSegment(path: string): string {
  const [, work, provision = ''] = /^\/v1\/works\/(.+?)(\/provisions\/[^/]+)?$/.exec(path) ?? [];
  return work === undefined ? path : `/v1/works/${work.replaceAll('/', '%2F')}${provision}`;
}

export function registerWorks(app: ServerApp, { assistant }: AppParts): void {
  app.openapi(worksRoute, (c) => {
    const { limit, offset } = c.req.valid('query');
    const works = assistant.works();
    return c.json({ works: works.slice(offset, offset + limit), total: works.length }, 200);
  });
  app.openapi(workRoute, (c) => c.json(assistant.work(c.req.valid('param').work, c.req.valid('query').asOf), 200));
  app.openapi(provisionRoute, (c) => {
    const { work, eId } = c.req.valid('param');
    const { asOf, language } = c.req.valid('query');
    return c.json(assistant.provision(work, eId, asOf, language), 200);
  });
}
