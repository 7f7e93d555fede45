/** Schemas of what several responses share. Each mirrors a type of the domain; schema-checks.ts holds them to it. */
import { z } from '@hono/zod-openapi';
import { documentTypes } from '../document.js';

export function listOf<T extends z.ZodType>(schema: T): z.ZodReadonly<z.ZodArray<T>> {
  return z.array(schema).readonly();
}

/** UTF-16 offset, or a number of things. */
export const count = z.int().min(0);

export const daySchema = z.iso.date();

export const periodSchema = z
  .strictObject({ from: daySchema.nullable(), to: daySchema.nullable() })
  .meta({ id: 'Period', description: 'Half-open: `from` is the first day that belongs to it, `to` the first that no longer does; null is open.', examples: [{ from: '2019-01-01', to: null }] });

export const spanSchema = z.strictObject({ start: count, end: count }).meta({ id: 'Span', description: 'UTF-16 offsets, the end not included.', examples: [{ start: 120, end: 188 }] });

export const citationSchema = z
  .strictObject({
    span: spanSchema,
    text: z.string(),
    named: z.string().nullable().meta({ description: 'The work as named in the reference; null: the work it stands in.' }),
    parts: listOf(z.strictObject({ kind: z.string(), value: z.string() })),
    target: z.strictObject({ work: z.string(), eId: z.string().nullable() }).nullable().meta({ description: 'Where it leads; null when it resolves to nothing known.' }),
  })
  .meta({ id: 'Citation', description: 'A reference to a provision: where it stands, what it says, where it leads.',
    examples: [{ span: { start: 9, end: 23 }, text: 'section 5(2)', named: null, parts: [{ kind: 'section', value: '5' }, { kind: 'subsection', value: '2' }], target: { work: 'xa/act/2019/dog-control', eId: 'sec_5__subsec_2' } }],
  });

export const documentTypeSchema = z.enum(documentTypes).meta({ id: 'DocumentType' });
export const statusSchema = z.enum(['in-force', 'repealed', 'not-yet-in-force', 'spent']).meta({ id: 'ProvisionStatus', description: 'What the source itself says of the provision, apart from its period.' });

/** Where something can be opened. */
export const href = z.string().meta({ description: 'Where it can be opened, on this service.' });
export const page = z.int().min(1).nullable().meta({ description: 'Page of the source on which it begins, from 1; null where the source has no pages.' });
export const breadcrumb = listOf(z.string()).meta({ description: 'Numbers and headings of the provisions above, outermost first.' });
