/** Markdown with front matter: our own collections, those of other makers (`front-matter.ts`), guidance written in Markdown. */
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { messageOf, ResponsaError } from '../../../errors.js';
import { decode } from '../../decode.js';
import { plainLine, isDraft, type Draft } from '../../tree/draft.js';
import { factsOf, finishDocument, frameOf, readFacts, type Facts } from '../../metadata.js';
import { outline, type Block } from '../../tree/outline.js';
import type { Parser, SourceFile } from '../../parser.js';
import { readMarkdown } from './blocks.js';
import { withRepeals } from './notes.js';

type Warn = (warning: string) => void;

/** A line of front matter that begins neither a key nor an item, nor is indented: the rest of a text in quotation marks. */
const brokenLine = /\n(?!$)(?![\s#-])(?![A-Za-z_][\w-]*:)/g;

/** How deep brackets may nest in front matter: no metadata does beyond two, and the YAML parser takes seconds to give up at some thousand. */
const deepestBrackets = 100;

function bracketDepth(yaml: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of yaml.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The entries of the front matter; texts that some makers break without indenting the next line are joined again. */
function readYaml(yaml: string): Record<string, unknown> {
  if (bracketDepth(yaml) > deepestBrackets) throw new RangeError(`brackets are nested deeper than ${deepestBrackets}`);
  const entries = z.record(z.string(), z.unknown());
  try {
    return entries.parse(parseYaml(yaml) ?? {});
  } catch (error) {
    const joined = yaml.replace(brokenLine, ' ');
    if (joined === yaml) throw error;
    return entries.parse(parseYaml(joined) ?? {});
  }
}

/** The front matter between two lines `---`, and the rest. */
function splitFrontMatter(text: string, warn: Warn): { readonly facts: Facts; readonly body: string } {
  const match = /^---[ \t]*\r?\n(?<yaml>[\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text);
  if (match === null) return { facts: {}, body: text };
  let entries: Record<string, unknown>;
  try {
    entries = readYaml(match.groups!.yaml!);
  } catch (error) {
    throw new ResponsaError('bad-source', `Its front matter is no YAML mapping: ${messageOf(error).split('\n')[0]!}`, 'Expected "key: value" lines between two lines "---"; put values with a colon in quotation marks.', { cause: error });
  }
  return { facts: readFacts(entries, warn), body: text.slice(match[0].length) };
}

/** A title printed in the text that differs from the metadata is one more name of the work: nothing of it is lost. */
export function withTitles(facts: Facts, titles: readonly string[]): Facts {
  const [first] = titles;
  if (facts.title === undefined) return first === undefined ? facts : { ...facts, title: first, aliases: [...(facts.aliases ?? []), ...titles.slice(1)] };
  return { ...facts, aliases: [...(facts.aliases ?? []), ...titles] };
}

/** Sections and articles that directly follow one with the same number: versions of one provision, or a damaged file. */
function warnOfRepeated(drafts: readonly Draft[], warn: Warn): void {
  const repeated: string[] = [];
  const visit = (siblings: readonly Draft[]): void => {
    for (const [at, draft] of siblings.entries()) {
      if (['section', 'article', 'rule'].includes(draft.kind)) {
        if (draft.number !== null && draft.number === siblings[at - 1]?.number) repeated.push(draft.number);
      } else visit(draft.content.filter(isDraft));
    }
  };
  visit(drafts);
  if (repeated.length === 0) return;
  const more = repeated.length > 1 ? `, and ${repeated.length - 1} more` : '';
  warn(`provisions stand there more than once in a row, and nothing says which is in force when: "${repeated[0]!}"${more}; all are kept`);
}

export const markdownParser: Parser = {
  format: 'markdown',
  accepts: (file: SourceFile) => /\.(?:md|markdown)$/i.test(file.path),
  parse(file) {
    const { text, warnings } = decode(file.bytes, 'plain');
    const collected = [...warnings];
    const warn = (warning: string): void => void collected.push(warning);
    const { facts: own, body } = splitFrontMatter(text, warn);
    const given = factsOf(file, own, warn);
    const frame = frameOf(file, given, warn);
    const about = { guidance: frame.type === 'guidance', language: frame.language };
    const reading = readMarkdown(body, about, warn);
    const facts = withTitles(given, reading.titles);
    // A file with a title and nothing else still says that: the title is then its text.
    const blocks: readonly Block[] = reading.blocks.length > 0 ? reading.blocks : reading.titles.map((title) => ({ type: 'line', line: plainLine(title) }));
    const outlined = outline(blocks, about);
    const drafts = reading.hasNotes ? withRepeals(outlined) : outlined;
    if (!about.guidance) warnOfRepeated(drafts, warn);
    return [finishDocument(file, 'markdown', facts, frame, [...drafts, ...reading.notes], collected)];
  },
};
