/** Headings of pages as questions for the reader: the lines below one answer, those round them do not; and what the page says elsewhere does not. */
import type { Page } from '../evaluation/question-set.js';
import { folded, plainHeading, saysSomething } from './heading-pairs.js';
import { numbered } from './page-reading.js';
import { isHeldBack, type PageSet } from './page-sets.js';
import type { Candidate, ReadingExample } from './pair.js';
import { hashOf } from './sample.js';
import { windowAround, windowLength, windowsOf, type Window } from './windows.js';

/** Sections of one page learnt from, lest long pages teach everything. */
const MOST_SECTIONS = 3;
/** Longest section, as a share of the window: the rest is left for what stands round it. */
const OWN_SHARE = 0.8;
/** Characters below which a section answers nothing: a link, a name. */
const SHORTEST_SECTION = 60;
/** A heading is a short line that does not end as a sentence or a list does; characters. */
const SHORTEST_HEADING = 3;
const LONGEST_HEADING = 89;
const endsAsText = /[.;,:!…。；，：؛،]$/u;

/** Half-open range of lines below a heading, without it. */
interface Section extends Window {
  readonly heading: number;
}

export function* pageHeadingReadingCandidates(sets: readonly PageSet[]): Generator<Candidate<readonly ReadingExample[]>> {
  for (const set of sets) {
    for (const page of set.pages.values()) {
      if (isHeldBack(sets, page._id)) continue;
      const lines = page.text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
      for (const section of drawn(sectionsOf(lines, page.title), `${set.name} ${page._id}`)) {
        yield { group: `reading-heading ${set.language} pages`, key: `reading-heading ${set.name} ${page._id} ${section.heading}`, make: () => examplesOf(set, page, lines, section) };
      }
    }
  }
}

/** With two sections at least: where all of a page stands below one heading there is nothing to choose. */
function sectionsOf(lines: readonly string[], title: string): Section[] {
  const headings = lines.flatMap((line, at) => (at > 0 && isHeading(line) && folded(line) !== folded(title) ? [at] : []));
  const sections = headings.map((heading, place) => ({ heading, from: heading + 1, to: headings[place + 1] ?? lines.length }));
  const kept = sections.filter(({ from, to }) => {
    const length = lines.slice(from, to).join(' ').length;
    return length >= SHORTEST_SECTION && length <= OWN_SHARE * windowLength;
  });
  return sections.length < 2 ? [] : kept;
}

function isHeading(line: string): boolean {
  return line.length >= SHORTEST_HEADING && line.length <= LONGEST_HEADING && !endsAsText.test(line) && saysSomething(line);
}

function drawn(sections: readonly Section[], key: string): Section[] {
  return sections.map((section) => ({ section, hash: hashOf(`${key} ${section.heading}`) })).sort((a, b) => a.hash - b.hash).slice(0, MOST_SECTIONS).map(({ section }) => section);
}

/** A window with the section, and for every second one a window of the page without it. Half of the questions name the page too. */
function examplesOf(set: PageSet, page: Page, lines: readonly string[], { heading, from, to }: Section): ReadingExample[] {
  const hash = hashOf(`window ${set.name} ${page._id} ${heading}`);
  const named = plainHeading(lines[heading]!);
  const question = hash % 2 === 0 ? named : `${plainHeading(page.title)}: ${named}`;
  const sentences = [...lines.slice(0, heading), ...lines.slice(from)];
  const own = { from: heading, to: to - 1 };
  const example = (window: 'answer' | 'same-text', texts: readonly string[], { from: start, to: end }: Window, right: ReadonlySet<number>): ReadingExample => ({
    kind: 'heading', window, question, language: set.language, title: page.title, ...numbered(texts, start, end, right), source: `${page._id}#${heading}`, windowSource: page._id, collection: set.name,
  });
  const around = windowAround(sentences, own, question.length, (hash % 1_000) / 1_000);
  const right = new Set(Array.from({ length: own.to - own.from }, (_, at) => own.from + at));
  // A window of nothing but the answer teaches no choice.
  const answering = around.to - around.from > own.to - own.from ? [example('answer', sentences, around, right)] : [];
  const elsewhere = [...sentences.slice(0, own.from), ...sentences.slice(own.to)];
  const windows = windowsOf(elsewhere, question.length);
  const other = (hash >>> 1) % 2 === 0 ? windows[hash % Math.max(1, windows.length)] : undefined;
  return [...answering, ...(other === undefined ? [] : [example('same-text', elsewhere, other, new Set())])];
}
