/** USLM 1 and 2 (United States Legislative Markup): bills, public laws, compilations, United States Code, CFR, Federal Register. */
import { decode } from '../../decode.js';
import type { LegalDocument } from '../../../document.js';
import { definedOnly, factsOf, finishDocument, frameOf } from '../../metadata.js';
import type { Parser, SourceFile } from '../../parser.js';
import type { Draft } from '../../tree/draft.js';
import { withoutEmpty } from '../../tree/tree-writer.js';
import { readUslmBody, type BodyContext } from './body.js';
import { outerFacts, readUslmFacts } from './metadata.js';
import { childAt, parseXml, type XmlElement } from '../xml-tree.js';

/** How far into a file its root element may begin; GPO puts processing instructions and comments before it. */
const rootWithin = 4096;
const namespace = /xmlns(?::[\w.-]+)?\s*=\s*["']https?:\/\/(?:schemas\.gpo\.gov\/xml\/uslm|xml\.house\.gov\/schemas\/uslm)/u;
/** The Federal Register and the CFR mark pages by processing instruction, the Statutes at Large by element. */
const pageInstruction = /<\?page num="([^"<&]{1,20})"\s*\?>/gu;

export const uslmParser: Parser = {
  format: 'uslm',
  accepts: (file) => /\.(?:xml|uslm)$/i.test(file.path) && namespace.test(String.fromCharCode(...file.bytes.subarray(0, rootWithin)).replace(/\0/g, '')),
  parse(file) {
    const { text, warnings } = decode(file.bytes, 'xml');
    const root = parseXml(text.includes('<?page') ? text.replace(pageInstruction, '<page>$1</page>') : text);
    const { rest, printed } = separated(root);
    const outer = outerFacts(root);
    const parts = [rest, ...printed].map((part) => readPart(file, part, part === root ? {} : outer));
    const filled = parts.filter(({ drafts }) => drafts.length > 0);
    // A volume may hold nothing but its laws; a law in it without text is missed.
    const empty = parts.slice(1).filter(({ drafts }) => drafts.length === 0).map(({ facts }) => `the document ${facts.work ?? facts.title ?? 'without identifier'} in it holds no text; it is left out`);
    return (filled.length === 0 ? parts.slice(0, 1) : filled).map((part, at) => finish(file, part, at === 0 ? [...warnings, ...empty] : []));
  },
};

/** What stands between a volume and the documents printed in it (Review Guide 2.0, 6.2.1). */
const collecting = new Set([
  'main', 'backMatter', 'collection', 'component', 'agencyGroup', 'rules', 'proposedRules', 'notices', 'presidentialDocs', 'publicLaws', 'privateLaws', 'concurrentResolutions', 'proclamations',
]);

interface Part {
  readonly facts: ReturnType<typeof factsOf>;
  readonly frame: ReturnType<typeof frameOf>;
  readonly drafts: readonly Draft[];
  readonly warnings: readonly string[];
}

function readPart(file: SourceFile, root: XmlElement, outer: Parameters<typeof readUslmFacts>[1]): Part {
  const warnings: string[] = [];
  const warn = (warning: string): void => void warnings.push(warning);
  const facts = definedOnly(factsOf(file, readUslmFacts(root, outer, warn), warn));
  const frame = frameOf(file, facts, warn);
  const context: BodyContext = { work: facts.work ?? null, page: null, images: 0, unnumbered: 0, warn };
  const drafts = withoutEmpty(readUslmBody(root, context));
  if (context.images > 0) warn(`${context.images} image${context.images === 1 ? '' : 's'} in it may show text; an image has no place in the text`);
  return { facts, frame, drafts, warnings };
}

const finish = (file: SourceFile, { facts, frame, drafts, warnings }: Part, more: readonly string[]): LegalDocument => finishDocument(file, 'uslm', facts, frame, drafts, [...more, ...warnings]);

/**
 * A volume of the Statutes at Large or an issue of the Federal Register is a collection of documents. Each is a work of its own, in
 * force from a day of its own and cited by its own number, not by the volume's: each becomes a document; what is left of the volume
 * (contents, headings of its units) one more.
 */
function separated(root: XmlElement): { readonly rest: XmlElement; readonly printed: readonly XmlElement[] } {
  const printed: XmlElement[] = [];
  const isDocument = (element: XmlElement): boolean => element.name !== 'component' && childAt(element, 'meta') !== undefined;
  const without = (element: XmlElement): XmlElement => ({
    ...element,
    children: element.children.flatMap((child): (XmlElement | string)[] => {
      if (typeof child === 'string') return [child];
      if (element.name === 'component' && isDocument(child)) {
        printed.push(without(child));
        return [];
      }
      return [collecting.has(child.name) ? without(child) : child];
    }),
  });
  const rest = without(root);
  return { rest: printed.length === 0 ? root : rest, printed };
}
