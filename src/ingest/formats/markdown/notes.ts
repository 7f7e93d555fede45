/** Footnotes of Markdown: `[^7]` in the text, `[^7]: …` where it is written out. A note goes to the provision that its mark stands in. */
import { isDraft, newDraft, type Draft, type Line } from '../../tree/draft.js';
import { inlineLine } from './inline.js';

const definition = /^\s{0,3}\[\^(?<name>[^[\]\s]{1,40})\]:\s*(?<text>.*)$/;
const mark = /(?:<sup>\s*)?\[\^([^[\]\s]{1,40})\](?!:)(?:\s*<\/sup>)?/g;
const heading = /^\s{0,3}#{1,6}\s(?<text>.*)$/;

export interface Footnotes {
  /** The lines of the file without the definitions. */
  readonly lines: readonly string[];
  /** Paragraphs of each note by its name. */
  readonly paragraphs: ReadonlyMap<string, readonly string[]>;
  /** Heading of the section that holds nothing but notes. */
  readonly heading: string | null;
}

/** True when the next line that is not blank defines a note. */
function notesFollow(lines: readonly string[], at: number): boolean {
  let next = at + 1;
  while (next < lines.length && lines[next]!.trim() === '') next++;
  return next < lines.length && definition.test(lines[next]!);
}

/**
 * Takes the definitions out of the file. A note goes on in the lines directly below it and in indented paragraphs; in a section of notes, in
 * everything up to the next note.
 */
export function splitFootnotes(lines: readonly string[]): Footnotes {
  const kept: string[] = [];
  const paragraphs = new Map<string, string[]>();
  let sectionHeading: string | null = null;
  let inSection = false;
  let open: string[] | null = null;
  for (const [at, line] of lines.entries()) {
    const defined = definition.exec(line)?.groups;
    const headed = heading.exec(line)?.groups;
    const isBlank = line.trim() === '';
    if (headed !== undefined) {
      open = null;
      inSection = notesFollow(lines, at);
      if (inSection) sectionHeading = headed.text!.trim();
      else kept.push(line);
    } else if (defined !== undefined) {
      open = paragraphs.get(defined.name!) ?? [];
      open.push(defined.text!);
      paragraphs.set(defined.name!, open);
    } else if (open !== null && !isBlank && (lines[at - 1]!.trim() !== '' || inSection || /^(?:\s{2}|\t)/.test(line))) {
      if (lines[at - 1]!.trim() === '') open.push(line.trim());
      else open[open.length - 1] = `${open.at(-1)!} ${line.trim()}`;
    } else {
      if (!isBlank) open = null;
      kept.push(line);
    }
  }
  return { lines: kept, paragraphs, heading: sectionHeading };
}

/** The notes of one file while its text is read. */
export interface NoteBook {
  /** The text without its marks, and the notes that have their first mark in it. A mark without a note stays: it is text. */
  take(source: string): { readonly text: string; readonly notes: readonly Draft[] };
  /** Notes without a mark in the text: they stand at the end of the document. */
  rest(): readonly Draft[];
}

export function noteBook({ paragraphs, heading: sectionHeading }: Footnotes): NoteBook {
  const placed = new Set<string>();
  const draftOf = (name: string): Draft => newDraft('note', { number: name, content: paragraphs.get(name)!.map((paragraph) => inlineLine(paragraph)).filter((line) => line.text !== '') });
  return {
    take(source) {
      const notes: Draft[] = [];
      if (!source.includes('[^')) return { text: source, notes };
      const text = source.replace(mark, (whole, name: string) => {
        if (!paragraphs.has(name)) return whole;
        if (!placed.has(name)) notes.push(draftOf(name));
        placed.add(name);
        return '';
      });
      return { text, notes };
    },
    rest() {
      const content = [...paragraphs.keys()].filter((name) => !placed.has(name)).map(draftOf);
      return content.length === 0 ? [] : [newDraft('notes', { heading: sectionHeading, content })];
    },
  };
}

/** What Swiss law prints in place of repealed text; the note behind it says when and by what it was repealed. */
const omitted = /^[…. ]*$/u;
const repealedNote = /^(?:Aufgehoben|Abrogée?s?|Abrogat[aoie]|Repealed)(?!\p{L})/u;

/** A provision without text whose note says that it was repealed has the status of one; at every level. */
export function withRepeals(drafts: readonly Draft[]): Draft[] {
  return drafts.map((draft) => {
    if (draft.kind === 'note' || draft.kind === 'notes') return draft;
    const notes = draft.content.filter((content): content is Draft => isDraft(content) && content.kind === 'note');
    const own = draft.content.filter((content) => !isDraft(content) || content.kind !== 'note');
    const isEmpty = own.every((content) => !isDraft(content) && omitted.test(content.text));
    const isRepealed = notes.length > 0 && isEmpty && notes.some((note) => note.content.some((content) => !isDraft(content) && repealedNote.test(content.text)));
    return { ...draft, status: draft.status ?? (isRepealed ? 'repealed' : null), content: draft.content.map((content: Line | Draft): Line | Draft => (isDraft(content) ? withRepeals([content])[0]! : content)) };
  });
}
