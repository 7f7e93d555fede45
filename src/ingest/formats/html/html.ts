/**
 * Web pages: law with a `section` per provision, law made from Akoma Ntoso, and guidance with headings. Menus, banners, footers and
 * scripts are left out.
 *
 *   decode › html-tree (parse5, limited) › html-facts (head, JSON-LD, dates) ┐
 *                                        › html-furniture (what is no text)  ├› html-blocks › outline › finishDocument
 */
import { decode } from '../../decode.js';
import { factsOf, finishDocument, frameOf, type Facts, type Frame } from '../../metadata.js';
import { newDraft, plainLine, type Draft } from '../../tree/draft.js';
import { outline } from '../../tree/outline.js';
import type { Parser, SourceFile } from '../../parser.js';
import { withLanguage } from '../detected-language.js';
import { akomaPageFacts, akomaRoot, readAkomaPage } from './akoma.js';
import { readBlocks } from './blocks.js';
import { readPageFacts, titleOutside } from './facts.js';
import { pageContext } from './furniture.js';
import { elements, mainElement, parseHtml, textContent, type HtmlElement, type HtmlNode } from './tree.js';
import { withTitles } from '../markdown/markdown.js';

type Warn = (warning: string) => void;

interface Page {
  readonly facts: Facts;
  readonly frame: Frame;
  readonly drafts: readonly Draft[];
}

/** A page that has no structure but that of HTML. */
async function readPage(file: SourceFile, page: HtmlNode, all: readonly HtmlElement[], warn: Warn): Promise<Page> {
  const { element, isMain } = mainElement(all, page);
  const { facts, changed } = readPageFacts(all, element, warn);
  const { blocks, titles, notes } = readBlocks(element, pageContext(all, isMain), warn);
  const text = blocks.flatMap((block) => (block.type === 'end' ? [] : [block.line.text])).join('\n');
  const own = await withLanguage(factsOf(file, facts, warn), file, text);
  const frame = frameOf(file, own, warn);
  const guidance = frame.type === 'guidance';
  const named = withTitles(guidance && own.from === undefined && changed !== undefined ? { ...own, from: changed } : own, titles);
  const title = named.title ?? titleOutside(all);
  const drafts = [...outline(blocks, { guidance, language: frame.language }), ...notes];
  // A page with a title and nothing else still says that: the title is then its text.
  const only = drafts.length === 0 && titles.length > 0 ? [newDraft('body', { content: titles.map(plainLine) })] : drafts;
  return { facts: title === undefined ? named : { ...named, title }, frame, drafts: only };
}

/** A page whose elements carry the names of Akoma Ntoso. */
async function readLaw(file: SourceFile, root: HtmlElement, all: readonly HtmlElement[], warn: Warn): Promise<Page> {
  const { facts } = readPageFacts(all, root, warn);
  const own = await withLanguage(factsOf(file, { ...facts, ...akomaPageFacts(file.path, all) }, warn), file, textContent(root));
  const frame = frameOf(file, own, warn);
  return { facts: own, frame, drafts: readAkomaPage(root, all, frame.language, warn) };
}

export const htmlParser: Parser = {
  format: 'html',
  accepts: (file) => /\.x?html?$/i.test(file.path),
  async parse(file) {
    const { text, warnings } = decode(file.bytes, 'html');
    const collected = [...warnings];
    const warn: Warn = (warning) => void collected.push(warning);
    const page = parseHtml(text, warn);
    const all = [...elements(page)];
    const root = akomaRoot(all);
    const { facts, frame, drafts } = await (root === null ? readPage(file, page, all, warn) : readLaw(file, root, all, warn));
    return [finishDocument(file, 'html', facts, frame, drafts, collected)];
  },
};
