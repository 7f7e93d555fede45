/** Questions over pages -> windows for the reader: with the answer, of the same page without it, of other pages, and of pages that do not answer. */
import type { ReadingTask, Topic } from '../evaluation/question-set.js';
import { goldPages, isHeldBack, otherPages, type PageSet } from './page-sets.js';
import type { Candidate, ReadingExample, WindowKind } from './pair.js';
import { hashOf } from './sample.js';
import { windowsOf, type Window } from './windows.js';

/** Windows of each kind for one question: some pages are very long. */
const most: Readonly<Record<WindowKind, number>> = { answer: 6, 'same-text': 2, 'other-text': 2, unanswered: 3 };

export function* pageReadingCandidates(sets: readonly PageSet[]): Generator<Candidate<readonly ReadingExample[]>> {
  for (const set of sets) {
    for (const task of set.tasks) {
      const topic = set.topics.get(task._id);
      if (topic === undefined || !set.pages.has(task.doc)) continue;
      yield { group: `reading-question ${set.language} pages`, key: `reading ${set.name} ${task._id} ${task.doc}`, make: () => examplesOf(sets, set, topic, task) };
    }
  }
}

async function examplesOf(sets: readonly PageSet[], set: PageSet, topic: Topic, task: ReadingTask): Promise<ReadingExample[]> {
  const page = set.pages.get(task.doc)!;
  const lines = page.text.split('\n');
  const answers = new Set(task.answer_sentences);
  const all = windowsOf(lines, topic.text.length);
  const holds = ({ from, to }: Window): boolean => task.answer_sentences.some((at) => at >= from && at < to);
  const make = (window: WindowKind, of: Pick<typeof page, '_id' | 'title'>, sentences: readonly string[], { from, to }: Window, right: ReadonlySet<number>): ReadingExample => ({
    kind: 'question', window, question: topic.text, language: set.language, title: of.title, ...numbered(sentences, from, to, right), source: topic._id, windowSource: of._id, collection: set.name,
  });
  const inOrder = (windows: readonly Window[], kind: WindowKind): Window[] => spread(windows, `${set.name} ${topic._id}`).slice(0, most[kind]);
  const none = new Set<number>();
  if (answers.size === 0) return inOrder(all, 'unanswered').map((window) => make('unanswered', page, lines, window, none));
  const others = (await otherPages(set, topic, goldPages(set, task))).filter(({ page: other }) => !isHeldBack(sets, other._id)).slice(0, most['other-text']);
  return [
    ...inOrder(all.filter(holds), 'answer').map((window) => make('answer', page, lines, window, answers)),
    ...inOrder(all.filter((window) => !holds(window)), 'same-text').map((window) => make('same-text', page, lines, window, none)),
    ...others.flatMap(({ page: other, row }) => {
      const theirs = other.text.split('\n');
      const line = other.text.slice(0, set.law.snapshot.chunks[row]!.span.start).split('\n').length - 1;
      const window = windowsOf(theirs, topic.text.length).find(({ to }) => line < to);
      return window === undefined ? [] : [make('other-text', other, theirs, window, none)];
    }),
  ];
}

/** A window's sentences without the empty ones, numbered anew. */
export function numbered(sentences: readonly string[], from: number, to: number, right: ReadonlySet<number>): Pick<ReadingExample, 'sentences' | 'answers'> {
  const kept = Array.from({ length: to - from }, (_, at) => from + at).filter((at) => sentences[at]!.trim() !== '');
  return { sentences: kept.map((at) => sentences[at]!.trim()), answers: kept.flatMap((at, place) => (right.has(at) ? [place] : [])) };
}

/** The same windows, not always the first ones first. */
function spread(windows: readonly Window[], key: string): Window[] {
  return windows.map((window) => ({ window, hash: hashOf(`${key} ${window.from}`) })).sort((a, b) => a.hash - b.hash).map(({ window }) => window);
}
