/** What is known while one Akoma Ntoso document is read: its periods, variables, notes and components, and what was left out of it. */
import { fold, type Draft } from '../../tree/draft.js';
import { componentFor } from './documents.js';
import { noteDraft } from './lines.js';
import type { AkomaMetadata } from './metadata.js';
import { linkTarget } from '../link-target.js';
import { childAt, childElements, isBlank, noElement, textOfElement, type XmlElement } from '../xml-tree.js';

export interface AkomaReading {
  readonly periodOf: AkomaMetadata['periodOf'];
  readonly language: string;
  readonly warn: (warning: string) => void;
  /** The text an empty link to a variable shows; empty for other links. */
  variable(href: string): string;
  /** The note of `meta/notes` that a `noteRef` refers to, the first time it does. */
  referredNote(noteRef: XmlElement): Draft[];
  /** Notes that name the element as their place (`placementBase="#art_10"`). */
  notesPlacedAt(element: XmlElement): Draft[];
  /** Notes nothing refers to. */
  remainingNotes(): Draft[];
  /** The component a `componentRef` or `documentRef` stands for; warns where that is another file. */
  referredComponent(reference: XmlElement): XmlElement | undefined;
  /** Components nothing refers to. */
  remainingComponents(): XmlElement[];
  /** True for what the text no longer holds (deleted words) or never held (running heads); remembered for `leftOut`. */
  leavesOut(element: XmlElement): boolean;
  /** False where no reference of this document leads into it: anchors need not be looked for. */
  readonly hasAnchors: boolean;
  /** Identifiers by which references of this document name the element. */
  anchorsOf(element: XmlElement): readonly string[];
  /** A warning for each kind of thing that was left out. */
  leftOut(): string[];
}

const identifiersOf = ({ attributes: { eId, id, wId } }: XmlElement): string[] => [eId, id, wId].filter((each) => each !== undefined);

/** Every identifier that a link of this document leads to. */
function linkedIdentifiers(root: XmlElement): ReadonlySet<string> {
  const linked = new Set<string>();
  const visit = ({ children }: XmlElement): void => {
    for (const child of children) {
      if (typeof child === 'string') continue;
      const href = child.name === 'ref' || child.name === 'a' ? child.attributes.href : child.name === 'rref' ? child.attributes.from : undefined;
      const id = href === undefined ? null : (linkTarget(href)?.id ?? null);
      if (id !== null) linked.add(id);
      visit(child);
    }
  };
  visit(root);
  return linked;
}

/** `root`: the document; `components`: what stands behind it in the file (2.0). */
export function openReading(root: XmlElement, components: readonly XmlElement[], language: string, metadata: AkomaMetadata, warn: (warning: string) => void): AkomaReading {
  const notes = new Map(childElements(childAt(root, 'meta', 'notes') ?? noElement).map((note, at) => [identifiersOf(note)[0] ?? `note ${at}`, note]));
  const placed = new Set<XmlElement>();
  const deleted: string[] = [];
  const runningHeads: string[] = [];
  // An amending document shows what it deletes; the text of a law in force no longer holds it.
  const dropsDeleted = root.name === 'act';
  const linked = linkedIdentifiers(root);
  const leftOut = (what: readonly string[], one: string, many: string): string[] => (what.length === 0 ? [] : [`${what.length} ${what.length === 1 ? one : many} left out: "${what[0]!.slice(0, 80)}"${what.length > 1 ? ' and more' : ''}`]);
  const take = (taken: readonly XmlElement[], marker: string | undefined): Draft[] => taken.map((note) => {
    placed.add(note);
    return noteDraft(note, marker, reading);
  });
  const reading: AkomaReading = {
    periodOf: metadata.periodOf, language, warn,
    variable: (href) => metadata.variables.get(href.replace(/^#/, '')) ?? '',
    referredNote(noteRef) {
      const note = notes.get((noteRef.attributes.href ?? '').replace(/^[#~]/, ''));
      return note === undefined || placed.has(note) ? [] : take([note], noteRef.attributes.marker);
    },
    notesPlacedAt(element) {
      if (notes.size === 0) return [];
      const here = identifiersOf(element).map((id) => `#${id}`);
      return take([...notes.values()].filter((note) => !placed.has(note) && here.includes(note.attributes.placementBase ?? '')), undefined);
    },
    remainingNotes: () => take([...notes.values()].filter((note) => !placed.has(note)), undefined),
    referredComponent(reference) {
      const address = reference.attributes.src ?? reference.attributes.href ?? '';
      const found = componentFor(reference, components);
      if (found !== undefined && !placed.has(found)) {
        placed.add(found);
        return found;
      }
      if (found === undefined && address !== '' && !/^[#~]/.test(address)) warn(`"${reference.attributes.showAs ?? reference.name}" is a document of its own (${address}), not part of this file`);
      return undefined;
    },
    remainingComponents: () => components.filter((component) => !placed.has(component)),
    leavesOut(element) {
      if (element.name === 'staticContent') runningHeads.push(fold(textOfElement(element)));
      else if (element.name === 'del' && dropsDeleted && !isBlank(element)) deleted.push(fold(textOfElement(element)));
      else return false;
      return true;
    },
    hasAnchors: linked.size > 0,
    anchorsOf: ({ attributes: { eId, id, wId } }) => (eId === undefined && id === undefined && wId === undefined ? [] : [eId, id, wId].filter((each) => each !== undefined && linked.has(each)) as string[]),
    leftOut: () => [
      ...leftOut(deleted, 'passage that the source marks as deleted is', 'passages that the source marks as deleted are'),
      ...leftOut(runningHeads, 'set of running heads is', 'sets of running heads are'),
    ],
  };
  return reading;
}
