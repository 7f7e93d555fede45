/** Question -> page, in its own language and in another; title -> page; a page's lines -> the same lines in another language. */
import { linesOf } from '../evaluation/fit/cases.js';
import type { ReadingTask, Topic } from '../evaluation/question-set.js';
import { folded, plainHeading, saysSomething } from './heading-pairs.js';
import { textAt } from './held-law.js';
import { mineNegatives, mostNegatives } from './negatives.js';
import { goldPages, isHeldBack, otherPages, type PageSet } from './page-sets.js';
import type { Candidate, Pair } from './pair.js';
import { hashOf } from './sample.js';
import { sentenceTwins } from './twin-pairs.js';

/** Shorter, a page without its title says too little to be told by it. Characters. */
const SHORTEST_PAGE = 60;

export function* questionCandidates(sets: readonly PageSet[]): Generator<Candidate<Pair>> {
  for (const set of sets) {
    for (const task of set.tasks) {
      const topic = set.topics.get(task._id);
      if (topic === undefined || task.answer_sentences.length === 0 || !set.pages.has(task.doc)) continue;
      const pageSets = [set, ...anotherLanguage(sets, set, task)];
      for (const pageSet of pageSets) {
        yield { group: `question ${set.language}>${pageSet.language} pages`, key: `question ${set.name}>${pageSet.name} ${task._id}`, make: () => questionPair(set, topic, pageSet, task) };
      }
    }
  }
}

/** One other set that has the question and its page too; over all questions each about as often. */
function anotherLanguage(sets: readonly PageSet[], set: PageSet, task: ReadingTask): PageSet[] {
  const others = sets.filter((other) => other !== set && other.language !== set.language && other.topics.has(task._id) && other.pages.has(task.doc));
  return others.length === 0 ? [] : [others[(hashOf(task._id) + sets.indexOf(set)) % others.length]!];
}

async function questionPair(set: PageSet, topic: Topic, pageSet: PageSet, task: ReadingTask): Promise<Pair | null> {
  const own = pageSet.topics.get(task._id);
  const inPages = pageSet.tasks.find(({ _id, doc }) => _id === task._id && doc === task.doc);
  if (own === undefined || inPages === undefined) return null;
  const row = answeringRow(pageSet, inPages);
  if (row === null) return null;
  const negatives = (await otherPages(pageSet, own, goldPages(pageSet, inPages))).slice(0, mostNegatives).map((other) => textAt(pageSet.law, other.row));
  return { kind: 'question', query: topic.text, queryLanguage: set.language, positive: textAt(pageSet.law, row), positiveLanguage: pageSet.language, negatives, source: topic._id, positiveSource: task.doc, collection: pageSet.name };
}

/** The chunk that holds most of the answer, in characters. */
function answeringRow({ law, pages }: PageSet, { doc, answer_sentences }: ReadingTask): number | null {
  const text = pages.get(doc)?.text;
  if (text === undefined) return null;
  const lines = linesOf(text, answer_sentences);
  const held = law.rowsOf(ordinalOf(law, doc), '').map((row) => {
    const { span } = law.snapshot.chunks[row]!;
    return { row, characters: lines.reduce((sum, line) => sum + Math.max(0, Math.min(line.end, span.end) - Math.max(line.start, span.start)), 0) };
  });
  const best = held.reduce<(typeof held)[number] | null>((most, one) => (most === null || one.characters > most.characters ? one : most), null);
  return best === null || best.characters === 0 ? null : best.row;
}

const ordinalOf = ({ versionsOf }: PageSet['law'], work: string): number => [...versionsOf(work).values()][0] ?? -1;

export function* titleCandidates(sets: readonly PageSet[]): Generator<Candidate<Pair>> {
  for (const set of sets) {
    for (const { _id, title } of set.pages.values()) {
      const [row] = set.law.rowsOf(ordinalOf(set.law, _id), '');
      if (row === undefined || isHeldBack(sets, _id) || !saysSomething(title)) continue;
      yield { group: `heading ${set.language} pages`, key: `title ${set.name} ${_id}`, make: () => titlePair(set, _id, plainHeading(title), row) };
    }
  }
}

async function titlePair(set: PageSet, id: string, title: string, row: number): Promise<Pair | null> {
  const positive = withoutTitle(set, row);
  if (positive.length < SHORTEST_PAGE) return null;
  const negatives = await mineNegatives(set.law, {
    text: title, language: set.language, positiveLanguage: set.language, positiveRow: row, own: [{ work: id, eId: '' }],
    textOf: (other) => (folded(set.law.snapshot.documents[set.law.snapshot.chunks[other]!.document]!.title) === folded(title) ? null : withoutTitle(set, other)),
  });
  return { kind: 'heading', query: title, queryLanguage: set.language, positive, positiveLanguage: set.language, negatives, source: id, positiveSource: id, collection: set.name };
}

/** A chunk of a page without the title over it and without lines that only repeat it. */
function withoutTitle({ law }: PageSet, row: number): string {
  const title = folded(law.snapshot.documents[law.snapshot.chunks[row]!.document]!.title);
  return law.snapshot.textOf(row).split('\n').filter((line) => folded(line) !== title).join('\n');
}

/** Lines of the first set against those of each other, both ways; pages that answer a held-back question stay out. */
export function* pageSentenceCandidates(sets: readonly PageSet[]): Generator<Candidate<Pair>> {
  const [pivot, ...others] = sets;
  if (pivot === undefined) return;
  for (const other of others.filter(({ language }) => language !== pivot.language)) {
    for (const page of pivot.pages.values()) {
      const twin = other.pages.get(page._id);
      if (twin === undefined || isHeldBack(sets, page._id)) continue;
      const [ours, theirs] = [page.text.split('\n'), twin.text.split('\n')];
      yield* named(sentenceTwins(ours, theirs, { from: pivot.language, to: other.language, id: page._id, collection: other.name }));
      yield* named(sentenceTwins(theirs, ours, { from: other.language, to: pivot.language, id: page._id, collection: pivot.name }));
    }
  }
}

function* named(candidates: Iterable<Candidate<Pair>>): Generator<Candidate<Pair>> {
  for (const candidate of candidates) yield { ...candidate, group: `${candidate.group} pages` };
}
