/** `/docs`: the OpenAPI document as a page. Reads only the parts of OpenAPI 3.1 and JSON Schema that our own document uses. */
import { z } from '@hono/zod-openapi';
import { html, renderPage, type Markup } from './html.js';
import { pageStyle } from './page-style.js';

const schemaObject = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  get items() {
    return schemaObject.optional();
  },
  get properties() {
    return z.record(z.string(), schemaObject).optional();
  },
  get anyOf() {
    return z.array(schemaObject).optional();
  },
  get oneOf() {
    return z.array(schemaObject).optional();
  },
  get allOf() {
    return z.array(schemaObject).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), schemaObject]).optional();
  },
  required: z.array(z.string()).optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  default: z.unknown().optional(),
  examples: z.array(z.unknown()).optional(),
});
type SchemaObject = z.infer<typeof schemaObject>;

const content = z.record(z.string(), z.looseObject({ schema: schemaObject.optional(), example: z.unknown().optional() }));
const operation = z.looseObject({
  summary: z.string(),
  description: z.string().optional(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().optional(), schema: schemaObject, description: z.string().optional() })).optional(),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string(), content: content.optional() })),
});
type Operation = z.infer<typeof operation>;

const openApi = z.looseObject({
  info: z.looseObject({ title: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), schemaObject) }),
});

/** The page. Throws when the document is not as this file expects it: at start, not when somebody reads it. */
export function docsPage(document: unknown): string {
  const { info, paths, components } = openApi.parse(document);
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, one })));
  return renderPage({
    title: `${info.title}: for programs`,
    style: pageStyle,
    body: html`<header><h1>${info.title}: for programs</h1>${prose(info.description)}<p><a href="/openapi.json">The same as OpenAPI 3.1</a> · <a href="/">Ask on a page</a></p></header>
<nav aria-label="Routes"><ul>${operations.map(({ path, method, one }) => html`<li><a href="#${anchor(method, path)}"><code><span class="method">${method}</span> ${path}</code></a> ${one.summary}</li>`)}</ul></nav>
<main>
${operations.map(({ path, method, one }) => operationSection(path, method, one, components.schemas))}
<h2 id="shapes">Shapes</h2>
${Object.entries(components.schemas).map(([name, schema]) => shapeSection(name, schema))}
</main>`,
  });
}

function anchor(method: string, path: string): string {
  return `${method}${path.replace(/[^\w]+/g, '-')}`;
}

function operationSection(path: string, method: string, one: Operation, schemas: Readonly<Record<string, SchemaObject>>): Markup {
  return html`<section>
<h2 id="${anchor(method, path)}"><code><span class="method">${method}</span> ${path}</code></h2>
<p><strong>${one.summary}</strong></p>${prose(one.description ?? '')}
${one.parameters === undefined ? html`` : html`<h3>Parameters</h3><table>${one.parameters.map((parameter) => fieldRow(`${parameter.name} (${parameter.in})`, { ...parameter.schema, description: parameter.description ?? parameter.schema.description }, parameter.required === true))}</table>`}
${one.requestBody === undefined ? html`` : html`<h3>Body</h3>${contentBlock(one.requestBody.content, schemas)}`}
<h3>Responses</h3>
<table>${Object.entries(one.responses).map(([status, response]) => html`<tr><th scope="row">${status}</th><td>${inline(response.description)} ${mediaTypes(response.content ?? {})}</td></tr>`)}</table>
${contentBlock(one.responses['200']?.content ?? {}, schemas)}
</section>`;
}

function mediaTypes(types: z.infer<typeof content>): Markup {
  return html`<span class="soft">${Object.entries(types).map(([type, { schema }]) => html`<br><code>${type}</code>: ${schema === undefined ? html`` : typeOf(schema)}`)}</span>`;
}

/** An example for each media type that has one, of its own or of the shape it refers to. */
function contentBlock(types: z.infer<typeof content>, schemas: Readonly<Record<string, SchemaObject>>): Markup {
  return html`${Object.entries(types).map(([type, { schema, example }]) => {
    const shown = example ?? (schema?.$ref === undefined ? undefined : schemas[nameOf(schema.$ref)]?.examples?.[0]);
    const note = schema?.description === undefined ? html`` : html`<p>${inline(schema.description)}</p>`;
    return shown === undefined ? note : html`<p class="soft"><code>${type}</code></p>${note}<pre tabindex="0">${typeof shown === 'string' ? shown : JSON.stringify(shown, null, 2)}</pre>`;
  })}`;
}

function shapeSection(name: string, schema: SchemaObject): Markup {
  return html`<section><h3 id="shape-${name}">${name}</h3>${prose(schema.description ?? '')}${fields(schema)}</section>`;
}

function fields(schema: SchemaObject): Markup {
  const parts = [schema, ...(schema.allOf ?? [])];
  const properties = parts.flatMap((part) => Object.entries(part.properties ?? {}).map(([name, property]) => fieldRow(name, property, part.required?.includes(name) === true)));
  const bases = (schema.allOf ?? []).filter(({ $ref }) => $ref !== undefined);
  const base = bases.length === 0 ? html`` : html`<p>All of ${bases.map(typeOf)}, and:</p>`;
  return properties.length === 0 ? html`<p>${typeOf(schema)}</p>` : html`${base}<table>${properties}</table>`;
}

function fieldRow(name: string, schema: SchemaObject, required: boolean): Markup {
  const nested = schema.properties === undefined ? html`` : html`<div class="nest">${fields(schema)}</div>`;
  return html`<tr><th scope="row"><code>${name}</code></th><td>${typeOf(schema)}${required ? html`` : html`, <em>optional</em>`}${inline(limits(schema))}<br>${inline(schema.description ?? '')}${nested}</td></tr>`;
}

function limits(schema: SchemaObject): string {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  const range = (from: number | undefined, to: number = Infinity, unit = ''): string => (from === undefined && to === Infinity ? '' : `, ${from ?? 0}${to >= Number.MAX_SAFE_INTEGER ? ' or more' : ` to ${to}`}${unit}`);
  const standard = schema.default === undefined ? '' : `, default \`${JSON.stringify(schema.default)}\``;
  return `${range(minLength, maxLength, ' characters')}${range(minimum, maximum)}${range(minItems, maxItems, ' entries')}${standard}`;
}

function typeOf(schema: SchemaObject): Markup {
  if (schema.$ref !== undefined) return html`<a href="#shape-${nameOf(schema.$ref)}">${nameOf(schema.$ref)}</a>`;
  if (schema.enum !== undefined) return html`${schema.enum.map((value, i) => html`${i === 0 ? '' : ' | '}<code>${JSON.stringify(value)}</code>`)}`;
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined) return html`${choices.map((choice, i) => html`${i === 0 ? '' : ' | '}${typeOf(choice)}`)}`;
  if (schema.items !== undefined) return html`list of ${typeOf(schema.items)}`;
  if (typeof schema.additionalProperties === 'object') return html`object of ${typeOf(schema.additionalProperties)}`;
  const type = [schema.type ?? 'any'].flat().join(' | ');
  return html`${schema.format === 'date' ? type.replace('string', 'day') : type}`;
}

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** Paragraphs; `code` between backticks. */
function prose(text: string): Markup {
  return html`${text.split('\n\n').filter((paragraph) => paragraph !== '').map((paragraph) => html`<p>${inline(paragraph)}</p>`)}`;
}

function inline(text: string): Markup {
  return html`${text.split('`').map((part, i) => (i % 2 === 0 ? html`${part}` : html`<code>${part}</code>`))}`;
}
