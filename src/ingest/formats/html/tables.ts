/** Tables: which cells stand in which row and column, and which tables only lay out a page. */
import { attribute, childElementsOf, elements, headingLevel, parentOf, type HtmlElement } from './tree.js';

/** Cells that reach over columns or rows leave empty places, so that columns stay under each other; no further than this column. */
const lastPadded = 64;

function span(cell: HtmlElement, name: string): number {
  const written = attribute(cell, name) ?? '';
  return /^\s*\d{1,5}\s*$/.test(written) ? Math.max(1, Number(written)) : 1;
}

const isCell = (element: HtmlElement): boolean => element.tagName === 'td' || element.tagName === 'th';

function rowsOf(table: HtmlElement): HtmlElement[] {
  return childElementsOf(table).flatMap((part) => (part.tagName === 'tr' ? [part] : ['thead', 'tbody', 'tfoot'].includes(part.tagName) ? childElementsOf(part).filter((child) => child.tagName === 'tr') : []));
}

/** The cells of each row in their columns; `null` where a cell from the left or from above reaches. */
export function tableRows(table: HtmlElement): readonly (readonly (HtmlElement | null)[])[] {
  const rows = rowsOf(table).map((row) => childElementsOf(row).filter(isCell));
  const widest = Math.min(lastPadded, rows.reduce((most, row) => Math.max(most, row.length), 0));
  /** Rows that the cell in each column still reaches down. */
  const covered: number[] = [];
  return rows.map((cells) => {
    const row: (HtmlElement | null)[] = [];
    const skipCovered = (): void => {
      while ((covered[row.length] ?? 0) > 0) {
        covered[row.length]! -= 1;
        row.push(null);
      }
    };
    for (const cell of cells) {
      skipCovered();
      const columns = Math.max(1, Math.min(span(cell, 'colspan'), widest, lastPadded - row.length));
      for (let column = 0; column < columns; column++) {
        if (row.length < lastPadded) covered[row.length] = span(cell, 'rowspan') - 1;
        row.push(column === 0 ? cell : null);
      }
    }
    skipCovered();
    return row;
  });
}

export function captionOf(table: HtmlElement): HtmlElement | undefined {
  return childElementsOf(table).find((part) => part.tagName === 'caption');
}

/** Tables that lay out a page hold headings or tables in their cells and have no head of their own. */
export function isLayoutTable(table: HtmlElement): boolean {
  const role = attribute(table, 'role');
  if (role === 'presentation' || role === 'none') return true;
  const inside = [...elements(table)];
  const own = (element: HtmlElement): boolean => {
    for (let above = parentOf(element); above !== null; above = parentOf(above)) if (above.tagName === 'table') return above === table;
    return false;
  };
  if (inside.some((element) => (element.tagName === 'th' || element.tagName === 'caption') && own(element))) return false;
  return inside.some((element) => element.tagName === 'table' || headingLevel(element) !== null);
}
