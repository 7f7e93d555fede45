/** A parsed law as data, with what it forgets (offsets, references) left out: what renditions are written from and compared by. */
import type { DocumentType, LegalDocument, Period, Provision, ProvisionStatus } from '../../../src/document.js';

export interface Unit {
  readonly eId: string;
  readonly kind: string;
  readonly number: string | null;
  readonly heading: string | null;
  readonly inForce: Period | null;
  readonly status: ProvisionStatus;
  /** Own lines and the units below, in text order; cells of a table row are separated by tabs. */
  readonly content: readonly (string | Unit)[];
}

export interface Law {
  readonly work: string;
  readonly expression: string;
  readonly title: string;
  readonly type: DocumentType;
  readonly jurisdiction: string;
  readonly language: string;
  readonly inForce: Period;
  readonly units: readonly Unit[];
}

export const isUnit = (content: string | Unit): content is Unit => typeof content !== 'string';
export const isLine = (content: string | Unit): content is string => typeof content === 'string';
export const linesIn = (unit: Unit): readonly string[] => unit.content.filter(isLine);
export const unitsIn = (unit: Unit): readonly Unit[] => unit.content.filter(isUnit);

function contentOf(text: string, { body, provisions }: Pick<Provision, 'body' | 'provisions'>): (string | Unit)[] {
  const content: (string | Unit)[] = [];
  const addLines = (start: number, end: number): void => void content.push(...text.slice(start, Math.max(start, end)).split('\n').filter((line) => line !== ''));
  let at = body.start;
  for (const provision of provisions) {
    addLines(at, provision.span.start);
    content.push(unitOf(text, provision));
    at = provision.span.end;
  }
  addLines(at, body.end);
  return content;
}

function unitOf(text: string, provision: Provision): Unit {
  const { eId, kind, number, heading, inForce, status } = provision;
  return { eId, kind, number, heading, inForce, status, content: contentOf(text, provision) };
}

export function lawOf(document: LegalDocument): Law {
  const { work, expression, title, type, jurisdiction, language, inForce } = document;
  return { work, expression, title, type, jurisdiction, language, inForce, units: document.provisions.map((provision) => unitOf(document.text, provision)) };
}

/** Every unit changed, outermost first; `holder`: the changed unit it stands in. */
export function mapUnits(law: Law, change: (unit: Unit, holder: Unit | null) => Unit): Law {
  const mapped = (unit: Unit, holder: Unit | null): Unit => {
    const changed = change(unit, holder);
    return { ...changed, content: changed.content.map((each) => (isUnit(each) ? mapped(each, changed) : each)) };
  };
  return { ...law, units: law.units.map((unit) => mapped(unit, null)) };
}

/** A run of table rows, or one other line. */
export type Piece = { readonly line: string } | { readonly rows: readonly (readonly string[])[] };

/** Lines that follow each other, rows gathered into tables. */
export function piecesOf(lines: readonly string[]): Piece[] {
  const pieces: ({ readonly line: string } | { readonly rows: string[][] })[] = [];
  for (const line of lines) {
    const last = pieces.at(-1);
    if (!line.includes('\t')) pieces.push({ line });
    else if (last !== undefined && 'rows' in last) last.rows.push(line.split('\t'));
    else pieces.push({ rows: [line.split('\t')] });
  }
  return pieces;
}

/** Own lines before, units, and own lines behind: no law has lines between its units. */
export function partsOf(unit: Unit): { readonly intro: readonly string[]; readonly units: readonly Unit[]; readonly tail: readonly string[] } {
  const first = unit.content.findIndex(isUnit);
  const last = unit.content.findLastIndex(isUnit);
  const lines = (from: number, to: number): string[] => unit.content.slice(from, to).filter(isLine);
  const units = unit.content.slice(first === -1 ? unit.content.length : first, last + 1);
  if (!units.every(isUnit)) throw new Error(`${unit.eId} has lines between its provisions`);
  return first === -1 ? { intro: lines(0, unit.content.length), units: [], tail: [] } : { intro: lines(0, first), units, tail: lines(last + 1, unit.content.length) };
}
