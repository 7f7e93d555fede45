/**
 * PDF with text. A PDF knows glyphs and places, and nothing of words, lines, paragraphs or headings; they are read off the page as a
 * person reads them:
 *
 *   runs of glyphs   reader       the border to pdf.js; safety looks first
 *   lines            lines        what stands on one base line
 *   no furniture     furniture    without running heads and page numbers
 *   regions          columns      columns one after the other, tables apart
 *   no footnotes     notes        they come back behind what refers to them
 *   paragraphs       paragraphs   lines joined, hyphens; rows of tables, tables
 *   parts            contents     what stands before a printed table of contents, the table, the text
 *   blocks           headings     headings by number and layout; then the tree that every format shares
 */
import type { LegalDocument } from '../../../document.js';
import { ResponsaError } from '../../../errors.js';
import { definedOnly, factsOf, finishDocument, frameOf } from '../../metadata.js';
import type { Parser, SourceFile } from '../../parser.js';
import { newDraft, type Draft } from '../../tree/draft.js';
import { outline } from '../../tree/outline.js';
import { withTitles } from '../markdown/markdown.js';
import { regionsOf } from './columns.js';
import { partsOf } from './contents.js';
import { furnitureWarning, withoutFurniture } from './furniture.js';
import { blocksOf, bodyStyleOf, titleKey } from './headings.js';
import { vocabularyOf } from './hyphens.js';
import { frameOf as pageFrame, mostOf, textOfLine } from './lines.js';
import { withoutNotes, type Footnote } from './notes.js';
import { paragraphsOf, type Paragraph } from './paragraphs.js';
import { readPdf, type PdfContents } from './reader.js';
import { checkPdf, isPdf } from './safety.js';
import { checkText } from './text.js';
import { titleOf, writtenTitle } from './title.js';

type Warn = (warning: string) => void;

interface Text {
  readonly paragraphs: readonly Paragraph[];
  readonly notes: readonly Footnote[];
}

/** The text of the pages in reading order, without what stands at their edges. */
function textOf(contents: PdfContents, warn: Warn): Text {
  const { frames, removed } = withoutFurniture(contents.pages.map(pageFrame));
  if (removed.size > 0) warn(furnitureWarning(removed));
  const found = frames.flatMap(regionsOf);
  const lines = found.flatMap((region) => region.lines);
  if (lines.length === 0) throw new ResponsaError('bad-source', 'Its pages hold nothing but running heads and page numbers.', 'Expected a document; remove the file.');
  const size = mostOf(lines.flatMap((line) => line.words), (word) => Math.round(word.size * 2) / 2);
  const vocabulary = vocabularyOf(lines.map(textOfLine));
  const { regions, notes } = withoutNotes(found, size, vocabulary);
  return { paragraphs: paragraphsOf(regions, vocabulary), notes };
}

function part(kind: string, paragraphs: readonly Paragraph[]): Draft[] {
  return paragraphs.length === 0 ? [] : [newDraft(kind, { content: paragraphs.map(({ text, page }) => ({ text, marks: [], page })) })];
}

function tableOfContents([caption, ...entries]: readonly Paragraph[]): Draft[] {
  return part('toc', entries).map((draft) => ({ ...draft, eId: 'toc', heading: caption!.text, page: caption!.page }));
}

function assemble(file: SourceFile, contents: PdfContents, warnings: readonly string[], warn: Warn): LegalDocument {
  const { paragraphs, notes } = textOf(contents, warn);
  const { before, contents: table, after } = partsOf(paragraphs);
  const body = bodyStyleOf(after);
  // Word processors write their own language into every file; what people say of a collection is surer.
  const language = file.collection.language === undefined ? (contents.language ?? undefined) : undefined;
  const own = definedOnly(factsOf(file, definedOnly({ language }), warn));
  const frame = frameOf(file, own, warn);
  const title = titleOf(before, after, body, contents.title, frame.language);
  const facts = withTitles(own, [title?.text ?? writtenTitle(contents.title, paragraphs)].filter((text) => text !== undefined));
  const others = (each: readonly Paragraph[]): Paragraph[] => each.filter((paragraph) => paragraph !== title?.paragraph);
  const guidance = frame.type === 'guidance';
  const blocks = blocksOf(others(after), body, { language: frame.language, guidance, bookmarks: new Set(contents.bookmarks.map(titleKey)), notes });
  return finishDocument(file, 'pdf', facts, frame, [...part('preface', others(before)), ...tableOfContents(table), ...outline(blocks, { guidance, language: frame.language })], warnings);
}

export const pdfParser: Parser = {
  format: 'pdf',
  accepts: (file) => /\.pdf$/i.test(file.path) || (!/\.[^./]+$/.test(file.path) && isPdf(file.bytes.subarray(0, 8))),
  async parse(file) {
    const objects = checkPdf(file.bytes);
    const contents = await readPdf(file.bytes, objects);
    const warnings = [...contents.warnings];
    const warn = (warning: string): void => void warnings.push(warning);
    checkText(contents, warn);
    return [assemble(file, contents, warnings, warn)];
  },
};
