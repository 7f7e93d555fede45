/**
 * Probes: questions that the corpus asks of itself. The heading of a provision is asked; right is the passage it stands over, which for this
 * purpose loses it. What finds the passages of a language, words or meaning, shows without any question from outside.
 *
 *   chunk   "Dog Act › § 5 Dog licence\nNobody may keep a dog unless …"
 *   probe   question "Dog licence", text "Dog Act\nNobody may keep a dog unless …"
 */
import { walk, type LegalDocument } from '../document.js';
import { primaryLanguage } from '../language.js';
import { embeddedText, type Chunk } from './chunk.js';
import { DIGEST_BYTES } from './take-over.js';
import { measure } from './split-text.js';

export interface Probe {
  /** Position of the passage in the sample. */
  readonly at: number;
  readonly question: string;
  /** What is embedded and indexed of the passage, without the heading. */
  readonly text: string;
}

/** A part of one language's passages, small enough to be embedded and searched in seconds. */
export interface Sample {
  readonly language: string;
  readonly rows: readonly number[];
  readonly probes: readonly Probe[];
}

/** Passages in a sample: enough wrong ones beside each right one, and embedded in a few seconds. */
const SAMPLE_ROWS = 1000;
/** Probes in a sample: the standard error of their mean reciprocal rank is about 0.03 then. */
const MOST_PROBES = 200;
/** With fewer the corpus tells next to nothing. */
const FEWEST_PROBES = 40;
/** Weighted characters (`measure`) of the shortest heading that is a question, and of the shortest passage that can answer one. */
const SHORTEST_QUESTION = 9;
const SHORTEST_TEXT = 120;

interface Corpus {
  readonly documents: readonly LegalDocument[];
  readonly chunks: readonly Chunk[];
  /** rows × DIGEST_BYTES. */
  readonly digests: Uint8Array;
}

/**
 * A sample of each language that has enough headed passages. The rows with the smallest digests are taken (bottom-k sampling): chance as far as
 * the texts go, the same for the same corpus, and nearly the same after one act has changed.
 */
export function samplesOf(corpus: Corpus): Sample[] {
  const byLanguage = new Map<string, number[]>();
  for (const [row, { document }] of corpus.chunks.entries()) {
    const language = primaryLanguage(corpus.documents[document]!.language);
    const rows = byLanguage.get(language) ?? [];
    rows.push(row);
    byLanguage.set(language, rows);
  }
  return [...byLanguage].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([language, all]) => {
    const keys = new Map(all.map((row) => [row, Buffer.from(corpus.digests.subarray(row * DIGEST_BYTES, row * DIGEST_BYTES + 8)).toString('hex')]));
    const rows = all.sort((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : keys.get(a)! > keys.get(b)! ? 1 : a - b)).slice(0, SAMPLE_ROWS);
    const probes = probesOf(corpus, rows);
    return probes.length < FEWEST_PROBES ? [] : [{ language, rows, probes }];
  });
}

/** A heading that stands over several places, such as "Definitions", asks for none of them. */
function probesOf(corpus: Corpus, rows: readonly number[]): Probe[] {
  const headings = headingsOf(corpus.documents);
  const places = new Map<string, Set<string>>();
  const asked = rows.map((row) => {
    const { document, eId } = corpus.chunks[row]!;
    const question = headings(document, eId);
    const place = `${document} ${eId}`;
    if (question !== null) places.set(question, (places.get(question) ?? new Set()).add(place));
    return question;
  });
  return rows.flatMap((row, at) => {
    const question = asked[at] ?? null;
    if (question === null || places.get(question)!.size > 1) return [];
    const text = withoutHeading(corpus, row, question);
    return weigh(question) < SHORTEST_QUESTION || weigh(text) < SHORTEST_TEXT ? [] : [{ at, question, text }];
  }).slice(0, MOST_PROBES);
}

const weigh = (text: string): number => measure(text)({ start: 0, end: text.length });

/** (document, eId) -> the provision's heading; for a document without provisions its title. Each document is walked once. */
function headingsOf(documents: readonly LegalDocument[]): (document: number, eId: string) => string | null {
  const known = new Map<number, ReadonlyMap<string, string | null>>();
  return (ordinal, eId) => {
    const document = documents[ordinal]!;
    const headings = known.get(ordinal) ?? new Map([...walk(document.provisions)].map(({ provision }) => [provision.eId, provision.heading]));
    known.set(ordinal, headings);
    const heading = document.provisions.length === 0 ? document.title : headings.get(eId) ?? null;
    return heading === null || heading.trim() === '' ? null : heading.trim();
  };
}

/** The passage without its last breadcrumb, without the title when that is what is asked, and without lines that repeat it. */
function withoutHeading({ documents, chunks }: Corpus, row: number, question: string): string {
  const chunk = chunks[row]!;
  const document = documents[chunk.document]!;
  const text = embeddedText({ ...document, title: document.title.trim() === question ? '' : document.title }, { ...chunk, breadcrumb: chunk.breadcrumb.slice(0, -1) });
  return text.split('\n').filter((line) => line.trim() !== question).join('\n').trim();
}
