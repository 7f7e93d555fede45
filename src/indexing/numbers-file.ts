/**
 * `numbers.bin`: which provisions have which number, so that a citation finds its provision without a walk over the trees.
 *
 *     firsts      u32 × (numbers + 1)   first place of each number
 *     places      u32 × 2 each          document · node, counted in text order within the document (`provisions.bin`)
 *     strings     the numbers
 */
import { intersect, walk, type LegalDocument, type Provision } from '../document.js';
import { columnBytes, readColumns } from './column-file.js';
import { growingArray, type GrowingArray } from './growing-array.js';
import { addEntries, type Entry, type NumberedProvisions } from './numbered-provisions.js';
import { restartsNumbering } from './provision-kinds.js';
import type { StoredTrees } from './provisions-file.js';
import { readStrings, stringCollector } from './string-columns.js';

const kind = { magic: 'RSPNSNUM', version: 1 };

/** The pieces of the file. */
export function numberBytes(documents: readonly LegalDocument[]): Uint8Array[] {
  const places = new Map<string, GrowingArray>();
  for (const [ordinal, document] of documents.entries()) {
    const nodes = new Map<Provision, number>();
    for (const { provision } of walk(document.provisions)) nodes.set(provision, nodes.size);
    const numbers = new Map<string, Entry[]>();
    addEntries(numbers, document);
    for (const [number, entries] of numbers) {
      const known = places.get(number) ?? growingArray(entries.length);
      places.set(number, known);
      for (const { provision } of entries) {
        known.push(ordinal);
        known.push(nodes.get(provision)!);
      }
    }
  }
  const strings = stringCollector();
  const firsts = new Uint32Array(places.size + 1);
  const all = growingArray();
  for (const [number, held] of places) {
    const at = strings.add(number);
    for (const value of held.values()) all.push(value);
    firsts[at + 1] = all.values().length / 2;
  }
  return columnBytes(kind, [firsts, all.values(), ...strings.columns()]);
}

/** The numbers of an opened generation; RangeError when `bytes` are no such file. A provision becomes an object when it is looked up. */
export function readNumbers(bytes: Uint8Array<ArrayBuffer>, documents: readonly LegalDocument[], trees: Pick<StoredTrees, 'wayTo'>): NumberedProvisions {
  const columns = readColumns(kind, bytes);
  const [firsts, places, strings] = [columns.u32(), columns.u32(), readStrings(columns)];
  const numbers = new Map(Array.from({ length: strings.count }, (_, at) => [strings.at(at), at]));
  const versions = new Map<string, number[]>();
  for (const [ordinal, { work }] of documents.entries()) versions.set(work, [...(versions.get(work) ?? []), ordinal]);
  const rangeOf = (number: string): readonly [number, number] => {
    const at = numbers.get(number);
    return at === undefined ? [0, 0] : [firsts[at]!, firsts[at + 1]!];
  };
  return {
    entries: (work, number) => {
      const [from, to] = rangeOf(number);
      return (versions.get(work) ?? []).flatMap((ordinal) => {
        const found: Entry[] = [];
        for (let at = firstOf(places, ordinal, from, to); at < to && places[2 * at] === ordinal; at++) found.push(entryAt(documents[ordinal]!, trees.wayTo(ordinal, places[2 * at + 1]!)));
        return found;
      });
    },
    works: (number) => {
      const [from, to] = rangeOf(number);
      const works = new Set<string>();
      for (let at = from; at < to; at++) works.add(documents[places[2 * at]!]!.work);
      const first = (work: string): number => versions.get(work)![0]!;
      return [...works].sort((one, other) => first(one) - first(other));
    },
    all: (work) => {
      const entries = new Map<string, Entry[]>();
      for (const ordinal of versions.get(work) ?? []) addEntries(entries, documents[ordinal]!);
      return entries;
    },
  };
}

/** Bisection: places lie in the order of documents. */
function firstOf(places: Uint32Array, document: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[2 * middle]! < document) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The entry at the end of a way down the tree, as a walk over the whole tree would make it. */
function entryAt(document: LegalDocument, way: readonly number[]): Entry {
  const below = (above: Entry | null, place: number): Entry => {
    const provision = (above?.provision ?? document).provisions[place]!;
    return {
      document, provision, above,
      inForce: intersect(above?.inForce ?? document.inForce, provision.inForce),
      inSchedule: above !== null && (above.inSchedule || restartsNumbering(above.provision.kind)),
    };
  };
  const [outermost, ...further] = way;
  return further.reduce(below, below(null, outermost!));
}
