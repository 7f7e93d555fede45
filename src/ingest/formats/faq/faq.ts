/**
 * Tables of questions and answers (CSV, TSV, JSON lines, a JSON list): each entry becomes a provision with the question for its heading
 * and the answer for its text, one document of guidance a language.
 *
 *   topic_1   Dogs                                  hcontainer, from the column "topic": runs of entries of the same topic
 *     h_12    When is the dog tax due?              hcontainer, eId from "id" or "number", else its place in the table
 *             On 1 July (§ 5 of the by-law).        text; a column of legal bases follows it, the source is a note
 */
import type { Day, LegalDocument, Period } from '../../../document.js';
import { ResponsaError } from '../../../errors.js';
import { dayAfter } from '../../days.js';
import { decode } from '../../decode.js';
import { languageTag } from '../../languages.js';
import { detectedLanguages } from '../detected-language.js';
import { factsOf, finishDocument, frameOf, fromFileName, type Facts } from '../../metadata.js';
import type { Parser, SourceFile } from '../../parser.js';
import { fold, newDraft, type Draft } from '../../tree/draft.js';
import { cellLines } from './cells.js';
import { columnsOf, hasQuestions, languageOfNames, type Column, type Role } from './columns.js';
import { readCsv, readJson, readJsonLines, type Row, type Table } from './rows.js';
import { writtenDay } from '../written-day.js';

type Warn = (warning: string) => void;
type Cells = Readonly<Record<Role, string>>;

interface Entry {
  readonly row: number;
  /** Its place among the rows (columns for several languages) or among those of its language, from 1. */
  readonly ordinal: number;
  /** As the table says; `null`: that of the file. */
  readonly language: string | null;
  readonly cells: Cells;
}

/** Faults of many rows told in one warning each. */
function faultList(warn: Warn): { readonly add: (fault: string, row: number) => void; readonly report: () => void } {
  const rows = new Map<string, number[]>();
  return {
    add: (fault, row) => void rows.set(fault, [...(rows.get(fault) ?? []), row]),
    report() {
      for (const [fault, at] of rows) warn(`${at.length === 1 ? 'row' : 'rows'} ${at.slice(0, 5).join(', ')}${at.length > 5 ? ` and ${at.length - 5} more` : ''}: ${fault}`);
    },
  };
}
type Faults = ReturnType<typeof faultList>;

function cellsFor(row: Row, columns: readonly Column[], language: string | null): Cells {
  const cell = (role: Role): string => {
    const column = columns.find((each) => each.role === role && each.language === language) ?? columns.find((each) => each.role === role && each.language === null);
    return column === undefined ? '' : (row.cells.get(column.name) ?? '').trim();
  };
  return {
    question: cell('question'), answer: cell('answer'), id: cell('id'), number: cell('number'), topic: cell('topic'), language: cell('language'),
    from: cell('from'), to: cell('to'), until: cell('until'), source: cell('source'), law: cell('law'),
  };
}

/** Entries of all rows; those without an answer are reported and left out. */
function entriesOf(table: Table, columns: readonly Column[], faults: Faults): Entry[] {
  const inColumns = [...new Set(columns.filter(({ role }) => role === 'question' || role === 'answer').map(({ language }) => language))];
  const counts = new Map<string, number>();
  return table.rows.flatMap((row, at) =>
    inColumns.flatMap((inColumn): Entry[] => {
      const cells = cellsFor(row, columns, inColumn);
      const surplus = row.surplus.length === 0 ? cells : { ...cells, answer: [cells.answer, ...row.surplus].join('\n') };
      if (row.surplus.length > 0) faults.add('more cells than the table has columns; what is too much stands at the end of the answer (put answers with separators in quotation marks)', row.at);
      const language = inColumn ?? languageCell(surplus.language, row.at, faults);
      if (surplus.answer === '') {
        // Not every question need be translated.
        if (inColumns.length === 1 || (surplus.question !== '' && inColumn === null)) faults.add('no answer, left out', row.at);
        return [];
      }
      if (surplus.question === '') faults.add('an answer without a question; it stands without a heading', row.at);
      const scope = language ?? '';
      counts.set(scope, (counts.get(scope) ?? 0) + 1);
      return [{ row: row.at, ordinal: inColumns.length > 1 ? at + 1 : counts.get(scope)!, language, cells: surplus }];
    }),
  );
}

function languageCell(written: string, row: number, faults: Faults): string | null {
  if (written === '') return null;
  const tag = /^[a-z]{2,3}(?:[-_][a-z0-9]+)*$/i.test(written) ? languageTag(written) : null;
  if (tag === null) faults.add(`the language "${written}" is no language tag; that of the file is used`, row);
  return tag;
}

/** A day of the table; `9999-12-31` and the like mean that there is no end. */
function dayOf(written: string, row: number, faults: Faults): Day | null {
  if (written === '' || /^9999/.test(written)) return null;
  const day = writtenDay(written);
  if (day === null) faults.add(`the date "${written}" cannot be read (expected YYYY-MM-DD); it is left open`, row);
  return day;
}

function periodOf({ cells, row }: Entry, faults: Faults): Period | null {
  const from = dayOf(cells.from, row, faults);
  const last = dayOf(cells.until, row, faults);
  const to = dayOf(cells.to, row, faults) ?? (last === null ? null : dayAfter(last));
  return from === null && to === null ? null : { from, to };
}

const asIdentifier = (written: string): string => written.normalize('NFKC').replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^-+|-+$/g, '');

function entryDraft(entry: Entry, withSource: boolean, faults: Faults): Draft {
  const { cells, row, ordinal } = entry;
  const warn = (warning: string): void => faults.add(warning, row);
  const named = asIdentifier(cells.id === '' ? cells.number : cells.id);
  const source = withSource ? cellLines(cells.source, warn) : [];
  return newDraft('hcontainer', {
    eId: `h_${named === '' ? ordinal : named}`, anchors: cells.id === '' ? [] : [cells.id], number: cells.number === '' ? null : fold(cells.number),
    heading: cells.question === '' ? null : fold(cellLines(cells.question, warn).map(({ text }) => text).join(' ')), inForce: periodOf(entry, faults),
    content: [...cellLines(cells.answer, warn), ...cellLines(cells.law, warn), ...(source.length === 0 ? [] : [newDraft('note', { content: source })])],
  });
}

/** Entries in their order; those of one topic that follow each other stand below it. */
function draftsOf(entries: readonly Entry[], withSource: boolean, faults: Faults): Draft[] {
  const drafts: Draft[] = [];
  let topics = 0;
  let topic = '';
  let content = drafts;
  for (const entry of entries) {
    const next = fold(entry.cells.topic);
    if (next !== topic) content = drafts;
    if (next !== topic && next !== '') {
      topics += 1;
      content = [];
      drafts.push(newDraft('hcontainer', { eId: `topic_${topics}`, heading: next, content }));
    }
    topic = next;
    content.push(entryDraft(entry, withSource, faults));
  }
  return drafts;
}

function readTable(path: string, text: string): Table {
  if (/\.(?:jsonl|ndjson)$/i.test(path)) return readJsonLines(text);
  return /\.json$/i.test(path) ? readJson(text) : readCsv(text);
}

/** Columns of the table, checked: there must be questions and answers. */
function checkedColumns(table: Table, warn: Warn): Column[] {
  const columns = columnsOf(table.names);
  if (!hasQuestions(columns)) {
    const found = table.names.slice(0, 20).map((name) => `"${name.slice(0, 60)}"`).join(', ');
    throw new ResponsaError('bad-source', `It has no columns for question and answer; the columns found are ${found === '' ? 'none' : found}${table.names.length > 20 ? ' and more' : ''}.`, 'Expected two columns "question" and "answer" (or the same in another language); name files that are no documents in the "ignore" list of collection.json.');
  }
  const used = new Set(columns.map(({ name }) => name));
  const filled = new Set(table.rows.flatMap(({ cells }) => [...cells].filter(([name, cell]) => !used.has(name) && cell.trim() !== '').map(([name]) => name)));
  const unused = table.names.filter((name) => filled.has(name));
  if (unused.length > 0) warn(`columns of no known meaning are left out: ${unused.slice(0, 20).map((name) => `"${name}"`).join(', ')}`);
  return columns;
}

/** The language of entries that name none: of the file's facts, its name, the collection, the names of the columns, the answers. */
async function languageOfFile(file: SourceFile, facts: Facts, columns: readonly Column[], entries: readonly Entry[]): Promise<string | undefined> {
  const said = facts.language ?? fromFileName(file.path).language ?? file.collection.language ?? languageOfNames(columns);
  return said ?? (await detectedLanguages([entries.map(({ cells }) => `${cells.question} ${cells.answer}`).join('\n')]))[0];
}

/** Entries by language, in the order in which the languages come; `de` and `de-AT` are one document. */
function byLanguage(entries: readonly Entry[], ownLanguage: string | undefined): Map<string, { readonly language: string; readonly entries: Entry[] }> {
  const groups = new Map<string, { readonly language: string; readonly entries: Entry[] }>();
  for (const entry of entries) {
    const language = entry.language ?? ownLanguage ?? 'und';
    const key = language.toLowerCase().split('-')[0]!;
    const group = groups.get(key) ?? { language, entries: [] };
    group.entries.push(entry);
    groups.set(key, group);
  }
  return groups;
}

export const faqParser: Parser = {
  format: 'faq',
  accepts: (file) => /\.(?:csv|tsv|tab|jsonl|ndjson|json)$/i.test(file.path),
  async parse(file) {
    const { text, warnings } = decode(file.bytes, 'plain');
    const collected = [...warnings];
    const warn: Warn = (warning) => void collected.push(warning);
    const table = readTable(file.path, text);
    table.warnings.forEach(warn);
    const columns = checkedColumns(table, warn);
    const faults = faultList(warn);
    const entries = entriesOf(table, columns, faults);
    if (entries.length === 0) throw new ResponsaError('bad-source', 'It has columns for question and answer but no answer in them.', 'Expected at least one row with an answer.');
    const sources = new Set(entries.map(({ cells }) => cells.source));
    const [address] = sources.size === 1 ? sources : [''];
    const isPage = /^https?:\/\/\S+$/.test(address!);
    const facts = factsOf(file, { type: 'guidance', ...(isPage ? { url: address! } : {}) }, warn);
    const groups = [...byLanguage(entries, await languageOfFile(file, facts, columns, entries)).values()];
    const drafts = groups.map((group) => draftsOf(group.entries, !isPage, faults));
    faults.report();
    return groups.map((group, at): LegalDocument => {
      const own = { ...facts, language: group.language };
      // What is wrong with the file is said once, with its first document.
      const heard = at === 0 ? [...collected] : [];
      return finishDocument(file, 'faq', own, frameOf(file, own, (warning) => void heard.push(warning)), drafts[at]!, heard);
    });
  },
};
