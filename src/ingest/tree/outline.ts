/**
 * Headings and lines in reading order -> provisions. Headings nest by level; containers of one level by the rank of their kind, as a
 * chapter stands in a title where the source prints both alike. What stands below a heading is read by `enumerations.ts`.
 */
import type { Period, ProvisionStatus } from '../../document.js';
import { isDraft, type Draft, type Line } from './draft.js';
import { addLine, openDraft, type Enumerating, type NumberedLine, type OpenDraft } from './enumerations.js';
import { letteredHeading, parseHeading, rankOf, type Heading } from './headings.js';
import { headedKinds } from './identifiers.js';

export { itemKind, type ListNumber } from './enumerations.js';

/** What hangs on a heading or a line. */
interface Attached {
  /** Drafts of kind `note`: they stand at the end of the provision to which the heading or line belongs. */
  readonly notes?: readonly Draft[];
  /** Identifiers by which the source's links name the place. */
  readonly anchors?: readonly string[];
}

export type Block =
  | Attached & {
      readonly type: 'heading';
      readonly level: number;
      readonly line: Line;
      /** Parsed already (plain text), or left to `parseHeading`. */
      readonly parsed?: Heading;
      readonly eId?: string | null;
      readonly inForce?: Period | null;
      readonly status?: ProvisionStatus | null;
    }
  | Attached & NumberedLine & { readonly type: 'line' }
  /** The element that began with a heading of this level is over. */
  | { readonly type: 'end'; readonly level: number };

type HeadingBlock = Extract<Block, { readonly type: 'heading' }>;

interface Open extends Enumerating {
  readonly level: number;
  /** Of a container, see `rankOf`; `null` for units that hold nothing of their own level. */
  readonly rank: number | null;
}

export interface OutlineOptions {
  /** Headings are no numbered units but `h_1`, `h_2` … in order of appearance. */
  readonly guidance: boolean;
  readonly language: string;
}

/** What has been read so far. */
interface Reading {
  readonly about: OutlineOptions;
  readonly top: Draft[];
  /** The units that are open, outermost first. */
  readonly stack: Open[];
  /** The headings that name their unit: `§ 5`, `Art. 5`, `Part II`. Where one is a section or article, bare numbers are none. */
  readonly named: ReadonlyMap<Block, Heading>;
  readonly hasNamedUnits: boolean;
  readonly hasHeadings: boolean;
  /** Notes wait until their provision's own text is complete. */
  readonly noted: Map<OpenDraft, Draft[]>;
  headings: number;
}

const basicKinds = new Set(['section', 'article', 'rule']);
/** Level of the lines before the first heading: any heading ends them. */
const belowAllHeadings = 99;

const kindsOfIdentifiers: readonly (readonly [RegExp, string])[] = [
  [/^(?:.*__)?sec(?:tion)?[_-]/, 'section'], [/^(?:.*__)?art(?:icle)?[_-]/, 'article'], [/^(?:part|pt)[_-]/, 'part'], [/^(?:chp|chapter)[_-]/, 'chapter'],
  [/^(?:.*__)?(?:schedule|sched|annex|att)/, 'schedule'], [/^preamble/, 'preamble'],
];

function parse({ about, named, hasNamedUnits, stack }: Reading, block: HeadingBlock): Heading | null {
  const found = named.get(block) ?? null;
  if (found !== null || about.guidance || block.parsed !== undefined) return found;
  const inSchedule = stack.some((open) => open.kind === 'schedule' && open.level < block.level);
  return letteredHeading(block.line.text, about.language) ?? (hasNamedUnits && !inSchedule ? null : parseHeading(block.line.text, about.language, true));
}

/** True when a unit of that level and rank cannot stand in `open`. */
function ends(open: Open, level: number, rank: number | null): boolean {
  if (open.level !== level) return open.level > level;
  return open.rank === null || rank === null || open.rank >= rank;
}

/** The rank by which the heading nests among those of its level; a heading without number stands beside the last of them. */
function rankAmong(stack: readonly Open[], level: number, kind: string, parsed: Heading | null): number | null {
  if (basicKinds.has(kind) || kind === 'schedule') return null;
  if (parsed === null) return stack.findLast((open) => open.level === level)?.rank ?? null;
  return parsed.rank ?? rankOf(kind);
}

function push({ stack, top }: Reading, open: Open): void {
  while (stack.length > 0 && ends(stack.at(-1)!, open.level, open.rank)) stack.pop();
  (stack.at(-1)?.draft.content ?? top).push(open.draft);
  stack.push(open);
}

function attach({ noted }: Reading, draft: OpenDraft, { notes = [], anchors = [] }: Attached): void {
  draft.anchors.push(...anchors);
  const waiting = noted.get(draft);
  if (waiting !== undefined) waiting.push(...notes);
  else if (notes.length > 0) noted.set(draft, [...notes]);
}

function readHeading(reading: Reading, block: HeadingBlock, level: number): void {
  const { guidance } = reading.about;
  const given = guidance ? null : (block.eId ?? null);
  const parsed = parse(reading, block);
  const byIdentifier = given === null ? undefined : kindsOfIdentifiers.find(([pattern]) => pattern.test(given))?.[1];
  const kind = byIdentifier ?? parsed?.kind ?? 'hcontainer';
  const isCounted = guidance || kind === 'hcontainer';
  if (isCounted) reading.headings += 1;
  const runIn = parsed?.runIn ?? null;
  const printed = runIn === null ? block.line.text : block.line.text.slice(0, -runIn.length);
  const page = block.line.page === undefined ? {} : { page: block.line.page };
  const draft = openDraft(kind, {
    eId: isCounted ? `h_${reading.headings}` : byIdentifier === undefined ? null : given,
    number: parsed?.number ?? null, heading: parsed === null ? block.line.text : parsed.heading, printed, ...page,
    inForce: block.inForce ?? null, status: block.status ?? null,
  });
  const unit: Open = { kind, draft, level, rank: rankAmong(reading.stack, level, kind, parsed), items: [], last: draft };
  push(reading, unit);
  attach(reading, draft, block);
  if (runIn !== null) unit.last = addLine(unit, { line: { ...page, text: runIn, marks: [] } });
}

function readLine(reading: Reading, block: Extract<Block, { readonly type: 'line' }>): void {
  const { stack, top, hasHeadings } = reading;
  if (stack.length === 0) {
    const kind = hasHeadings ? (top.length === 0 ? 'preamble' : 'hcontainer') : 'body';
    const draft = openDraft(kind, {});
    push(reading, { kind, draft, level: belowAllHeadings, rank: null, items: [], last: draft });
  }
  const unit = stack.at(-1)!;
  unit.last = addLine(unit, block);
  attach(reading, unit.last, block);
}

/**
 * Level by which each block nests, by its place. A heading printed deeper than the article that directly follows it (`###### II. Fees`
 * before `##### Art. 6`) does not belong to the article before it: it stands just above the one it heads.
 */
function levelsOf(blocks: readonly Block[], isBasic: (block: HeadingBlock) => boolean): readonly number[] {
  const levels = blocks.map((block) => (block.type === 'heading' ? block.level : 0));
  let headed: number | null = null;
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at]!;
    if (block.type !== 'heading') headed = null;
    else if (isBasic(block)) headed = block.level;
    else if (headed !== null && block.level > headed) levels[at] = headed - 0.5;
    else headed = null;
  }
  return levels;
}

/** Notes stand behind a provision's own text: before the first headed unit in it, or at its end. */
function placeNotes(draft: OpenDraft, notes: readonly Draft[]): void {
  const firstHeaded = draft.content.findIndex((content) => isDraft(content) && headedKinds.has(content.kind));
  draft.content.splice(firstHeaded === -1 ? draft.content.length : firstHeaded, 0, ...notes);
}

/** The headings that name their unit, parsed. */
function namedHeadings(blocks: readonly Block[], { guidance, language }: OutlineOptions): ReadonlyMap<Block, Heading> {
  const named = new Map<Block, Heading>();
  for (const block of blocks) {
    if (block.type !== 'heading') continue;
    const heading = block.parsed ?? (guidance ? null : parseHeading(block.line.text, language, false));
    if (heading !== null) named.set(block, heading);
  }
  return named;
}

/**
 * The tree of the blocks. Lines before the first heading become a provision of kind `preamble`, or `body` when there is no heading at
 * all.
 */
export function outline(blocks: readonly Block[], about: OutlineOptions): Draft[] {
  const named = namedHeadings(blocks, about);
  const isBasic = (block: Block): boolean => basicKinds.has(named.get(block)?.kind ?? '');
  const reading: Reading = {
    about, top: [], stack: [], noted: new Map(), headings: 0, named, hasNamedUnits: [...named.keys()].some(isBasic), hasHeadings: blocks.some((block) => block.type === 'heading'),
  };
  const levels = levelsOf(blocks, isBasic);
  for (const [at, block] of blocks.entries()) {
    if (block.type === 'heading') readHeading(reading, block, levels[at]!);
    else if (block.type === 'line') readLine(reading, block);
    else while (reading.stack.length > 0 && reading.stack.at(-1)!.level >= block.level) reading.stack.pop();
  }
  for (const [draft, notes] of reading.noted) placeNotes(draft, notes);
  return reading.top;
}
