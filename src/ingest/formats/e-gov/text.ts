/** Running text of the Japanese law XML: sentences, columns, tables, quotations. */
import { toSuperscript } from '../../../numerals.js';
import { fold, type Line } from '../../tree/draft.js';
import { runningText, type RunningText } from '../running-text.js';
import { childElements, textOfElement, type XmlElement } from '../xml-tree.js';

export interface EGovContext {
  /** Between two sentences of a paragraph: nothing in Japanese, a space in the English translations. */
  readonly betweenSentences: string;
  /** Figures met, which hold no text. */
  figures: number;
}

/** Numbers and names of units: their text follows on the same line. */
const runsOn = /^(?:Article|Paragraph|Item|Class|Subitem\d+)(?:Title|Num)$/u;
/** Inside a line. `Line` is text with a line drawn beside it. */
const inline = new Set(['Line', 'Ruby', 'Sub', 'ArithFormula', 'Sentence', 'ArticleRange', 'RelatedArticleNum']);
const rows = new Set(['TableRow', 'TableHeaderRow']);
const cells = new Set(['TableColumn', 'TableHeaderColumn']);

interface Reading {
  readonly text: RunningText;
  readonly context: EGovContext;
}

function addChildren(element: XmlElement, reading: Reading): void {
  const { text, context } = reading;
  let after: XmlElement | null = null;
  for (const child of element.children) {
    // Line breaks of the file between two sentences are no text; between English ones they are the space.
    if (typeof child === 'string') text.add(context.betweenSentences === '' && /^[\t\n\r ]*$/u.test(child) ? '' : child);
    else {
      // Sentences of a paragraph run on; in a table cell each is printed on a line of its own.
      if (child.name === 'Sentence' && after?.name === 'Sentence') text.add(cells.has(element.name) ? ' ' : context.betweenSentences);
      addElement(child, reading);
      after = child;
    }
  }
}

function addCells(elements: readonly XmlElement[], { text, context }: Reading): void {
  text.beginRow();
  for (const element of elements) {
    text.beginCell();
    addChildren(element, { text, context });
    text.endCell();
  }
}

function addElement(element: XmlElement, reading: Reading): void {
  const { name } = element;
  const { text, context } = reading;
  // The reading of a word, printed small beside it: the word alone is the text of the law.
  if (name === 'Rt') return;
  if (name === 'Fig') context.figures += 1;
  else if (name === 'Sup') text.add(/^\s*\d+\s*$/u.test(textOfElement(element)) ? toSuperscript(textOfElement(element).trim()) : textOfElement(element));
  else if (inline.has(name)) addChildren(element, reading);
  else if (runsOn.test(name)) {
    text.breakLine();
    addChildren(element, reading);
    text.add(' ');
    text.runOn();
  } else if (rows.has(name)) {
    text.breakLine();
    addCells(childElements(element), reading);
    text.breakLine();
  } else if (childElements(element)[0]?.name === 'Column') {
    text.breakLine();
    addCells(childElements(element), reading);
    text.breakLine();
  } else {
    text.breakLine();
    addChildren(element, reading);
    text.breakLine();
  }
}

/** The lines of everything in the elements, each a block of its own. */
export function linesOf(elements: readonly XmlElement[], context: EGovContext): Line[] {
  const text = runningText(null);
  for (const element of elements) {
    text.breakLine();
    addElement(element, { text, context });
  }
  return text.finish();
}

/** One line: a title, a caption, a number; `null` without one. */
export function titleOf(element: XmlElement | undefined, context: EGovContext): string | null {
  const text = element === undefined ? '' : linesOf([element], context).map((line) => line.text).join(' ');
  return fold(text) === '' ? null : fold(text);
}
