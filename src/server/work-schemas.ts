/** What the routes of `GET /v1/works` answer with. */
import { z } from '@hono/zod-openapi';
import type { ProvisionSummary } from '../assistant.js';
import { breadcrumb, citationSchema, count, daySchema, documentTypeSchema, href, listOf, page, periodSchema, statusSchema } from './domain-schemas.js';

const workHref = '/v1/works/xa%2Fact%2F2016%2Fresidence-registration';

const exampleWork = {
  work: 'xa/act/2016/residence-registration', title: 'Residence Registration Act', type: 'act' as const, jurisdiction: 'xa', collection: 'law', languages: ['en'], expressions: 1, href: workHref,
};
const exampleProvision = {
  eId: 'sec_5', kind: 'section', number: '5.', heading: 'Duty to register', inForce: { from: '2016-07-01', to: '2027-04-01' }, status: 'in-force' as const,
  href: `${workHref}/provisions/sec_5?asOf=2024-03-01&language=en`, provisions: [],
};

export const workSummarySchema = z
  .strictObject({
    work: z.string(), title: z.string(), type: documentTypeSchema, jurisdiction: z.string(), collection: z.string(),
    languages: listOf(z.string()),
    expressions: count.meta({ description: 'How many versions, all languages together.' }),
    href,
  })
  .meta({ id: 'WorkSummary', examples: [exampleWork] });

export const worksSchema = z
  .strictObject({ works: listOf(workSummarySchema), total: count.meta({ description: 'How many works there are, whatever the paging.' }) })
  .meta({ id: 'Works', examples: [{ works: [exampleWork], total: 1 }] });

export const provisionSummarySchema: z.ZodType<ProvisionSummary> = z
  .strictObject({
    eId: z.string(),
    kind: z.string().meta({ description: 'Akoma Ntoso element name.' }),
    number: z.string().nullable().meta({ description: 'As printed.' }),
    heading: z.string().nullable(),
    inForce: periodSchema, status: statusSchema, href,
    get provisions() {
      return listOf(provisionSummarySchema);
    },
  })
  .meta({ id: 'ProvisionSummary', examples: [exampleProvision] });

export const expressionSchema = z
  .strictObject({
    expression: z.string(), language: z.string(), title: z.string(), inForce: periodSchema,
    current: z.boolean().meta({ description: 'True for the version in force on the as-of date.' }),
    source: z.strictObject({ collection: z.string(), path: z.string(), format: z.string(), digest: z.string(), url: z.string().nullable() }),
    warnings: listOf(z.string()).meta({ description: 'What the parser could not place.' }),
    provisions: listOf(provisionSummarySchema),
  })
  .meta({ id: 'Expression', description: 'One version of a work in one language.' });

export const workSchema = z
  .strictObject({ ...workSummarySchema.shape, asOf: daySchema, aliases: listOf(z.string()).meta({ description: 'Short titles and abbreviations.' }), versions: listOf(expressionSchema) })
  .meta({ id: 'Work', examples: [{
      ...exampleWork, asOf: '2024-03-01', aliases: ['RRA'],
      versions: [{
        expression: 'xa/act/2016/residence-registration/eng@2016-07-01', language: 'en', title: exampleWork.title, inForce: exampleProvision.inForce, current: true,
        source: { collection: 'law', path: 'residence-registration-act.en.xml', format: 'akoma-ntoso', digest: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c', url: null },
        warnings: [], provisions: [exampleProvision],
      }],
    }],
  });

const neighbour = provisionSummarySchema.nullable();

export const provisionSchema = z
  .strictObject({
    work: z.string(), expression: z.string(), eId: z.string(), number: z.string().nullable(), heading: z.string().nullable(), label: z.string(), title: z.string(), page, breadcrumb,
    language: z.string(), inForce: periodSchema, status: statusSchema, asOf: daySchema,
    text: z.string().meta({ description: 'Its text behind number and heading, sub-provisions included; quotations have their offsets in it.' }),
    references: listOf(citationSchema).meta({ description: 'References in its own text.' }),
    provisions: listOf(provisionSummarySchema),
    parent: neighbour, previous: neighbour, next: neighbour,
  })
  .meta({ id: 'Provision', examples: [{
      work: exampleWork.work, expression: 'xa/act/2016/residence-registration/eng@2016-07-01', eId: 'sec_5', number: '5.', heading: 'Duty to register', label: 'Residence Registration Act, section 5',
      title: exampleWork.title, page: null, breadcrumb: ['Part II Registration'], language: 'en', inForce: exampleProvision.inForce, status: 'in-force', asOf: '2024-03-01',
      text: 'Whoever moves into a dwelling shall register within two weeks.', references: [], provisions: [], parent: null, previous: null, next: null,
    }],
  });
