/** Question sets on disk, in BEIR form: queries.jsonl, qrels.tsv, answers.jsonl. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, ResponsaError, systemCode } from '../errors.js';

const topicSchema = z.object({
  _id: z.string(),
  text: z.string(),
  language: z.string().optional(),
  asOf: z.string().optional(),
  kind: z.string().optional(),
  jurisdictions: z.array(z.string()).optional(),
  split: z.string().optional(),
});
export type Topic = Readonly<z.infer<typeof topicSchema>>;

const readingSchema = z.object({ _id: z.string(), doc: z.string(), answer_sentences: z.array(z.number().int()) });
export type ReadingTask = Readonly<z.infer<typeof readingSchema>>;

const pageSchema = z.object({ _id: z.string(), title: z.string(), text: z.string() });
export type Page = Readonly<z.infer<typeof pageSchema>>;

const followUpSchema = z.object({ _id: z.string(), language: z.string(), previous: z.string(), question: z.string(), isFollowUp: z.boolean(), provisions: z.array(z.string()).min(1) });
/** A question with the one asked before it; `provisions` are `work#eId` of basic provisions that answer it. */
export type FollowUpTopic = Readonly<z.infer<typeof followUpSchema>>;

const quotedSchema = z.object({ _id: z.string(), status: z.string(), quotes: z.array(z.object({ work: z.string(), eId: z.string(), text: z.string() })).default([]) });
/** What answers a collection's own question: sentences of the source, none where `status` is not `answered`. */
export type QuotedAnswer = Readonly<z.infer<typeof quotedSchema>>;

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ResponsaError(systemCode(error) === 'ENOENT' ? 'not-found' : 'environment', `${file} cannot be read: ${messageOf(error)}.`, 'A question set has corpus.jsonl, queries.jsonl and qrels.tsv, and answers.jsonl for --reading.', { cause: error });
  }
}

async function readLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readText(file)).split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (error) {
      throw new ResponsaError('bad-source', `${file}, line ${index + 1}: ${messageOf(error)}`, 'Each line must be one JSON object of the form INTERFACE names.', { cause: error });
    }
  });
}

export const readTopics = (folder: string, name = 'queries.jsonl'): Promise<Topic[]> => readLines(path.join(folder, name), topicSchema);
export const readReadingTasks = (folder: string): Promise<ReadingTask[]> => readLines(path.join(folder, 'answers.jsonl'), readingSchema);
export const readQuotedAnswers = (folder: string, name: string): Promise<QuotedAnswer[]> => readLines(path.join(folder, name), quotedSchema);
export const readFollowUps = (folder: string): Promise<FollowUpTopic[]> => readLines(path.join(folder, 'follow-ups.jsonl'), followUpSchema);
export const readPages = (folder: string): Promise<Page[]> => readLines(path.join(folder, 'corpus.jsonl'), pageSchema);

/** qrels.tsv: `query-id<TAB>corpus-id<TAB>score` under a header; only grades above 0 count. */
export async function readGrades(folder: string, name = 'qrels.tsv'): Promise<Map<string, Map<string, number>>> {
  const grades = new Map<string, Map<string, number>>();
  for (const line of (await readText(path.join(folder, name))).split('\n').slice(1)) {
    const [topic, document, score] = line.trim().split('\t');
    if (topic === undefined || document === undefined || score === undefined || !(Number(score) > 0)) continue;
    const ofTopic = grades.get(topic) ?? new Map<string, number>();
    ofTopic.set(document, Number(score));
    grades.set(topic, ofTopic);
  }
  return grades;
}

/** Reads a file of a collection's question set as its name says; rejects with ResponsaError('bad-source') naming the line that is wrong. */
export async function checkQuestionFile(folder: string, name: string): Promise<void> {
  if (/^(?:topics|queries)/.test(name)) await readTopics(folder, name);
  else if (name.startsWith('follow-ups')) await readLines(path.join(folder, name), followUpSchema);
  else if (name.startsWith('answers')) await readLines(path.join(folder, name), z.union([readingSchema, quotedSchema]));
  else if (name.endsWith('.tsv')) await checkGrades(path.join(folder, name));
  else await checkExpected(path.join(folder, name));
}

async function checkGrades(file: string): Promise<void> {
  const lines = (await readText(file)).split('\n').slice(1).map((line) => line.trim());
  const wrong = lines.findIndex((line) => line !== '' && !/^[^\t]+\t[^\t]+\t\d+$/.test(line));
  if (wrong !== -1) throw new ResponsaError('bad-source', `${file}, line ${wrong + 2}: no query, document and grade parted by tabs.`, 'qrels are `query-id<TAB>corpus-id<TAB>score` under a header.');
}

async function checkExpected(file: string): Promise<void> {
  try {
    z.record(z.string(), z.unknown()).parse(JSON.parse(await readText(file)));
  } catch (error) {
    throw new ResponsaError('bad-source', `${file}: ${messageOf(error)}`, 'Expected figures are one JSON object.', { cause: error });
  }
}
