/** A law as lines of text, with what each is: for formats that hold no tree. */
import { depthIn, headingLine, isHeaded } from './headings.js';
import { isUnit, piecesOf, type Law, type Unit } from './law.js';

export type PlainLine =
  | { readonly is: 'heading'; readonly depth: 0 | 1; readonly text: string; readonly unit: Unit }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'table'; readonly rows: readonly (readonly string[])[] };

function linesOf(law: Law, unit: Unit): PlainLine[] {
  const lines: PlainLine[] = isHeaded(unit) ? [{ is: 'heading', depth: depthIn(law, unit), text: headingLine(unit), unit }] : [];
  let number = isHeaded(unit) ? null : unit.number;
  let own: string[] = [];
  const close = (): void => {
    for (const piece of piecesOf(own)) lines.push('line' in piece ? { is: 'text', text: piece.line } : { is: 'table', rows: piece.rows });
    own = [];
  };
  for (const each of unit.content) {
    if (isUnit(each)) {
      close();
      lines.push(...linesOf(law, each));
    } else own.push(number === null ? each : `${number} ${each}`);
    number = null;
  }
  close();
  return lines;
}

export function plainLines(law: Law): PlainLine[] {
  return law.units.flatMap((unit) => linesOf(law, unit));
}
