/** A basic provision -> one run of text when it fits, else runs of its children packed greedily, each under its lead-in. */
import { intersect, isNote, type LegalDocument, type Period, type Provision, type Span } from '../document.js';
import { trimSpan } from '../text.js';
import { splitText, type Measure } from './split-text.js';

export interface Run {
  readonly span: Span;
  /** Lead-ins to repeat, outermost first; empty when the run holds them itself. */
  readonly leadIns: readonly Span[];
  readonly inForce: Period;
  /** Footnotes and credits share no run with the law they stand under. */
  readonly isNote: boolean;
}

/** What is cut: a provision (or the part of it behind its heading) with everything in it. */
interface Node {
  readonly start: number;
  readonly end: number;
  readonly provisions: readonly Provision[];
  readonly inForce: Period;
  readonly isNote: boolean;
}

/** A child, or the text before, between or after the children. */
interface Part extends Node {
  readonly span: Span;
  /** True for the text before the first child. */
  readonly isLeadIn: boolean;
  readonly leadIns: readonly Span[];
}

interface Packing {
  readonly document: LegalDocument;
  readonly measured: Measure;
  readonly chunkLength: number;
}

/** A lead-in and the first of its items stay together up to this many times the chunk length. */
const TOGETHER = 1.5;
/** A lead-in longer than this share of a chunk is not repeated whole, else it would drown the items. */
const REPEATED = 1 / 3;
/** Deeper provisions are cut as plain text. */
const MAXIMUM_DEPTH = 100;

/**
 * Runs in text order that hold every non-space character of the node. Provisions of different periods never share a run, so
 * that the as-of date can admit one and not the other, and notes none with the law. Only white space: no run.
 */
export function runsOf(document: LegalDocument, measured: Measure, chunkLength: number, node: Node): Run[] {
  return cut({ document, measured, chunkLength }, node, [], 0);
}

function cut(packing: Packing, node: Node, leadIns: readonly Span[], depth: number): Run[] {
  const span = trimSpan(packing.document.text, node);
  if (span === null) return [];
  const budget = packing.chunkLength - lengthOf(packing, leadIns);
  if (isUniform(node) && packing.measured(span) <= budget) return [{ span, leadIns, inForce: node.inForce, isNote: node.isNote }];
  if (node.provisions.length === 0 || depth >= MAXIMUM_DEPTH) {
    const most = Math.max(budget, packing.chunkLength / 2);
    return splitText(packing.document, packing.measured, span, most).map((piece) => ({ span: piece, leadIns, inForce: node.inForce, isNote: node.isNote }));
  }
  return pack(packing, partsOf(packing, node, leadIns), depth);
}

/** Packs the parts greedily; a part too long for one run is cut in itself and shares no run with its neighbours, save with its lead-in. */
function pack(packing: Packing, parts: readonly Part[], depth: number): Run[] {
  const runs: Run[] = [];
  let current: Run | null = null;
  let isLeadIn = false;
  for (const part of parts) {
    const joined: Run | null = current === null ? null : extendTo(current, part.span.end);
    const whole = isUniform(part);
    if (joined !== null && whole && isSameSort(joined, part) && fits(packing, joined, isLeadIn ? TOGETHER : 1)) {
      current = joined;
      isLeadIn = false;
      continue;
    }
    const inner = cut(packing, part, part.leadIns, depth + 1);
    const first = inner[0]!;
    if (current !== null) {
      const extended = extendTo(current, first.span.end);
      if (isLeadIn && isSameSort(current, first) && fits(packing, extended, TOGETHER)) inner[0] = extended;
      else runs.push(current);
    }
    // A run of one whole part may take in the next ones; the pieces of a cut part may not.
    const open: Run | null = whole && inner.length === 1 ? inner[0]! : null;
    runs.push(...(open === null ? inner : []));
    isLeadIn = open !== null && part.isLeadIn;
    current = open;
  }
  return current === null ? runs : [...runs, current];
}

function extendTo(run: Run, end: number): Run {
  return { ...run, span: { start: run.span.start, end } };
}

/** Children and the text around them, in order; everything behind the lead-in hangs on it. */
function partsOf(packing: Packing, node: Node, leadIns: readonly Span[]): Part[] {
  const { text } = packing.document;
  const parts: Part[] = [];
  const first = node.provisions[0]!;
  const own = repeatable(packing, trimSpan(text, { start: node.start, end: first.span.start }));
  const hanging = own === null ? leadIns : [...leadIns, own];
  const push = (part: Node, under: readonly Span[], isLeadIn = false): void => {
    const span = trimSpan(text, part);
    if (span !== null) parts.push({ ...part, span, isLeadIn, leadIns: under });
  };
  let position = node.start;
  for (const child of node.provisions) {
    push({ start: position, end: child.span.start, provisions: [], inForce: node.inForce, isNote: node.isNote }, child === first ? leadIns : hanging, child === first);
    push({ start: Math.max(position, child.span.start), end: child.span.end, provisions: child.provisions, inForce: intersect(node.inForce, child.inForce), isNote: node.isNote || isNote(child.kind) }, hanging);
    position = Math.max(position, child.span.end);
  }
  push({ start: position, end: node.end, provisions: [], inForce: node.inForce, isNote: node.isNote }, hanging);
  return parts;
}

/** The lead-in as later runs repeat it: whole, or its last line when it is long, or nothing. */
function repeatable(packing: Packing, leadIn: Span | null): Span | null {
  if (leadIn === null) return null;
  const most = packing.chunkLength * REPEATED;
  if (packing.measured(leadIn) <= most) return leadIn;
  const lastLine = trimSpan(packing.document.text, { start: packing.document.text.lastIndexOf('\n', leadIn.end - 1) + 1, end: leadIn.end });
  return lastLine !== null && lastLine.start > leadIn.start && packing.measured(lastLine) <= most ? lastLine : null;
}

function lengthOf(packing: Packing, spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + packing.measured(span), 0);
}

function fits(packing: Packing, run: Run, times: number): boolean {
  return packing.measured(run.span) + lengthOf(packing, run.leadIns) <= packing.chunkLength * times;
}

function isSame(one: Period, other: Period): boolean {
  return one.from === other.from && one.to === other.to;
}

function isSameSort(one: Pick<Run, 'inForce' | 'isNote'>, other: Pick<Run, 'inForce' | 'isNote'>): boolean {
  return one.isNote === other.isNote && isSame(one.inForce, other.inForce);
}

/** True when everything inside is in force exactly as long as the node itself, and is a note if that is one. Iterative, since nesting may be hostile. */
function isUniform(node: Node): boolean {
  const pending = [...node.provisions];
  for (let inner = pending.pop(); inner !== undefined; inner = pending.pop()) {
    if (isNote(inner.kind) && !node.isNote) return false;
    if (inner.inForce !== null && !isSame(intersect(node.inForce, inner.inForce), node.inForce)) return false;
    for (const child of inner.provisions) pending.push(child);
  }
  return true;
}
