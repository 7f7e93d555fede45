/** What is attached to a document: `attachment` of Akoma Ntoso 3.0, `component` of 2.0, with a whole document in each. */
import { isDraft, newDraft, type Draft } from '../../tree/draft.js';
import { parseHeading } from '../../tree/headings.js';
import { contentOf, identity, notesLast, printed } from './body.js';
import { headOf } from './lines.js';
import type { AkomaReading } from './reading.js';
import { childAt, childElements, type XmlElement } from '../xml-tree.js';

const bodies = ['mainBody', 'body', 'judgmentBody', 'amendmentBody', 'collectionBody', 'debateBody', 'portionBody'];

/** The document in an attachment: the child that has metadata or a body; `undefined` where the text stands in the attachment itself. */
function documentIn(element: XmlElement): XmlElement | undefined {
  return childElements(element).find((child) => childAt(child, 'meta') !== undefined || bodies.some((name) => childAt(child, name) !== undefined));
}

/** In 2.0 the text of a schedule often stands in one `article`, which has its heading. */
function wrappingArticle(inner: XmlElement | undefined): XmlElement | undefined {
  const only = childElements(childAt(inner, 'mainBody') ?? childAt(inner, 'body') ?? { name: '', attributes: {}, children: [] });
  return only.length === 1 && only[0]!.name === 'article' && childAt(only[0], 'num') === undefined ? only[0] : undefined;
}

export function akomaSchedule(element: XmlElement, reading: AkomaReading): Draft {
  const inner = documentIn(element);
  const wrapper = wrappingArticle(inner);
  const titled = childAt(element, 'heading') !== undefined ? element : (wrapper ?? element);
  const num = headOf(childAt(element, 'num'), reading);
  const heading = headOf(childAt(titled, 'heading'), reading);
  const own = childElements(element).flatMap((child) => (child === inner || child === childAt(element, 'num') || child === childAt(titled, 'heading') ? [] : printed(child, reading)));
  const content = [...own, ...(inner === undefined ? [] : documentContent(inner, wrapper, childAt(titled, 'heading'), reading)), ...num.notes, ...heading.notes];
  const { eId, anchors } = identity(wrapper ?? element, reading);
  const kind = inner?.name === 'amendment' ? 'amendment' : 'schedule';
  return newDraft(kind, {
    eId: eId ?? identity(element, reading).eId, anchors: wrapper === undefined ? anchors : [...anchors, ...identity(element, reading).anchors],
    ...title(num.text, heading.text, inner, content, reading), inForce: reading.periodOf(element), content: notesLast(content),
  });
}

function documentContent(inner: XmlElement, wrapper: XmlElement | undefined, heading: XmlElement | undefined, reading: AkomaReading): ReturnType<typeof contentOf> {
  if (wrapper === undefined) return contentOf(inner, reading);
  return childElements(inner).flatMap((part) => (childAt(part, 'article') === wrapper ? contentOf(wrapper, reading, [heading]) : printed(part, reading)));
}

/** Number and heading: as marked, or read from the heading or from the first line (`ANNEX II`), which then is the heading. */
function title(num: string | null, heading: string | null, inner: XmlElement | undefined, content: ReturnType<typeof contentOf>, reading: AkomaReading): Pick<Draft, 'number' | 'heading' | 'printed'> {
  if (num !== null) return { number: num, heading, printed: null };
  const first = content[0];
  const line = heading ?? (first !== undefined && !isDraft(first) && first.marks.length === 0 ? first.text : null);
  const said = line === null ? null : parseHeading(line, reading.language, false);
  if (said?.kind === 'schedule') {
    if (heading === null) content.shift();
    return { number: said.number, heading: said.heading, printed: line };
  }
  // The name of the component, where the text does not have it: "Schedule 1".
  const alias = childAt(inner, 'meta', 'identification', 'FRBRWork', 'FRBRalias')?.attributes.value?.trim() ?? '';
  return { number: /^(?:schedule|annex|appendix)/i.test(alias) && heading !== alias ? alias : null, heading, printed: null };
}
