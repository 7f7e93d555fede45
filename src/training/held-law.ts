/** What of an index is learnt from: of each work in each language the expression that begins last, cut into its basic provisions. */
import type { MiningBench } from '../assistant.js';
import { isNote, walk, type LegalDocument, type Located, type Provision, type Span } from '../document.js';
import { boundedMemory } from '../indexing/bounded-memory.js';
import { embeddedText, type Chunk } from '../indexing/chunk.js';
import type { Admission, Snapshot } from '../indexing/snapshot.js';
import { isContainer } from '../indexing/provision-kinds.js';
import { primaryLanguage } from '../language.js';
import { sentencesOf } from '../sentences.js';
import type { LeftOut } from './left-out.js';
import type { Place } from './pair.js';

/** A basic provision with the rows it was cut into. */
export interface Unit extends Located {
  readonly ordinal: number;
  readonly place: Place;
  readonly rows: readonly number[];
}

export interface HeldLaw {
  readonly bench: MiningBench;
  readonly snapshot: Snapshot;
  readonly leftOut: LeftOut;
  /** Ordinals of the expressions learnt from, in the order of the index. */
  readonly ordinals: readonly number[];
  /** Ordinals of one work by primary language. */
  readonly versionsOf: (work: string) => ReadonlyMap<string, number>;
  /** Rows of a provision, or of the one that it stands in. */
  readonly rowsOf: (ordinal: number, eId: string) => readonly number[];
  /** The basic provisions of one expression that have text and are law, in text order; repealed ones and notes are not, nor what is left out. */
  readonly unitsOf: (ordinal: number) => readonly Unit[];
  /** Every row of the expressions in that language. */
  readonly admissionOf: (language: string) => Admission;
}

/** Bytes of provisions kept at hand: the largest law known to us and some others. A provision with its place in the tree takes some two thousand. */
const KEPT_UNITS = 64 << 20;
const UNIT_BYTES = 2_048;

/** Reads which rows belong to which provision; trees and texts are read as they are asked for. */
export function holdLaw(bench: MiningBench, leftOut: LeftOut): HeldLaw {
  const { snapshot } = bench;
  const byWork = newestByWork(snapshot.documents);
  const ordinals = [...byWork.values()].flatMap((versions) => [...versions.values()]).sort((a, b) => a - b);
  const learnt = new Set(ordinals);
  const rows = new Map<string, number[]>();
  snapshot.chunks.forEach(({ document, eId }, row) => {
    if (!learnt.has(document)) return;
    const key = `${document}#${eId}`;
    rows.set(key, [...(rows.get(key) ?? []), row]);
  });
  const admissions = new Map<string, Admission>();
  const units = boundedMemory<readonly Unit[]>(KEPT_UNITS, (ordinal) => UNIT_BYTES * snapshot.rowsOf(ordinal).length);
  const law: HeldLaw = {
    bench, snapshot, leftOut, ordinals,
    versionsOf: (work) => byWork.get(work) ?? new Map<string, number>(),
    rowsOf: (ordinal, eId) => {
      for (let at = eId; at !== ''; at = at.includes('__') ? at.slice(0, at.lastIndexOf('__')) : '') {
        const found = rows.get(`${ordinal}#${at}`);
        if (found !== undefined) return found;
      }
      return rows.get(`${ordinal}#${eId}`) ?? [];
    },
    unitsOf: (ordinal) => units.get(ordinal, () => unitsIn(law, ordinal)),
    admissionOf: (language) => {
      const admission = admissions.get(language) ?? admit(snapshot, ordinals.filter((ordinal) => primaryLanguage(snapshot.documents[ordinal]!.language) === language));
      admissions.set(language, admission);
      return admission;
    },
  };
  return law;
}

function newestByWork(documents: readonly LegalDocument[]): Map<string, Map<string, number>> {
  const byWork = new Map<string, Map<string, number>>();
  documents.forEach(({ work, language, inForce }, ordinal) => {
    const versions = byWork.get(work) ?? new Map<string, number>();
    byWork.set(work, versions);
    const known = versions.get(primaryLanguage(language));
    if (known === undefined || (documents[known]!.inForce.from ?? '') < (inForce.from ?? '')) versions.set(primaryLanguage(language), ordinal);
  });
  return byWork;
}

function admit(snapshot: Snapshot, ordinals: readonly number[]): Admission {
  const rows = new Uint8Array(snapshot.chunks.length);
  let count = 0;
  for (const row of ordinals.flatMap((ordinal) => snapshot.rowsOf(ordinal))) {
    rows[row] = 1;
    count++;
  }
  return { rows, count };
}

function unitsIn(law: HeldLaw, ordinal: number): Unit[] {
  const document = law.snapshot.documents[ordinal]!;
  return [...walk(document.provisions)].flatMap((located): Unit[] => {
    const { provision, ancestors } = located;
    const place = { work: document.work, eId: provision.eId };
    if (isContainer(provision) || provision.kind === 'toc' || ancestors.some((above) => !isContainer(above))) return [];
    if (isNote(provision.kind) || [provision, ...ancestors].some(({ status, kind }) => status === 'repealed' || status === 'spent' || isNote(kind))) return [];
    const rows = law.rowsOf(ordinal, provision.eId).filter((row) => law.snapshot.chunks[row]!.eId === provision.eId);
    return rows.length === 0 || law.leftOut.place(place) ? [] : [{ ...located, ordinal, place, rows }];
  });
}

export const placeOf = ({ snapshot }: Pick<HeldLaw, 'snapshot'>, row: number): Place => {
  const { document, eId } = snapshot.chunks[row]!;
  return { work: snapshot.documents[document]!.work, eId };
};

export const languageOf = ({ snapshot }: Pick<HeldLaw, 'snapshot'>, ordinal: number): string => primaryLanguage(snapshot.documents[ordinal]!.language);

/** A row as the index embeds it. */
export function textAt({ snapshot }: Pick<HeldLaw, 'snapshot'>, row: number): string {
  const chunk = snapshot.chunks[row]!;
  return embeddedText(snapshot.documents[chunk.document]!, chunk);
}

/** The same without one heading, by default that of its provision: what a heading should find, and what it should not. */
export function textWithoutHeading({ snapshot }: Pick<HeldLaw, 'snapshot'>, row: number, heading?: string): string {
  const chunk = snapshot.chunks[row]!;
  const document = snapshot.documents[chunk.document]!;
  const own = pathTo(document, chunk).find(({ eId }) => eId === chunk.eId);
  const breadcrumb = chunk.breadcrumb.flatMap((step, at) => {
    if (heading !== undefined && step.includes(heading)) return [];
    return own === undefined || own.heading === null || at < chunk.breadcrumb.length - 1 ? [step] : own.number === null ? [] : [own.number];
  });
  const start = own === undefined ? chunk.span.start : Math.max(chunk.span.start, Math.min(own.body.start, chunk.span.end));
  return embeddedText(document, { ...chunk, breadcrumb, span: { start, end: chunk.span.end } });
}

/** True for a footnote, a credit, a history: found with the law it stands under, but no law. */
export function isNoteRow({ snapshot }: Pick<HeldLaw, 'snapshot'>, row: number): boolean {
  const chunk = snapshot.chunks[row]!;
  return pathTo(snapshot.documents[chunk.document]!, chunk).some(({ kind }) => isNote(kind));
}

/** The provisions that hold the whole of a chunk, outermost first. */
function pathTo({ provisions }: LegalDocument, { span }: Chunk): Provision[] {
  const path: Provision[] = [];
  for (let level: readonly Provision[] = provisions; ;) {
    const found = level.find((one) => one.span.start <= span.start && span.end <= one.span.end);
    if (found === undefined) return path;
    path.push(found);
    level = found.provisions;
  }
}

/** Sentences of a provision's own text and of all that is in it, notes apart. */
export function lawSentences({ text, language }: LegalDocument, { body, provisions }: Provision): Span[] {
  const notes = [...walk(provisions)].filter(({ provision }) => isNote(provision.kind)).map(({ provision }) => provision.span);
  return sentencesOf(text, language, body).filter(({ start, end }) => !notes.some((note) => note.start <= start && end <= note.end));
}
