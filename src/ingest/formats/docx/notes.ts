/** Footnotes and endnotes: numbered as Word prints them, in the order of their references. */
import { newDraft, type Draft } from '../../tree/draft.js';
import { writeNumber } from './number-formats.js';
import { printedLine, type Shown } from './body.js';
import { numberOf } from './styles.js';
import { childAt, childElements, type XmlElement } from '../xml-tree.js';

type Kind = 'footnote' | 'endnote';

interface Numbering {
  readonly format: string;
  readonly start: number;
  /** `continuous`, `eachSect`, `eachPage`. */
  readonly restart: string;
}

/** The part that holds the notes of a kind, and the sections' and the settings' word on how they are numbered. */
export interface NoteSources {
  readonly footnotes: XmlElement | null;
  readonly endnotes: XmlElement | null;
  readonly settings: XmlElement | null;
  /** `w:sectPr` of the sections, in order; each governs the text before it. */
  readonly sections: readonly XmlElement[];
}

export interface Notes {
  /** The note, numbered as the next of its kind. */
  noteAt(kind: Kind, id: string, mark: string | null): Draft | null;
  endSection(): void;
}

function numberingOf(kind: Kind, places: readonly (XmlElement | undefined | null)[]): Numbering {
  const said = (name: string): XmlElement | undefined => places.map((place) => childAt(place ?? undefined, `${kind}Pr`, name)).find((element) => element !== undefined);
  return {
    format: said('numFmt')?.attributes.val ?? (kind === 'footnote' ? 'decimal' : 'lowerRoman'),
    start: numberOf(said('numStart')) ?? 1,
    restart: said('numRestart')?.attributes.val ?? 'continuous',
  };
}

/** `readBody` reads what stands in a note; while it does, references to notes lead nowhere, so that none holds itself. */
export function createNotes(sources: NoteSources, readBody: (note: XmlElement) => readonly Shown[]): Notes {
  const byId = (part: XmlElement | null): Map<string, XmlElement> => new Map((part === null ? [] : childElements(part)).filter(({ attributes }) => (attributes.type ?? 'normal') === 'normal').map((note) => [note.attributes.id ?? '', note]));
  const parts = { footnote: byId(sources.footnotes), endnote: byId(sources.endnotes) };
  const counted = { footnote: 0, endnote: 0 };
  let section = 0;
  let isInside = false;
  const numberOfNote = (kind: Kind): string | null => {
    const numbering = numberingOf(kind, [sources.sections[section], sources.settings]);
    const at = numbering.start + counted[kind];
    counted[kind] += 1;
    // Pages are made when the text is set; which note is the first of its page the file does not say.
    return numbering.restart === 'eachPage' ? null : (writeNumber(at, numbering.format, null) ?? String(at));
  };
  return {
    noteAt(kind, id, mark) {
      const note = parts[kind].get(id);
      if (note === undefined || isInside) return null;
      // A note has one reference; read at each of many it would grow without bound.
      parts[kind].delete(id);
      const number = mark === null || mark === '' ? numberOfNote(kind) : mark;
      isInside = true;
      const content = readBody(note).flatMap((shown) => {
        const line = printedLine(shown);
        return line.text === '' ? [] : [line];
      });
      isInside = false;
      return newDraft('note', { number, content });
    },
    endSection() {
      section += 1;
      for (const kind of ['footnote', 'endnote'] as const) if (numberingOf(kind, [sources.sections[section], sources.settings]).restart === 'eachSect') counted[kind] = 0;
    },
  };
}
