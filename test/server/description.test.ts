/** The description is true and complete: every route is in it, every example has its shape, and no page takes anything from elsewhere. */
import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerCitationSchema, answerSchema, passageSchema, passagesResultSchema, quoteSchema, statementSchema } from '../../src/server/answer-schemas.js';
import { buildSchema, buildsSchema, generationSchema, generationsSchema } from '../../src/server/build-schemas.js';
import { archivedFileSchema, archiveResultSchema, historySchema, listedDocumentSchema, listedPageSchema, outlineEntrySchema, putResultSchema, removedSchema, understoodDocumentSchema, versionSchema } from '../../src/server/document-schemas.js';
import { citationSchema, periodSchema, spanSchema } from '../../src/server/domain-schemas.js';
import { indexSchema } from '../../src/server/index-schema.js';
import { languageTag } from '../../src/language-tag.js';
import { problemKinds, problemSchema } from '../../src/server/problem.js';
import { askRequestSchema, passagesRequestSchema } from '../../src/server/request-schemas.js';
import { provisionSchema, provisionSummarySchema, workSchema, workSummarySchema, worksSchema } from '../../src/server/work-schemas.js';
import { allowed } from '../../src/server/roles.js';
import { testApp } from './harness.js';

const { app, request } = testApp();
const documentShape = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), z.object({ summary: z.string(), responses: z.record(z.string(), z.object({ description: z.string().min(1), content: z.record(z.string(), z.object({ schema: z.looseObject({}) })).optional() })) }))),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({ examples: z.array(z.unknown()).optional(), required: z.array(z.string()).optional(), additionalProperties: z.unknown().optional(), properties: z.record(z.string(), z.unknown()).optional() })) }),
});
const text = await (await request('/openapi.json')).text();
const document = documentShape.parse(JSON.parse(text));

describe('/openapi.json', () => {
  test('holds every route of the application, and nothing else', () => {
    const served = app.routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*')).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    expect(described.sort()).toEqual([...new Set(served)].sort());
    expect(described).toHaveLength(24);
  });

  test('every answer but 304 says what its body is', () => {
    const bodiless = Object.values(document.paths).flatMap((methods) => Object.values(methods).flatMap(({ responses }) => Object.entries(responses).filter(([, { content }]) => content === undefined).map(([status]) => status)));
    expect(bodiless).toEqual(['304']);
  });

  test('every reference leads somewhere', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference);
    expect(references.length).toBeGreaterThan(30);
    for (const reference of references) expect(document.components.schemas).toHaveProperty(reference.replace('#/components/schemas/', ''));
  });

  test('every shape says what is required and that nothing else comes', () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) if (schema.properties !== undefined) expect([name, schema.additionalProperties, schema.required?.length]).toEqual([name, false, expect.any(Number)]);
    expect(document.components.schemas.AskRequest?.required).toEqual(['question']);
    expect(document.components.schemas.Answer?.properties?.abstention).toEqual({ anyOf: [{ $ref: '#/components/schemas/Abstention' }, { type: 'null' }] });
    expect(text).not.toContain('readOnly');
  });

  test('every example has its shape', () => {
    const shapes: Readonly<Record<string, z.ZodType>> = {
      Answer: answerSchema, AnswerCitation: answerCitationSchema, AskRequest: askRequestSchema, Build: buildSchema, Builds: buildsSchema, Citation: citationSchema, Generation: generationSchema, Generations: generationsSchema, Index: indexSchema, Passage: passageSchema, PassagesRequest: passagesRequestSchema,
      PassagesResult: passagesResultSchema, Period: periodSchema, Problem: problemSchema, Provision: provisionSchema, ProvisionSummary: provisionSummarySchema, Quote: quoteSchema, Span: spanSchema,
      Statement: statementSchema, Work: workSchema, WorkSummary: workSummarySchema, Works: worksSchema,
      ArchivedFile: archivedFileSchema, DocumentHistory: historySchema, DocumentList: listedPageSchema, DocumentVersion: versionSchema, ListedDocument: listedDocumentSchema, OutlineEntry: outlineEntrySchema,
      RemovedDocument: removedSchema, StoredArchive: archiveResultSchema, StoredDocument: putResultSchema, UnderstoodDocument: understoodDocumentSchema,
    };
    for (const [name, shape] of Object.entries(shapes)) {
      const examples = document.components.schemas[name]?.examples ?? [];
      expect([name, examples.length]).toEqual([name, 1]);
      for (const example of examples) expect(shape.safeParse(example).error, name).toBeUndefined();
    }
  });

  test('every route documents the problems it can answer with', () => {
    const statuses = (path: string, method: string): string => Object.keys(document.paths[path]?.[method]?.responses ?? {}).join(' ');
    expect(statuses('/v1/answers', 'post')).toBe('200 400 401 403 404 405 408 413 415 421 429 431 500 503');
    expect(statuses('/v1/passages', 'post')).toBe('200 400 401 403 404 405 408 413 415 421 429 431 500 503');
    expect(statuses('/v1/works', 'get')).toBe('200 400 401 403 405 421 429 431 500 503');
    expect(statuses('/v1/works/{work}', 'get')).toBe('200 400 401 403 404 405 421 429 431 500 503');
    expect(statuses('/v1/works/{work}/provisions/{eId}', 'get')).toBe('200 400 401 403 404 405 421 429 431 500 503');
    expect(statuses('/v1/documents', 'get')).toBe('200 400 401 403 404 405 421 429 431 500 503');
    expect(statuses('/v1/documents/{collection}', 'post')).toBe('200 400 401 403 404 405 408 409 413 415 421 422 429 431 500 503 507');
    expect(statuses('/v1/documents/{collection}/{path}', 'get')).toBe('200 304 400 401 403 404 405 409 421 429 431 500 503');
    expect(statuses('/v1/documents/{collection}/{path}', 'put')).toBe('200 201 400 401 403 404 405 408 409 412 413 415 421 422 428 429 431 500 503 507');
    expect(statuses('/v1/documents/{collection}/{path}', 'delete')).toBe('200 400 401 403 404 405 409 412 421 429 431 500 503 507');
    expect(statuses('/v1/builds', 'post')).toBe('202 400 401 403 405 408 409 413 415 421 429 431 500 503 507');
    expect(statuses('/v1/builds/{id}', 'get')).toBe('200 400 401 403 404 405 421 429 431 500 503');
    expect(statuses('/v1/builds/{id}', 'delete')).toBe('200 400 401 403 404 405 409 421 429 431 500 503');
    expect(statuses('/v1/generations/{id}/activate', 'post')).toBe('200 400 401 403 404 405 409 421 429 431 500 503 507');
    for (const path of ['/v1/builds', '/v1/generations', '/v1/index', '/metrics']) expect(statuses(path, 'get')).toBe('200 401 403 405 421 429 431 500 503');
    for (const path of ['/openapi.json', '/docs', '/']) expect(statuses(path, 'get')).toBe('200 405 421 429 431 500 503');
    for (const path of ['/healthz', '/readyz']) expect(statuses(path, 'get')).toBe('200 405 431 500 503');
  });

  test('every route that asks for a role says which, and that a key goes with it', () => {
    const whole = JSON.parse(text) as { paths: Record<string, Record<string, { security?: unknown; description?: string }>>; components: object };
    const asking = Object.entries(whole.paths).flatMap(([path, methods]) => Object.entries(methods).filter(([, { security }]) => security !== undefined).map(([method, { description }]) => [`${method.toUpperCase()} ${path}`, /one with the role `(\w+)`/.exec(description ?? '')?.[1]]));
    const served = new Set(Object.entries(whole.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)));
    expect(Object.fromEntries(asking)).toEqual(Object.fromEntries(Object.entries(allowed).filter(([name, role]) => role !== 'anyone' && served.has(name))));
  });
});

describe('pages', () => {
  test.each(['/', '/docs'])('%s takes nothing from elsewhere, and its policy allows just its own parts', async (path) => {
    const response = await request(path);
    const page = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(page).not.toMatch(/(?:src|href|action)=["']?(?:[a-z]+:)?\/\//i);
    expect(page).not.toMatch(/url\(|@import|<iframe|<img|<link(?! rel="icon" href="data:,")| on[a-z]+=| style=/i);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    for (const tag of ['style', 'script']) {
      const inline = [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(([, source = '']) => source);
      expect([tag, inline.length]).toEqual([tag, tag === 'style' || path === '/' ? 1 : 0]);
      for (const source of inline) expect(policy).toContain(`${tag}-src 'sha256-${createHash('sha256').update(source).digest('base64')}'`);
    }
  });

  test('/docs shows every route and every shape', async () => {
    const page = await (await request('/docs')).text();
    for (const [path, methods] of Object.entries(document.paths)) for (const [method, { summary }] of Object.entries(methods)) expect(page).toContain(`<span class="method">${method}</span> ${path}</code></a> ${summary}`);
    for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`<h3 id="shape-${name}">${name}</h3>`);
    for (const [, target = ''] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
  });

  test('/ can be used by everybody: labels, announcements, either direction of writing', async () => {
    const page = await (await request('/')).text();
    for (const [, id = ''] of page.matchAll(/<(?:textarea|input|select) id="(\w+)"/g)) expect(page).toContain(`<label for="${id}">`);
    expect(page).toMatch(/<textarea[^>]* dir="auto"/);
    expect(page).toMatch(/aria-live="polite"/);
    expect(page).toContain('<option value="de" lang="de">Deutsch</option>');
    expect(page).toContain('2 works, 4 provisions in 1 collections: tiny.');
  });

  test('the script of / is sound, and sets texts, never markup', async () => {
    const page = await (await request('/')).text();
    const script = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(() => new Script(script)).not.toThrow();
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
  });
});

test('every kind of problem has a status of its class and a title', () => {
  for (const [kind, { status, title }] of Object.entries(problemKinds)) expect([kind, status >= 400 && status < 600, title.endsWith('.')]).toEqual([kind, true, true]);
});

test('every language of the list is in canonical form and has a name', () => {
  const tags = languageTag.source.slice('^(?:'.length, languageTag.source.indexOf(')')).split('|');
  expect(tags.length).toBe(632);
  expect(Intl.getCanonicalLocales(tags)).toEqual(tags);
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  expect(tags.filter((tag) => ['de', 'fr', 'ar', 'ja', 'zh', 'sw', 'gsw'].includes(tag)).map((tag) => names.of(tag))).toEqual(['Arabic', 'German', 'French', 'Swiss German', 'Japanese', 'Swahili', 'Chinese']);
});
