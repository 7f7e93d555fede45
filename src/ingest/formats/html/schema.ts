/** schema.org data in JSON-LD: what search engines are told of a page. Only facts; its text is that of the page. */
import { z } from 'zod';
import type { Day, DocumentType } from '../../../document.js';
import { dayAfter } from '../../days.js';
import { fold } from '../../tree/draft.js';
import { attribute, textContent, type HtmlElement } from './tree.js';
import { writtenDay } from '../written-day.js';

export interface SchemaFacts {
  readonly type?: DocumentType;
  readonly aliases?: readonly string[];
  readonly language?: string;
  readonly url?: string;
  readonly from?: Day;
  readonly to?: Day;
  readonly modified?: string;
  readonly published?: string;
}

const texts = z.union([z.string().transform((one) => [one]), z.array(z.unknown()).transform((many) => many.filter((each): each is string => typeof each === 'string'))]).catch([]);
const named = z.union([z.string(), z.looseObject({ '@id': z.string().optional(), alternateName: z.string().optional() }).transform((object) => object.alternateName ?? object['@id'] ?? '')]).catch('');
const thing = z.looseObject({
  '@type': texts, inLanguage: named.optional(), url: named.optional(), dateModified: z.string().optional().catch(undefined), datePublished: z.string().optional().catch(undefined),
  alternateName: texts, temporalCoverage: z.string().optional().catch(undefined), legislationDateVersion: z.string().optional().catch(undefined),
});
type Thing = z.infer<typeof thing>;

/** Kinds of pages whose data are those of the document; others describe the publisher, the site, the way to the page. */
const documents = /^(?:Legislation|LegislationObject|Article|NewsArticle|TechArticle|WebPage|FAQPage|GovernmentService|HowTo|Report|DigitalDocument|CreativeWork|AboutPage|ItemPage)$/;

function thingsIn(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(thingsIn);
  const graph = z.looseObject({ '@graph': z.array(z.unknown()) }).safeParse(value);
  if (graph.success) return graph.data['@graph'].flatMap(thingsIn);
  const parsed = thing.safeParse(value);
  return parsed.success && parsed.data['@type'].some((type) => documents.test(type)) ? [parsed.data] : [];
}

/** `2020-01-01/..`, `2020-01-01/2023-12-31` (ISO 8601-2); the end is the last day. */
function coverage(written: string | undefined): { readonly from?: Day; readonly to?: Day } {
  const [start, end] = (written ?? '').split('/');
  const from = start === undefined ? null : writtenDay(start);
  const last = end === undefined ? null : writtenDay(end);
  return { ...(from === null ? {} : { from }), ...(last === null ? {} : { to: dayAfter(last) }) };
}

/** Facts of all JSON-LD blocks, the law's own before the page's; a block that is no JSON is reported. */
export function schemaFacts(all: readonly HtmlElement[], warn: (warning: string) => void): SchemaFacts {
  const things = all
    .filter((element) => element.tagName === 'script' && /^application\/ld\+json\s*(?:;|$)/i.test(attribute(element, 'type') ?? ''))
    .flatMap((script): Thing[] => {
      try {
        return thingsIn(JSON.parse(textContent(script)));
      } catch {
        warn('its JSON-LD is no JSON and was not read');
        return [];
      }
    });
  const isLaw = (each: Thing): boolean => each['@type'].some((type) => type.startsWith('Legislation'));
  const ordered = [...things.filter(isLaw), ...things.filter((each) => !isLaw(each))];
  const first = (pick: (each: Thing) => string | undefined): string | undefined => ordered.map(pick).find((value) => value !== undefined && value.trim() !== '')?.trim();
  const law = things.find(isLaw);
  const versionDay = law?.legislationDateVersion === undefined ? null : writtenDay(law.legislationDateVersion);
  const aliases = (law?.alternateName ?? []).map(fold).filter((name) => name !== '');
  const found = { language: first((each) => each.inLanguage), url: first((each) => each.url), modified: first((each) => each.dateModified), published: first((each) => each.datePublished) };
  return {
    ...Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)),
    ...(law === undefined ? {} : { ...(versionDay === null ? {} : { from: versionDay }), ...coverage(law.temporalCoverage) }),
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(things.some((each) => each['@type'].some((type) => ['FAQPage', 'GovernmentService', 'HowTo'].includes(type))) ? { type: 'guidance' as const } : {}),
  };
}
