/** The rows of a table of questions and answers: CSV with any separator, TSV, JSON lines, a JSON array. */
import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import { messageOf, ResponsaError } from '../../../errors.js';
import { columnsOf, hasQuestions } from './columns.js';

export interface Row {
  /** As a spreadsheet or an editor counts: from 1, the names of the columns included. */
  readonly at: number;
  readonly cells: ReadonlyMap<string, string>;
  /** Cells beyond the last named column. */
  readonly surplus: readonly string[];
}

export interface Table {
  /** Names of the columns as written. */
  readonly names: readonly string[];
  readonly rows: readonly Row[];
  readonly warnings: readonly string[];
}

const separators = [',', ';', '\t', '|'];
/** No answer is longer (characters); a longer record has an opening quotation mark that nothing closes. */
const longestRecord = 1_000_000;
/** Names of columns end within so many characters. */
const headWithin = 65_536;

const csvOptions = { relax_column_count: true, relax_quotes: true, max_record_size: longestRecord } as const;

/** Rows above the names of the columns, such as the title of a sheet, that are looked through. */
const titleRows = 10;

/** Place of the names of the columns: the first row that has question and answer, else the first that is not empty. */
function headerIn(records: readonly (readonly string[])[]): number {
  const beginning = records.slice(0, titleRows + 1);
  const named = beginning.findIndex((record) => hasQuestions(columnsOf(record)));
  return named === -1 ? Math.max(0, beginning.findIndex((record) => record.some((cell) => cell.trim() !== ''))) : named;
}

/** Names of the columns if `separator` separates them; none where that cannot be read. */
function namesWith(separator: string, head: string): readonly string[] {
  try {
    const records = parseCsv(head, { ...csvOptions, delimiter: separator, to: titleRows + 1 });
    return records[headerIn(records)] ?? [];
  } catch {
    return [];
  }
}

/** The separator with which question and answer are found among the names; else the one that makes the most columns. */
function separatorOf(text: string): string {
  const head = text.slice(0, headWithin);
  const candidates = separators.map((separator) => ({ separator, names: namesWith(separator, head) }));
  const fitting = candidates.find(({ names }) => hasQuestions(columnsOf(names)));
  return (fitting ?? candidates.reduce((most, each) => (each.names.length > most.names.length ? each : most))).separator;
}

/** Spreadsheets may name the separator in a line before the table. */
const separatorLine = /^sep=(?<separator>.)\r?\n/iu;

export function readCsv(source: string): Table {
  const named = separatorLine.exec(source);
  const text = named === null ? source : source.slice(named[0].length);
  let records: string[][];
  try {
    records = parseCsv(text, { ...csvOptions, delimiter: named?.groups?.separator ?? separatorOf(text) });
  } catch (error) {
    const unclosed = error instanceof CsvError && (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE');
    throw new ResponsaError('bad-source', unclosed ? `A quotation mark that opens a cell is closed nowhere: ${messageOf(error)}` : `It cannot be read as CSV: ${messageOf(error)}`, 'Write a quotation mark inside a quoted cell twice, and save the file as CSV in UTF-8.', { cause: error });
  }
  const first = headerIn(records);
  const names = (records[first] ?? []).map((name) => name.trim());
  const rows = records.slice(first + 1).flatMap((record, at): Row[] => {
    if (record.every((cell) => cell.trim() === '')) return [];
    // Of two columns of one name the first counts: a map keeps the last.
    const cells = new Map(names.map((name, column) => [name, record[column] ?? ''] as const).reverse());
    return [{ at: first + at + 2, cells, surplus: record.slice(names.length).filter((cell) => cell.trim() !== '') }];
  });
  const above = records.slice(0, first).flat().map((cell) => cell.trim()).filter((cell) => cell !== '');
  return { names, rows, warnings: above.length === 0 ? [] : [`text above the names of the columns is left out: "${above.join(' ').slice(0, 200)}"`] };
}

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const value = z.union([scalar, z.null().transform(() => ''), z.array(scalar).transform((lines) => lines.join('\n'))]);
const jsonRecord = z.record(z.string(), z.unknown());

/** Cells of one object; an object inside it (`{"question": {"en": …}}`) becomes columns of their own (`question_en`). */
function cellsOf(record: Readonly<Record<string, unknown>>): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [name, written] of Object.entries(record)) {
    const plain = value.safeParse(written);
    const nested = jsonRecord.safeParse(written);
    if (plain.success) cells.set(name, plain.data);
    else if (nested.success && !Array.isArray(written)) {
      for (const [inner, below] of Object.entries(nested.data)) {
        const text = value.safeParse(below);
        if (text.success) cells.set(`${name}_${inner}`, text.data);
      }
    }
  }
  return cells;
}

function tableOf(records: readonly { readonly at: number; readonly record: unknown }[], warnings: readonly string[]): Table {
  const faulty: number[] = [];
  const rows = records.flatMap(({ at, record }): Row[] => {
    const parsed = jsonRecord.safeParse(record);
    if (parsed.success && !Array.isArray(record)) return [{ at, cells: cellsOf(parsed.data), surplus: [] }];
    faulty.push(at);
    return [];
  });
  const names = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))];
  return { names, rows, warnings: faulty.length === 0 ? warnings : [...warnings, `${faulty.length} of its entries are no JSON objects and are left out, the first is number ${faulty[0]!}`] };
}

/** One JSON object a line; lines that are none are reported and left out, unless none is one. */
export function readJsonLines(text: string): Table {
  const broken: string[] = [];
  const records = text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [{ at: index + 1, record: JSON.parse(line) as unknown }];
    } catch (error) {
      broken.push(`line ${index + 1}: ${messageOf(error)}`);
      return [];
    }
  });
  if (records.length === 0) throw new ResponsaError('bad-source', `None of its lines is a JSON object (${broken[0] ?? 'there is none'}).`, 'Expected one object a line, {"question": …, "answer": …}.');
  return tableOf(records, broken.length === 0 ? [] : [`${broken.length} line${broken.length === 1 ? ' is' : 's are'} no JSON and left out, first ${broken[0]!}`]);
}

/** An array of objects, alone or as the one list of an object (`{"faq": […]}`). */
export function readJson(text: string): Table {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new ResponsaError('bad-source', `It is no JSON: ${messageOf(error)}`, 'Expected a list of objects, [{"question": …, "answer": …}].', { cause: error });
  }
  const wrapped = jsonRecord.safeParse(parsed);
  const lists = Array.isArray(parsed) ? [parsed] : wrapped.success ? Object.values(wrapped.data).filter(Array.isArray) : [];
  if (lists.length !== 1) throw new ResponsaError('bad-source', `It is no list of questions and answers${wrapped.success && !Array.isArray(parsed) ? `; it has the keys ${Object.keys(wrapped.data).slice(0, 20).map((key) => `"${key}"`).join(', ')}` : ''}.`, 'Expected a list of objects, [{"question": …, "answer": …}]; name files that are no documents in the "ignore" list of collection.json.');
  return tableOf((lists[0] as readonly unknown[]).map((record, at) => ({ at: at + 1, record })), []);
}
