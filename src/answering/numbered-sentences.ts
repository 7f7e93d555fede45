/** Passages -> the numbered sentences an engine may cite, each complete in itself: an item with its lead-ins, a table row with its header. */
import type { LegalDocument, Provision, Span } from '../document.js';
import { isContainer } from '../indexing/provision-kinds.js';
import type { Passage } from '../retrieval/passage.js';
import type { Sentence } from './engine.js';
import { cellsOf, continues, isRow, isUnended, readStretch, type Unit } from './lists.js';

/** Sentences of the passages, by rank and then in text order, numbered from 1. The same sentence of one document comes once, with its best passage. */
export function numberSentences(passages: readonly Passage[]): Sentence[] {
  const sentences: Sentence[] = [];
  const seen = new Set<string>();
  for (const passage of passages) {
    for (const unit of unitsIn(passage.document, passage.chunk.span)) {
      const text = readable(passage.document, unit);
      const key = `${passage.document.expression}\n${text}`;
      if (seen.has(key)) continue;
      seen.add(key);
      sentences.push({ number: sentences.length + 1, passage, ...unit, text });
    }
  }
  return sentences;
}

/** Sentences that begin inside `window`, in text order; headings, numbers and the bare title are none. */
export function unitsIn(document: LegalDocument, window: Span): Unit[] {
  const root: Node = { body: { start: 0, end: document.text.length }, provisions: document.provisions, hangs: false, heading: null };
  const title = document.title.trim();
  return collect({ document, window }, root, [], [], 0).filter(
    ({ span }) => span.start >= window.start && span.start < window.end && document.text.slice(span.start, span.end) !== title,
  );
}

interface Reading {
  readonly document: LegalDocument;
  readonly window: Span;
}

interface Node {
  readonly body: Span;
  readonly provisions: readonly Provision[];
  /** Whether the children may hang on its text: in a section, not in a part. */
  readonly hangs: boolean;
  readonly heading: Span | null;
}

/** Deeper provisions are left to their parent's text: hostile nesting must not exhaust the stack. */
const maximumDepth = 100;

function collect(reading: Reading, node: Node, leadIns: readonly Span[], tails: readonly Span[], depth: number): Unit[] {
  const { text, language } = reading.document;
  const children = depth < maximumDepth ? node.provisions : [];
  const stretches = stretchesOf(node.body, children);
  const read = (span: Span | undefined): ReturnType<typeof readStretch> =>
    span === undefined || (!node.hangs && !meets(span, reading.window)) ? { units: [], open: null } : readStretch(text, language, span);
  const first = read(stretches[0]);
  if (children.length === 0) return withContext({ ...first, units: underHeading(text, node.heading, first.units) }, leadIns, tails);
  const open = node.hangs ? first.open : null;
  const ownUnits = open === null && first.open !== null ? addOpen(first, first.open) : first.units;
  const own = withContext({ units: ownUnits, open: null }, leadIns, []);
  const last = read(stretches.at(-1));
  const tail = open === null ? null : tailOf(text, last.units[0]);
  const inherited = open !== null ? [...leadIns, open] : own.length === 0 ? leadIns : [];
  const childTails = tail !== null ? [tail, ...tails] : open !== null || own.length === 0 ? tails : [];
  // Behind its items a Japanese article goes on with its second paragraph, which does not hang on their lead-in.
  const isItem = (child: Provision): boolean => child.kind === children[0]!.kind;
  const inner = children.flatMap((child, index) => [
    ...(meets(child.span, reading.window) ? collect(reading, nodeOf(text, child), ...(isItem(child) ? [inherited, childTails] as const : [leadIns, []] as const), depth + 1) : []),
    ...(index < children.length - 1 ? withContext(read(stretches[index + 1]), [], []) : []),
  ]);
  return [...own, ...inner, ...withContext(last, [], []).slice(tail === null ? 0 : 1)];
}

function nodeOf(text: string, provision: Provision): Node {
  return { body: provision.body, provisions: provision.provisions, hangs: !isContainer(provision), heading: headingOf(text, provision) };
}

function headingOf(text: string, { heading, span, body }: Provision): Span | null {
  if (heading === null) return null;
  const at = text.slice(span.start, body.start).indexOf(heading);
  return at === -1 ? null : { start: span.start + at, end: span.start + at + heading.length };
}

/** Items right below a heading ("What to bring") hang on it: two lines or more without an end mark, and the one that ends their list. */
function underHeading(text: string, heading: Span | null, units: readonly Unit[]): readonly Unit[] {
  if (heading === null) return units;
  const at = ({ span }: Unit): string => text.slice(span.start, span.end);
  const isItem = (unit: Unit): boolean => unit.leadIns.length === 0 && unit.tails.length === 0 && !isRow(at(unit)) && isUnended(at(unit));
  const end = units.findIndex((unit) => !isItem(unit));
  const items = end === -1 ? units.length : end;
  if (items < 2) return units;
  const last = units[items];
  const hanging = last !== undefined && last.leadIns.length === 0 && continues(at(last)) ? items + 1 : items;
  return units.map((unit, index) => (index < hanging ? { ...unit, leadIns: [heading] } : unit));
}

/** The text before the first child, between each two, and after the last. */
function stretchesOf(body: Span, children: readonly Provision[]): Span[] {
  const starts = [body.start, ...children.map(({ span }) => span.end)];
  const ends = [...children.map(({ span }) => span.start), body.end];
  return starts.map((start, index) => ({ start, end: Math.max(start, ends[index]!) }));
}

/** Units of a stretch; its first sentence completes the lead-ins from above, an open end that leads nothing is a unit itself. */
function withContext({ units, open }: { readonly units: readonly Unit[]; readonly open: Span | null }, leadIns: readonly Span[], tails: readonly Span[]): Unit[] {
  const all = open === null ? units : addOpen({ units }, open);
  return all.map((unit, index) => (index === 0 ? { ...unit, leadIns: [...leadIns, ...unit.leadIns], tails: [...unit.tails, ...tails] } : unit));
}

function addOpen({ units }: { readonly units: readonly Unit[] }, open: Span): readonly Unit[] {
  return units.some(({ span }) => span.start <= open.start && open.end <= span.end) ? units : [...units, { span: open, leadIns: [], tails: [] }];
}

/** What closes the sentence behind the last item, if it goes on with it. */
function tailOf(text: string, unit: Unit | undefined): Span | null {
  return unit !== undefined && unit.leadIns.length === 0 && continues(text.slice(unit.span.start, unit.span.end)) ? unit.span : null;
}

function meets(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

/** What joins an item to the next one, left out where the item is read alone: `; and`, `, oder`, `،`. */
const itemEnd = /\s*[;,،؛、；]\s*(?:(?:and|or|und|oder|sowie|et|ou|أو|و|та|або|і)\s*)?$|\s+(?:and|or|und|oder|et|ou)$/u;

/** The unit as one reads it: "Nobody may keep a dog unless it is registered", "Document: Passport; Fee: 75 crowns". */
export function readable({ text }: LegalDocument, { span, leadIns, tails }: Unit): string {
  const part = (one: Span): string => text.slice(one.start, one.end);
  const item = part(span);
  const header = leadIns.at(-1);
  if (header !== undefined && isRow(item) && isRow(part(header))) {
    return [...leadIns.slice(0, -1).map(part), rowWithHeader(cellsOf(part(header)), cellsOf(item))].join(' ');
  }
  return [...leadIns.map(part), leadIns.length > 0 ? item.replace(itemEnd, '') : item, ...tails.map(part)].join(' ');
}

function rowWithHeader(header: readonly string[], cells: readonly string[]): string {
  return cells.map((cell, column) => [header[column] ?? '', cell].filter((part) => part !== '').join(': ')).filter((part) => part !== '').join('; ');
}
