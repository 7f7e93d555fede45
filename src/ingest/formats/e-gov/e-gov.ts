/** e-Gov 法令標準XML (Japan), schema version 3: the file itself, the answers of the API (versions 1 and 2), and their JSON. */
import { z } from 'zod';
import { ResponsaError } from '../../../errors.js';
import { decode } from '../../decode.js';
import { definedOnly, factsOf, finishDocument, frameOf, tooDeep } from '../../metadata.js';
import type { Parser, SourceFile } from '../../parser.js';
import { deepestNesting } from '../../tree/draft.js';
import { readEGovBody } from './body.js';
import { lawIn, readEGovFacts } from './metadata.js';
import type { EGovContext } from './text.js';
import { parseXml, type XmlElement } from '../xml-tree.js';

/** How far into a file its root element, or the first keys of the JSON, may begin. */
const rootWithin = 4096;
const roots = /<Law\s[^>]*\b(?:Era|LawType)\s*=|<law_data_response[\s>]|<DataRoot[\s>][\s\S]*<(?:LawId|LawFullText)[\s>]/u;
const keys = /"law_info"\s*:|"law_full_text"\s*:|^\s*\{\s*"tag"\s*:\s*"Law"/u;

export const eGovParser: Parser = {
  format: 'e-gov',
  accepts(file) {
    const isJson = /\.json$/i.test(file.path);
    if (!isJson && !/\.xml$/i.test(file.path)) return false;
    return (isJson ? keys : roots).test(String.fromCharCode(...file.bytes.subarray(0, rootWithin)).replace(/\0/g, ''));
  },
  parse(file) {
    const { text, warnings } = decode(file.bytes, 'xml');
    const collected = [...warnings];
    const warn = (warning: string): void => void collected.push(warning);
    const root = isJsonFile(file) ? elementOfJson(text) : parseXml(text);
    const law = lawIn(root);
    if (law === undefined) throw new ResponsaError('bad-source', 'It holds no Law element.', 'Expected a law in 法令標準XML, or an answer of the e-Gov API that holds one whole.');
    const facts = definedOnly(factsOf(file, readEGovFacts(law, law === root ? undefined : root, file.path, warn), warn));
    const frame = frameOf(file, facts, warn);
    const context: EGovContext = { betweenSentences: frame.language.startsWith('ja') ? '' : ' ', figures: 0 };
    const drafts = readEGovBody(law, context);
    if (context.figures > 0) warn(`${context.figures} figure${context.figures === 1 ? '' : 's'} in it may show text; an image has no place in the text`);
    return [finishDocument(file, 'e-gov', facts, frame, drafts, collected)];
  },
};

const isJsonFile = (file: SourceFile): boolean => /\.json$/i.test(file.path);

/** `{"tag": …, "attr": {…} or "", "children": […]}`: an element in JSON. */
const jsonElement = z.looseObject({ tag: z.string(), attr: z.union([z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), z.string(), z.null()]).optional(), children: z.array(z.unknown()).optional() });
const jsonAnswer = z.looseObject({ law_full_text: z.unknown() });
const wrongJson = (): ResponsaError => new ResponsaError('bad-source', 'It is JSON, but no law of the e-Gov API.', 'Expected an object with "law_full_text", or an element with "tag" and "children".');

function elementOfJson(text: string): XmlElement {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    throw new ResponsaError('bad-source', `It is not well-formed JSON: ${error instanceof Error ? error.message : String(error)}.`, 'Fetch the file again; it may have been cut off.', { cause: error });
  }
  if (jsonElement.safeParse(value).success) return fromJson(value, 0);
  const answer = jsonAnswer.safeParse(value);
  if (!answer.success) throw wrongJson();
  const { law_full_text: full, ...about } = answer.data;
  // Asked for JSON with the text in XML, the API encodes the text.
  const law = typeof full === 'string' ? parseXml(Buffer.from(full, 'base64').toString('utf8')) : fromJson(full, 0);
  return { name: 'law_data_response', attributes: {}, children: [...plainElements(about), { name: 'law_full_text', attributes: {}, children: [law] }] };
}

function fromJson(value: unknown, depth: number): XmlElement {
  if (depth >= deepestNesting) throw tooDeep();
  const parsed = jsonElement.safeParse(value);
  if (!parsed.success) throw wrongJson();
  const { tag, attr, children } = parsed.data;
  const attributes = typeof attr === 'object' && attr !== null ? Object.fromEntries(Object.entries(attr).map(([name, written]) => [name, String(written)])) : {};
  return { name: tag, attributes, children: (children ?? []).map((child) => (typeof child === 'string' ? child : fromJson(child, depth + 1))) };
}

/** `law_info` and `revision_info`: objects of plain values. */
function plainElements(about: Readonly<Record<string, unknown>>): XmlElement[] {
  return Object.entries(about).flatMap(([name, fields]) => {
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return [];
    const children = Object.entries(fields).flatMap(([field, value]): XmlElement[] => (typeof value === 'string' || typeof value === 'boolean' ? [{ name: field, attributes: {}, children: [String(value)] }] : []));
    return [{ name, attributes: {}, children }];
  });
}
