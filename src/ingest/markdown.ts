/**
 * Markdown with front matter: our own collections, those of the Legalize project, guidance written in Markdown. A reader of lines,
 * not a CommonMark engine: it needs headings, paragraphs, lists and tables, and takes inline markup out of the text.
 */
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { messageOf, ResponsaError } from '../errors.js';
import type { Period, ProvisionStatus } from '../document.js';
import { decode } from './decode.js';
import { plainLine, type Line } from './draft.js';
import { itemNumbers } from './items.js';
import { inlineLine } from './markdown-inline.js';
import { factsOf, finishDocument, frameOf, readDay, readFacts, readStatus, type Facts } from './metadata.js';
import { outline, type Block } from './outline.js';
import type { Parser, SourceFile } from './parser.js';
import { isHardWrapped } from './wrapped-lines.js';

type Warn = (warning: string) => void;

/** The front matter between two lines `---`, and the rest. */
function splitFrontMatter(text: string, warn: Warn): { readonly facts: Facts; readonly body: string } {
  const match = /^---[ \t]*\r?\n(?<yaml>[\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text);
  if (match === null) return { facts: {}, body: text };
  let record: Record<string, unknown>;
  try {
    record = z.record(z.string(), z.unknown()).parse(parseYaml(match.groups!.yaml!) ?? {});
  } catch (error) {
    throw new ResponsaError('bad-source', `Its front matter is no YAML mapping: ${messageOf(error).split('\n')[0]!}`, 'Expected "key: value" lines between two lines "---"; put values with a colon in quotation marks.', { cause: error });
  }
  return { facts: readFacts(record, warn), body: text.slice(match[0].length) };
}

interface Attributes {
  readonly text: string;
  readonly eId: string | null;
  readonly inForce: Period | null;
  readonly status: ProvisionStatus | null;
}

/** Pandoc attributes behind a heading: `{#sec_9 from=2024-01-01 to=2025-01-01 status=repealed}`. */
function headingAttributes(text: string, warn: Warn): Attributes {
  const match = /^(?<before>.*?)\s*\{(?<inside>[^{}]*)\}\s*$/u.exec(text);
  const known = match === null ? [] : [...match.groups!.inside!.matchAll(/(?:#([\p{L}\p{N}_.-]+)|\.([\p{L}\p{N}_-]+)|([\p{L}-]+)=(?:"([^"]*)"|([^\s"]*)))(?:\s+|$)/gu)];
  if (match === null || known.map((attribute) => attribute[0]).join('').length !== match.groups!.inside!.trimStart().length) return { text, eId: null, inForce: null, status: null };
  const values = new Map(known.filter((attribute) => attribute[3] !== undefined).map((attribute) => [attribute[3]!, attribute[4] ?? attribute[5]!]));
  const from = readDay(values.get('from'), `"from" of the heading "${match.groups!.before!}"`, warn) ?? null;
  const to = readDay(values.get('to'), `"to" of the heading "${match.groups!.before!}"`, warn) ?? null;
  return {
    text: match.groups!.before!,
    eId: known.find((attribute) => attribute[1] !== undefined)?.[1] ?? null,
    inForce: values.has('from') || values.has('to') ? { from, to } : null,
    status: readStatus(values.get('status'), warn) ?? null,
  };
}

/** Cells of a table row; `\|` is no border, and neither is a bar in a code span. */
function tableRow(line: string): Line {
  const guarded = line.trim().replace(/\\\|/g, '\uE020').replace(/`[^`]*`/g, (code) => code.replace(/\|/g, '\uE020'));
  const cells = guarded.replace(/^\|/, '').replace(/\|$/, '').split('|').map((cell) => inlineLine(cell.replace(/\uE020/g, '\\|')));
  let text = '';
  const marks: Line['marks'][number][] = [];
  for (const [at, cell] of cells.entries()) {
    if (at > 0) text += '\t';
    const offset = text.length;
    marks.push(...cell.marks.map((mark) => ({ ...mark, start: mark.start + offset, end: mark.end + offset })));
    text += cell.text;
  }
  return cells.every((cell) => cell.text === '') ? plainLine('') : { text: text.replace(/\t+$/, ''), marks };
}

interface Reading {
  readonly blocks: Block[];
  /** Lines of the paragraph that is open. */
  paragraph: string[];
  fence: string | null;
  titles: string[];
}

function closeParagraph(reading: Reading, wrapped: boolean): void {
  const joined: string[] = [];
  for (const line of reading.paragraph) {
    const continues = wrapped && joined.length > 0 && itemNumbers(line.trim()).length === 0;
    if (continues) joined.push(`${joined.pop()!} ${line.trim()}`);
    else joined.push(line);
  }
  for (const source of joined) {
    const line = inlineLine(source);
    if (line.text !== '') reading.blocks.push({ type: 'line', line });
  }
  reading.paragraph = [];
}

function addHeading(reading: Reading, level: number, source: string, warn: Warn): void {
  const attributes = headingAttributes(source.replace(/\s+#+\s*$/, ''), warn);
  const line = inlineLine(attributes.text);
  if (level === 1 && reading.titles.length === 0 && !reading.blocks.some((block) => block.type === 'heading')) {
    if (line.text !== '') reading.titles.push(line.text);
    return;
  }
  if (line.text !== '') reading.blocks.push({ type: 'heading', level, line, eId: attributes.eId, inForce: attributes.inForce, status: attributes.status });
}

/** One line of the file; returns true when it was a heading underlined by the next, which is then used up. */
function readLine(reading: Reading, line: string, next: string | undefined, wrapped: boolean, warn: Warn): boolean {
  const fence = /^\s{0,3}(```+|~~~+)/.exec(line)?.[1];
  if (reading.fence !== null) {
    if (fence?.startsWith(reading.fence) === true) reading.fence = null;
    else if (line.trim() !== '') reading.blocks.push({ type: 'line', line: plainLine(line) });
    return false;
  }
  const bare = line.replace(/^(?:\s{0,3}>\s?)+/, '');
  const heading = /^\s{0,3}(#{1,6})(?:\s+(.*?))?\s*$/.exec(bare);
  const underline = /^\s{0,3}(=+|-{2,})\s*$/.exec(next ?? '')?.[1];
  const isSpecial = fence !== undefined || heading !== null || bare.trim() === '' || /^\s*\|/.test(bare) || /^\s{0,3}(?:[-*_]\s*){3,}$/.test(bare);
  if (isSpecial) closeParagraph(reading, wrapped);
  if (fence !== undefined) reading.fence = fence;
  else if (heading !== null) addHeading(reading, heading[1]!.length, heading[2] ?? '', warn);
  else if (/^\s*\|/.test(bare)) {
    const row = /^\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*$/.test(bare) ? plainLine('') : tableRow(bare);
    if (row.text !== '') reading.blocks.push({ type: 'line', line: row });
  } else if (!isSpecial && underline !== undefined && reading.paragraph.length === 0 && itemNumbers(bare.trim()).length === 0 && !/^\s*[-*+]\s/.test(bare)) {
    addHeading(reading, underline.startsWith('=') ? 1 : 2, bare, warn);
    return true;
  } else if (!isSpecial) {
    const bullet = /^\s*[-*+]\s+(?:\[[ xX]\]\s+)?(.*)$/.exec(bare);
    if (bullet !== null) closeParagraph(reading, wrapped);
    reading.paragraph.push(bullet === null ? bare : bullet[1]!);
  }
  return false;
}

function readBlocks(body: string, warn: Warn): Reading {
  const lines = body.replace(/<!--[\s\S]*?-->/g, '').split(/\r\n?|\n/);
  const wrapped = isHardWrapped(lines);
  const reading: Reading = { blocks: [], paragraph: [], fence: null, titles: [] };
  for (let at = 0; at < lines.length; at++) if (readLine(reading, lines[at]!, lines[at + 1], wrapped, warn)) at++;
  closeParagraph(reading, wrapped);
  return reading;
}

/** A title printed in the text that differs from the metadata is one more name of the work: nothing of it is lost. */
export function withTitles(facts: Facts, titles: readonly string[]): Facts {
  const [first] = titles;
  if (facts.title === undefined) return first === undefined ? facts : { ...facts, title: first, aliases: [...(facts.aliases ?? []), ...titles.slice(1)] };
  return { ...facts, aliases: [...(facts.aliases ?? []), ...titles] };
}

export const markdownParser: Parser = {
  format: 'markdown',
  accepts: (file: SourceFile) => /\.(?:md|markdown)$/i.test(file.path),
  parse(file) {
    const { text, warnings } = decode(file.bytes, 'plain');
    const collected = [...warnings];
    const warn = (warning: string): void => void collected.push(warning);
    const { facts: own, body } = splitFrontMatter(text, warn);
    const reading = readBlocks(body, warn);
    const facts = withTitles(factsOf(file, own, warn), reading.titles);
    const frame = frameOf(file, facts, warn);
    // A file with a title and nothing else still says that: the title is then its text.
    const blocks: Block[] = reading.blocks.length > 0 ? reading.blocks : reading.titles.map((title) => ({ type: 'line', line: plainLine(title) }));
    const drafts = outline(blocks, { guidance: frame.type === 'guidance', language: frame.language });
    return [finishDocument(file, 'markdown', facts, frame, drafts, collected)];
  },
};
