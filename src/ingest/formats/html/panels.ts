/** What a click unfolds, and lists of terms: parts of a page whose labels are the headings of what stands below them. */
import { fold } from '../../tree/draft.js';
import { tabLabel } from './furniture.js';
import { flush, levelBelow, oneLine, pushHeading, sectionOf, type Reading } from './reading.js';
import { childElementsOf, childrenOf, attribute, elements, firstHeading, headingLevel, isElement, parentOf, textContent, type HtmlElement, type HtmlNode } from './tree.js';

/** A term longer than this (characters) is no label of a row. */
const longestLabel = 80;

const readChildren = (reading: Reading, element: HtmlElement): void => {
  for (const child of childrenOf(element)) reading.visit(reading, child);
};

/** `summary`, or the button of an accordion: the words on which one clicks are the heading of the panel. */
export function readLabel(reading: Reading, element: HtmlElement): void {
  const isInHeading = reading.inRow || [...elements(element)].some((each) => headingLevel(each) !== null);
  if (isInHeading || reading.inNotes || reading.quoted) {
    readChildren(reading, element);
    return;
  }
  const line = oneLine(reading, childrenOf(element));
  if (line.text !== '') pushHeading(reading, line, levelBelow(reading, parentOf(element) ?? element), sectionOf(element));
}

const isLabelled = (reading: Reading, element: HtmlElement): boolean => reading.context.labelled.has(attribute(element, 'id') ?? '');

/** `details`, the panel of a tab or of an accordion. */
export function isPanel(reading: Reading, element: HtmlElement): boolean {
  return element.tagName === 'details' || attribute(element, 'role') === 'tabpanel' || isLabelled(reading, element);
}

/** What stands in a panel belongs to its label and ends with it. */
export function readPanel(reading: Reading, element: HtmlElement): void {
  const { level } = reading;
  // The button of an accordion stands before its panel.
  const from = Math.max(0, reading.blocks.length - (isLabelled(reading, element) ? 1 : 0));
  const label = tabLabel(element, reading.context);
  const first = firstHeading(element);
  if (label !== null && !reading.inRow && fold(first === null ? '' : textContent(first)).toLowerCase() !== label.toLowerCase()) {
    pushHeading(reading, { text: label, marks: [] }, levelBelow(reading, element), sectionOf(element));
  }
  readChildren(reading, element);
  flush(reading);
  const opened = reading.blocks.slice(from).find((block) => block.type === 'heading');
  if (opened === undefined) return;
  reading.blocks.push({ type: 'end', level: opened.level });
  reading.level = isLabelled(reading, element) ? Math.max(1, Math.ceil(opened.level) - 1) : level;
}

interface DefinitionGroup {
  readonly terms: HtmlElement[];
  readonly descriptions: HtmlElement[];
  /** Anything that is neither, which stands alone. */
  readonly other: HtmlNode | null;
}

function definitionGroups(list: HtmlElement): DefinitionGroup[] {
  const groups: DefinitionGroup[] = [];
  const children = childrenOf(list).flatMap((child): readonly HtmlNode[] => (isElement(child) && child.tagName === 'div' && childElementsOf(child).some(({ tagName }) => tagName === 'dt') ? childrenOf(child) : [child]));
  for (const child of children) {
    const last = groups.at(-1);
    if (!isElement(child)) {
      if (textContent(child).trim() !== '' && !child.nodeName.startsWith('#c')) groups.push({ terms: [], descriptions: [], other: child });
    } else if (child.tagName === 'dt') {
      if (last?.other === null && last.descriptions.length === 0) last.terms.push(child);
      else groups.push({ terms: [child], descriptions: [], other: null });
    } else if (child.tagName === 'dd') {
      if (last?.other === null) last.descriptions.push(child);
      else groups.push({ terms: [], descriptions: [child], other: null });
    } else groups.push({ terms: [], descriptions: [], other: child });
  }
  return groups;
}

const blocks = new Set(['p', 'div', 'ul', 'ol', 'li', 'dl', 'table', 'blockquote', 'pre', 'details', 'section', 'br', 'figure']);

const isOneParagraph = (element: HtmlElement): boolean => [...elements(element)].filter((each) => blocks.has(each.tagName) || headingLevel(each) !== null).length <= (childElementsOf(element)[0]?.tagName === 'p' ? 1 : 0);

/** A question with its answer. */
function readQuestion(reading: Reading, term: HtmlElement, descriptions: readonly HtmlElement[]): void {
  const { level } = reading;
  const own = levelBelow(reading, descriptions[0] ?? term);
  pushHeading(reading, oneLine(reading, childrenOf(term)), own, sectionOf(term));
  for (const each of descriptions) reading.visit(reading, each);
  flush(reading);
  reading.blocks.push({ type: 'end', level: own });
  reading.level = level;
}

/**
 * A question is the heading of its answer; a short term and its one paragraph are a row, as they are printed; others are lines of their
 * own. `readRow`: one line of cells.
 */
export function readDefinitionList(reading: Reading, list: HtmlElement, readRow: (cells: readonly HtmlElement[]) => void): void {
  for (const { terms, descriptions, other } of definitionGroups(list)) {
    if (other !== null) reading.visit(reading, other);
    const [term] = terms;
    const name = term === undefined ? '' : fold(textContent(term));
    const isPair = term !== undefined && terms.length === 1 && descriptions.length > 0;
    const isQuestion = isPair && /[?？؟]$/u.test(name) && !reading.quoted && !reading.inNotes && firstHeading(term) === null;
    if (isQuestion) readQuestion(reading, term, descriptions);
    else if (isPair && descriptions.length === 1 && name.length <= longestLabel && isOneParagraph(term) && isOneParagraph(descriptions[0]!)) readRow([term, descriptions[0]!]);
    else for (const each of [...terms, ...descriptions]) reading.visit(reading, each);
  }
}
