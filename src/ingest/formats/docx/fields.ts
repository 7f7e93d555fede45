/**
 * Fields of Word: an instruction and, behind it, the text it last gave, which is what a reader sees.
 *
 *   begin · REF _Ref12 \h · separate · "section 3" · end      complex: marks in runs, may run across paragraphs and nest
 *   <w:fldSimple w:instr="REF _Ref12">…</w:fldSimple>         simple: one element
 */
import type { LineBuilder, MarkTarget } from '../../tree/draft.js';
import { linkTarget } from '../link-target.js';

interface Instruction {
  readonly name: string;
  /** Where the result leads, as a link. */
  readonly target: MarkTarget | null;
}

/** Fields whose result is a repetition of text that stands elsewhere in the document. */
const contents = new Set(['TOC', 'TOA']);
/** Entries of indexes, settings and actions: they print nothing by their nature. */
const silent = new Set(['', 'XE', 'TC', 'TA', 'RD', 'SET', 'ASK', 'PRIVATE', 'ADVANCE', 'NEXT', 'NEXTIF', 'SKIPIF', 'PRINT', 'FORMTEXT', 'FORMCHECKBOX', 'FORMDROPDOWN']);

/** An instruction is read so far, in characters. */
const longestCode = 4096;
/** Links in more fields than this in one another are left out: each is closed and opened again at every line break. */
const deepestLinks = 32;

/** `HYPERLINK "https://…" \l "sec_5"`, `REF _Ref12 \r \h`. */
function readInstruction(code: string): Instruction {
  const name = /^\s*([A-Za-z]+)/.exec(code)?.[1]?.toUpperCase() ?? '';
  const bookmark = (id: string | undefined): MarkTarget | null => (id === undefined ? null : { work: null, id, parts: [] });
  if (name === 'REF') return { name, target: bookmark(/^\s*REF\s+"?([^\s"\\]+)/i.exec(code)?.[1]) };
  if (name !== 'HYPERLINK') return { name, target: null };
  const place = /\\l\s+"([^"]*)"/i.exec(code)?.[1];
  const address = /^\s*HYPERLINK\s+"([^"]*)"/i.exec(code)?.[1] ?? '';
  return { name, target: address === '' ? bookmark(place) : linkTarget(place === undefined ? address : `${address}#${place}`) };
}

interface Field {
  code: string;
  instruction: Instruction | null;
  readonly isOpenTo: LineBuilder[];
}

export interface Fields {
  begin(): void;
  addCode(code: string): void;
  /** The result begins; what it links to is opened in `line`. */
  separate(line: LineBuilder): void;
  /** True when the field had a result or needs none. */
  end(line: LineBuilder): boolean;
  /** A simple field as a whole: returns its end. */
  simple(code: string, line: LineBuilder): () => void;
  /** What stands here is printed: no instruction, no repetition. */
  isShown(): boolean;
  /** What stands here is part of a table of contents. */
  isContents(): boolean;
  /** Forgets fields that are open: used where marks do not balance. */
  reset(): void;
}

export function createFields(): Fields {
  const open: Field[] = [];
  /** Of the open fields, those in their instruction and those whose result repeats the document. */
  let inCode = 0;
  let repeating = 0;
  const hides = (field: Field): boolean => field.instruction !== null && contents.has(field.instruction.name);
  const separate = (line: LineBuilder): void => {
    const field = open.at(-1);
    if (field === undefined || field.instruction !== null) return;
    field.instruction = readInstruction(field.code);
    inCode -= 1;
    if (hides(field)) repeating += 1;
    if (field.instruction.target === null || open.length > deepestLinks) return;
    line.open(field.instruction.target);
    field.isOpenTo.push(line);
  };
  const end = (line: LineBuilder): boolean => {
    const field = open.pop();
    if (field === undefined) return true;
    if (field.instruction === null) inCode -= 1;
    else if (hides(field)) repeating -= 1;
    // A link that runs across paragraphs ends with the first: its mark lies in one line.
    if (field.isOpenTo[0] === line) line.close();
    return field.instruction !== null || silent.has(readInstruction(field.code).name);
  };
  const begin = (): void => {
    open.push({ code: '', instruction: null, isOpenTo: [] });
    inCode += 1;
  };
  return {
    begin, separate, end,
    addCode(code) {
      const field = open.at(-1);
      if (field?.instruction === null && field.code.length < longestCode) field.code += code;
    },
    simple(code, line) {
      begin();
      open.at(-1)!.code = code;
      separate(line);
      return () => void end(line);
    },
    isShown: () => inCode === 0 && repeating === 0,
    isContents: () => inCode === 0 && repeating > 0,
    reset() {
      open.splice(0);
      inCode = 0;
      repeating = 0;
    },
  };
}
