/**
 * Justice Canada XML: the consolidated acts and regulations of Canada, one file per language (justicecanada/laws-lois-xml). Both files
 * of a law are expressions of one work and give the same eIds to the same provisions.
 */
import { ResponsaError } from '../../../errors.js';
import { isDay } from '../../days.js';
import { decode } from '../../decode.js';
import { definedOnly, factsOf, finishDocument, frameOf, type Facts } from '../../metadata.js';
import type { Parser } from '../../parser.js';
import { isDraft, newDraft, type Draft } from '../../tree/draft.js';
import { flow, gathered, type Reading } from './body.js';
import { readJusticeFacts } from './facts.js';
import { plainText } from './lines.js';
import { childAt, childElements, parseXml, type XmlElement } from '../xml-tree.js';

/** How far into a file its root element and the one after it may begin. */
const rootWithin = 4096;

export const justiceCanadaParser: Parser = {
  format: 'justice-canada',
  accepts(file) {
    if (!/\.xml$/i.test(file.path)) return false;
    // Each byte one character: enough to see ASCII names, in UTF-16 too once the zero bytes are gone.
    const beginning = String.fromCharCode(...file.bytes.subarray(0, rootWithin)).replace(/\0/g, '');
    return /<(?:Statute|Regulation)[\s>]/.test(beginning) && /justice\.gc\.ca\/lims|<Identification[\s>]/.test(beginning);
  },
  parse(file) {
    const { text, warnings } = decode(file.bytes, 'xml');
    const collected = new Set(warnings);
    const warn = (warning: string): void => void collected.add(warning);
    const root = parseXml(text);
    if (root.name !== 'Statute' && root.name !== 'Regulation') throw new ResponsaError('bad-source', `Its root element is "${root.name}".`, 'Expected Statute or Regulation.');
    const facts: Facts = definedOnly(factsOf(file, readJusticeFacts(root, warn), warn));
    const frame = frameOf(file, facts, warn);
    const current = root.attributes['current-date'] ?? '';
    const reading: Reading = { language: frame.language.startsWith('fr') ? 'fr' : 'en', current: isDay(current) ? current : null, definition: null, inParagraph: false, warn };
    return [finishDocument(file, 'justice-canada', facts, frame, readParts(root, reading), [...collected])];
  },
};

function readParts(root: XmlElement, reading: Reading): Draft[] {
  const parts = childElements(root);
  const isFront = (part: XmlElement): boolean => part.name === 'Identification' || part.name === 'Repealed';
  const drafts = parts.filter((part) => !isFront(part)).flatMap((part): Draft[] => (part.name === 'Introduction' || part.name === 'Order' ? [preamble(part, reading)] : gathered(flow([part], reading))));
  return [preface(parts.filter(isFront), reading), ...drafts];
}

const printedOfIdentification = new Set(['LongTitle', 'EnablingAuthority', 'ReaderNote']);

/** Long title, enabling authority, editor's notes and the repeal of the whole; the rest of `Identification` are facts. */
function preface(front: readonly XmlElement[], reading: Reading): Draft {
  const shown = front.flatMap((part) => (part.name === 'Identification' ? childElements(part).filter((child) => printedOfIdentification.has(child.name)) : [part]));
  return newDraft('preface', { content: flow(shown, reading) });
}

/** Preamble and enacting clause; the marginal note `Preamble` of the first paragraph is its heading. */
function preamble(element: XmlElement, reading: Reading): Draft {
  const first = childAt(element, 'Preamble', 'Provision', 'MarginalNote');
  const content = flow(element.name === 'Order' ? [element] : childElements(element), reading);
  const heading = first === undefined ? null : plainText(first);
  const behind = content[0] !== undefined && !isDraft(content[0]) && content[0].text === heading ? content.slice(1) : content;
  return newDraft('preamble', { heading: behind.length === content.length ? null : heading, content: behind });
}
