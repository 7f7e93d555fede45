/**
 * `provisions.bin`: the trees of all documents as numbers, one node after the other in text order. A provision becomes an object when
 * somebody looks at it, and so do its children; what nobody looks at stays 48 bytes.
 *
 *     firsts       u32 × (documents + 1)   first node of each document
 *     nodes        u32 × 12 each           end of its subtree · span start, end · body start, end · eId · number · heading · kind · status
 *                                          · period · list of references; the last six and eId are numbers of strings, periods and lists
 *     strings      each once
 *     periods      each once
 *     references   one JSON list for each provision that has some
 *
 *     node   0 part_1   end 4        children of a node: the one behind it, and then each that stands where the one before ends
 *            1   sec_1  end 2
 *            2   sec_2  end 4
 *            3     subsec_1  end 4
 */
import type { Citation } from '../citation.js';
import type { LegalDocument, Provision, ProvisionStatus } from '../document.js';
import { columnBytes, readColumns } from './column-file.js';
import { growingArray } from './growing-array.js';
import { periodCollector, readPeriods } from './period-columns.js';
import { ABSENT, readStrings, stringCollector } from './string-columns.js';

const kind = { magic: 'RSPNSPRV', version: 1 };
const WIDTH = 12;

/** A reference without what can be looked up: its words are left out where they are those of its span. */
type StoredReference = readonly [start: number, end: number, text: string | null, named: string | null, work: string | null, eId: string | null, ...parts: string[]];

function stored(citation: Citation, text: string): StoredReference {
  const { span: { start, end }, named, target, parts } = citation;
  const words = text.slice(start, end) === citation.text ? null : citation.text;
  return [start, end, words, named, target?.work ?? null, target?.eId ?? null, ...parts.flatMap((part) => [part.kind, part.value])];
}

function citationOf([start, end, words, named, work, eId, ...flat]: StoredReference, textOf: () => string): Citation {
  const parts = Array.from({ length: flat.length / 2 }, (_, i) => ({ kind: flat[2 * i]!, value: flat[2 * i + 1]! }));
  return { span: { start, end }, text: words ?? textOf().slice(start, end), named, parts, target: work === null ? null : { work, eId } };
}

/** The pieces of the file. Iterative, since nesting may be hostile. */
export function provisionBytes(documents: readonly LegalDocument[]): Uint8Array[] {
  const [strings, periods, references, nodes] = [stringCollector(), periodCollector(), stringCollector(), growingArray()];
  const nameOf = (text: string | null): number => (text === null ? ABSENT : strings.once(text));
  const firsts = new Uint32Array(documents.length + 1);
  const ends: number[] = [];
  for (const [ordinal, { provisions, text }] of documents.entries()) {
    const first = ends.length;
    const pending: (Provision | number)[] = [...provisions].reverse();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (typeof next === 'number') {
        // Counted from the document's first node: a document's tree is the same wherever it stands.
        ends[next] = ends.length - first;
        continue;
      }
      const { span, body, inForce, references: cited } = next;
      const list = cited.length === 0 ? ABSENT : references.add(JSON.stringify(cited.map((one) => stored(one, text))));
      const period = inForce === null ? ABSENT : periods.once(inForce);
      for (const value of [0, span.start, span.end, body.start, body.end, nameOf(next.eId), nameOf(next.number), nameOf(next.heading), nameOf(next.kind), nameOf(next.status), period, list]) nodes.push(value);
      pending.push(ends.push(0) - 1);
      for (let i = next.provisions.length - 1; i >= 0; i--) pending.push(next.provisions[i]!);
    }
    firsts[ordinal + 1] = ends.length;
  }
  const table = nodes.values();
  for (const [node, end] of ends.entries()) table[node * WIDTH] = end;
  return columnBytes(kind, [firsts, table, ...strings.columns(), ...periods.columns(), ...references.columns()]);
}

export interface StoredTrees {
  /** The provisions of a document, made as they are looked at; `textOf` gives the document's text when words of a reference are asked for. */
  readonly tree: (document: number, textOf: () => string) => readonly Provision[];
  /** Nodes in the tree of a document. */
  readonly size: (document: number) => number;
  /** Places among their siblings of the provisions that lead to a node, outermost first; `node` counts in text order within the document. */
  readonly wayTo: (document: number, node: number) => readonly number[];
}

/** Views into `bytes`; RangeError when they are no such file. */
export function readProvisions(bytes: Uint8Array<ArrayBuffer>): StoredTrees {
  const columns = readColumns(kind, bytes);
  const [firsts, nodes, strings] = [columns.u32(), columns.u32(), readStrings(columns)];
  const periods = readPeriods(readStrings(columns));
  const references = readStrings(columns);
  const size = (document: number): number => firsts[document + 1]! - firsts[document]!;
  return {
    size,
    tree: (document, textOf) => {
      const base = firsts[document]! * WIDTH;
      const children = (from: number, to: number): readonly Provision[] => {
        const made: Provision[] = [];
        for (let node = from; node < to; node = nodes[base + node * WIDTH]!) made.push(provisionAt(node));
        return made;
      };
      const provisionAt = (node: number): Provision => {
        const at = base + node * WIDTH;
        const word = (i: number): number => nodes[at + i]!;
        return lazily({
          eId: strings.at(word(5)), kind: strings.at(word(8)), number: strings.orNull(word(6)), heading: strings.orNull(word(7)),
          span: { start: word(1), end: word(2) }, body: { start: word(3), end: word(4) },
          inForce: word(10) === ABSENT ? null : periods[word(10)]!,
          status: strings.at(word(9)) as ProvisionStatus,
        }, () => (word(11) === ABSENT ? [] : (JSON.parse(references.at(word(11))) as StoredReference[]).map((one) => citationOf(one, textOf))), () => children(node + 1, word(0)));
      };
      return children(0, size(document));
    },
    wayTo: (document, node) => {
      const endOf = (at: number): number => nodes[(firsts[document]! + at) * WIDTH]!;
      const way: number[] = [];
      // A node's first child stands right behind it.
      for (let at = 0; at <= node; at++) {
        let place = 0;
        for (; endOf(at) <= node; at = endOf(at)) place++;
        way.push(place);
      }
      return way;
    },
  };
}

/** The rest of a provision is made once, when it is asked for. */
function lazily(known: Omit<Provision, 'references' | 'provisions'>, referencesOf: () => readonly Citation[], provisionsOf: () => readonly Provision[]): Provision {
  let references: readonly Citation[] | null = null;
  let provisions: readonly Provision[] | null = null;
  return {
    ...known,
    get references() { return (references ??= referencesOf()); },
    get provisions() { return (provisions ??= provisionsOf()); },
  };
}
