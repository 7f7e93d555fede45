/** A collection's own questions (topics, qrels and answers by language) -> pairs with the provisions that answer, and windows of them. */
import { readdir } from 'node:fs/promises';
import { readGrades, readQuotedAnswers, readTopics, type QuotedAnswer, type Topic } from '../evaluation/question-set.js';
import { messageOf, ResponsaError } from '../errors.js';
import { sentencesOf } from '../sentences.js';
import { languageOf, placeOf, textAt, type HeldLaw } from './held-law.js';
import { mineNegatives } from './negatives.js';
import { numbered } from './page-reading.js';
import { idOf, isRelated, type Candidate, type Pair, type Place, type ReadingExample } from './pair.js';
import { hashOf } from './sample.js';
import { windowAround } from './windows.js';

/** A shorter sentence, as an item's number, stands in many quotations. Characters. */
const SHORTEST_QUOTED = 8;
/** Provisions found for a question that are read though they do not answer. */
const MOST_OTHERS = 2;

export interface OwnQuestion {
  readonly topic: Topic;
  readonly language: string;
  /** Provisions that contain the answer. */
  readonly gold: readonly Place[];
  /** Those, and what is useful context. */
  readonly graded: readonly Place[];
  readonly answer: QuotedAnswer | null;
}

/** Questions that may be learnt from. Throws ResponsaError('not-found') when the folder has no topics. */
export async function readOwnQuestions(folder: string, law: HeldLaw): Promise<OwnQuestion[]> {
  const languages = (await readdir(folder).catch((error: unknown) => {
    throw new ResponsaError('not-found', `${folder} cannot be read: ${messageOf(error)}.`, '--questions names a folder with topics.<language>.jsonl, qrels.<language>.tsv and answers.<language>.jsonl.', { cause: error });
  })).flatMap((name) => /^topics\.(\w+)\.jsonl$/.exec(name)?.[1] ?? []).sort();
  if (languages.length === 0) throw new ResponsaError('not-found', `${folder} has no topics.<language>.jsonl.`, 'A collection\'s questions stand in topics.<language>.jsonl, qrels.<language>.tsv and answers.<language>.jsonl.');
  const questions: OwnQuestion[] = [];
  for (const language of languages) {
    const grades = await readGrades(folder, `qrels.${language}.tsv`);
    const answers = new Map((await readQuotedAnswers(folder, `answers.${language}.jsonl`)).map((answer) => [answer._id, answer]));
    for (const topic of await readTopics(folder, `topics.${language}.jsonl`)) {
      if ((topic.split !== undefined && topic.split !== 'train') || law.leftOut.question(topic._id)) continue;
      const graded = [...(grades.get(topic._id) ?? [])].map(([id, grade]) => ({ grade, place: placeNamed(id) }));
      if (graded.some(({ place }) => law.leftOut.place(place))) continue;
      questions.push({ topic, language: topic.language ?? language, gold: graded.filter(({ grade }) => grade > 1).map(({ place }) => place), graded: graded.map(({ place }) => place), answer: answers.get(topic._id) ?? null });
    }
  }
  return questions;
}

function placeNamed(id: string): Place {
  const at = id.indexOf('#');
  return at === -1 ? { work: id, eId: '' } : { work: id.slice(0, at), eId: id.slice(at + 1) };
}

/** A provision that answers, in an expression learnt from, with the row that holds what is quoted of it. */
interface Held {
  readonly place: Place;
  readonly ordinal: number;
  readonly row: number;
}

/** Quotes decide which version is meant: a question about a past day is learnt from only where today's text says the same. */
function heldGold(law: HeldLaw, { gold, answer, language }: OwnQuestion): Held[] {
  return gold.flatMap((place): Held[] => {
    const versions = law.versionsOf(place.work);
    const ordinal = versions.get(language) ?? [...versions.values()][0];
    if (ordinal === undefined) return [];
    const rows = law.rowsOf(ordinal, place.eId);
    const quotes = answer?.quotes.filter(({ work }) => work === place.work).map(({ text }) => text) ?? [];
    const row = quotes.length === 0 || languageOf(law, ordinal) !== language ? rows[0] : rows.find((one) => quotes.some((quote) => law.snapshot.textOf(one).includes(quote)));
    return row === undefined ? [] : [{ place, ordinal, row }];
  });
}

export function* ownQuestionCandidates(law: HeldLaw, questions: readonly OwnQuestion[]): Generator<Candidate<Pair>> {
  for (const question of questions) {
    for (const held of heldGold(law, question)) {
      yield { group: `question ${question.language}`, key: `question ${question.topic._id} ${held.row}`, make: () => questionPair(law, question, held) };
    }
  }
}

async function questionPair(law: HeldLaw, { topic, language, graded }: OwnQuestion, { place, ordinal, row }: Held): Promise<Pair> {
  const positiveLanguage = languageOf(law, ordinal);
  const negatives = await mineNegatives(law, { text: topic.text, language, positiveLanguage, positiveRow: row, own: graded, textOf: (other) => textAt(law, other) });
  return { kind: 'question', query: topic.text, queryLanguage: language, positive: textAt(law, row), positiveLanguage, negatives, source: topic._id, positiveSource: idOf(place), collection: law.snapshot.documents[ordinal]!.source.collection };
}

export function* ownReadingCandidates(law: HeldLaw, questions: readonly OwnQuestion[]): Generator<Candidate<readonly ReadingExample[]>> {
  for (const question of questions) {
    yield { group: `reading-question ${question.language}`, key: `reading ${question.topic._id}`, make: () => ownExamples(law, question) };
  }
}

async function ownExamples(law: HeldLaw, question: OwnQuestion): Promise<ReadingExample[]> {
  const { topic, language, answer, graded } = question;
  const isAnswered = answer?.status === 'answered';
  const quotes = isAnswered ? answer.quotes : [];
  const right = heldGold(law, question).map(({ row }) => readRow(law, question, row, quotes, 'answer')).filter(({ answers }) => answers.length > 0);
  // What was quoted is not in the version that is learnt from: nothing can be said of what else would answer.
  if (isAnswered && right.length === 0) return [];
  const found = await law.bench.find(topic.text, language, law.admissionOf(language), 12);
  const others = found.filter((row) => !isAnswered || !graded.some((place) => isRelated(place, placeOf(law, row)))).filter((row) => !law.leftOut.place(placeOf(law, row)));
  const windows = others.map((row) => readRow(law, question, row, quotes, isAnswered ? 'other-text' : 'unanswered'));
  // What stands beside a passage that does not answer may answer.
  return [...right, ...windows.filter(({ answers }) => answers.length === 0).slice(0, MOST_OTHERS)];
}

/** The sentences of a row among those of the rows around it. */
function readRow(law: HeldLaw, { topic, language }: OwnQuestion, row: number, quotes: QuotedAnswer['quotes'], window: ReadingExample['window']): ReadingExample {
  const { snapshot } = law;
  const chunk = snapshot.chunks[row]!;
  const document = snapshot.documents[chunk.document]!;
  const rows = snapshot.rowsOf(chunk.document).filter((one) => !law.leftOut.place(placeOf(law, one)));
  const at = rows.indexOf(row);
  const sentences = rows.slice(Math.max(0, at - 3), at + 4).flatMap((one) => sentencesOf(snapshot.textOf(one), document.language).map(({ start, end }) => ({ text: snapshot.textOf(one).slice(start, end), isOwn: one === row })));
  const texts = sentences.map(({ text }) => text);
  const own = sentences.flatMap(({ isOwn }, index) => (isOwn ? [index] : []));
  const quoted = quotes.filter(({ work }) => work === document.work).map(({ text }) => text);
  const answers = texts.flatMap((text, index) => (quoted.some((quote) => text.includes(quote) || (text.length >= SHORTEST_QUOTED && quote.includes(text))) ? [index] : []));
  const inRow = answers.filter((index) => own.includes(index));
  const core = inRow.length > 0 ? { from: inRow[0]!, to: inRow.at(-1)! + 1 } : { from: own[0] ?? 0, to: (own[0] ?? 0) + 1 };
  const { from, to } = windowAround(texts, core, topic.text.length, (hashOf(`${topic._id} ${row}`) % 1_000) / 1_000);
  return {
    kind: 'question', window, question: topic.text, language, title: document.title, ...numbered(texts, from, to, new Set(answers)), source: topic._id, windowSource: `${document.work}#${chunk.eId}`, collection: document.source.collection,
  };
}
