/**
 * DOCX: law and guidance as word processors keep them. The parts of the archive are read as they are; list numbers, which the file
 * does not hold, are counted as Word counts them (docs/decisions/0006).
 *
 *   archive -> parts -> styles, lists -> paragraphs and rows as shown -> headings and lines -> outline -> document
 */
import type { Draft } from '../../tree/draft.js';
import { fold } from '../../tree/draft.js';
import { factsOf, finishDocument, frameOf, fromFileName, type Facts } from '../../metadata.js';
import { outline } from '../../tree/outline.js';
import type { Parser, SourceFile } from '../../parser.js';
import { createBodyReader, type BodyReading, type Shown } from './body.js';
import { readWordParts, type WordParts } from './container.js';
import { createFields } from './fields.js';
import { createNotes } from './notes.js';
import { createCounter, readLists } from './numbering.js';
import { toBlocks } from './outline.js';
import { readProperties, type Properties } from './properties.js';
import { readStyles } from './styles.js';
import { createTally, type Tally } from './tally.js';
import { withTitles } from '../markdown/markdown.js';
import { childAt, childElements, descendants, textOfElement, type XmlElement } from '../xml-tree.js';

type Warn = (warning: string) => void;

interface ReadBody {
  readonly shown: readonly Shown[];
  /** In which most of the text is marked; `undefined`: it is not marked. */
  readonly language: string | undefined;
}

function readBody(parts: WordParts, tally: Tally, warn: Warn): ReadBody {
  const styles = readStyles(parts.styles);
  const lists = readLists(parts.numbering, styles);
  const body = childAt(parts.document, 'body') ?? parts.document;
  const sections = [...childElements(body).flatMap((block) => childAt(block, 'pPr', 'sectPr') ?? []), ...childElements(body).filter((block) => block.name === 'sectPr')];
  const notes = createNotes({ footnotes: parts.footnotes, endnotes: parts.endnotes, settings: parts.settings, sections }, (note) => createBodyReader({ ...reading, fields: createFields() })(note));
  const reading: BodyReading = {
    styles, lists, tally, relationships: parts.relationships, fieldsBalance: parts.fieldsBalance, fields: createFields(), languages: new Map(),
    count: createCounter(lists, warn), noteAt: (kind, id, mark) => notes.noteAt(kind, id, mark), endSection: () => notes.endSection(),
  };
  const shown = createBodyReader(reading)(body);
  const [language] = [...reading.languages].sort((a, b) => b[1] - a[1])[0] ?? [];
  return { shown, language };
}

/** Running heads and feet are no text of the law; what they say is mentioned. */
function mentionMargins(margins: readonly XmlElement[], warn: Warn): void {
  const texts = [...new Set(margins.map((margin) => fold([...descendants(margin)].filter((each) => each.name === 't').map(textOfElement).join(''))))].filter((text) => /\p{L}/u.test(text));
  const shown = texts.slice(0, 3).map((text) => `"${text.slice(0, 60)}"`).join(', ');
  if (texts.length > 0) warn(`its running heads and feet are left out: ${shown}${texts.length > 3 ? ` and ${texts.length - 3} more` : ''}`);
}

/** The side file's title before the custom properties', those before the printed one, that before `dc:title`. */
function settleTitle(facts: Facts, printed: string | null, { coreTitle }: Properties, warn: Warn): Facts {
  if (printed === null) return facts.title === undefined && coreTitle !== undefined ? { ...facts, title: coreTitle } : facts;
  const names = [facts.title, ...(facts.aliases ?? []), printed].map((name) => name?.toLowerCase());
  if (coreTitle !== undefined && !names.includes(coreTitle.toLowerCase())) warn(`its properties call it "${coreTitle}"; the title printed in the text is used`);
  return withTitles(facts, [printed]);
}

/** The language in which a word processor marks text is often that of the machine it was typed on: it stands behind all that people say. */
function withLanguage(facts: Facts, file: SourceFile, marked: string | undefined): Facts {
  const isSaid = facts.language !== undefined || fromFileName(file.path).language !== undefined || file.collection.language !== undefined;
  return isSaid || marked === undefined ? facts : { ...facts, language: marked };
}

export const docxParser: Parser = {
  format: 'docx',
  // The others are refused with the advice to save them as DOCX.
  accepts: (file) => /\.(?:docx|docm|dotx|dotm|doc|dot|odt|ott|rtf)$/i.test(file.path),
  async parse(file) {
    const warnings: string[] = [];
    const warn = (warning: string): void => void warnings.push(warning);
    const tally = createTally();
    const parts = await readWordParts(file.bytes, warn);
    const properties = readProperties(parts, warn);
    const { shown, language } = readBody(parts, tally, warn);
    const own = withLanguage(factsOf(file, properties.facts, warn), file, language ?? properties.coreLanguage);
    const frame = frameOf(file, own, warn);
    const guidance = frame.type === 'guidance';
    const { blocks, title, titleNotes } = toBlocks(shown, { guidance, language: frame.language, isNamed: own.title !== undefined || properties.coreTitle !== undefined });
    const facts = settleTitle(own, title, properties, warn);
    tally.add('comment', parts.comments === null ? 0 : childElements(parts.comments).filter((each) => each.name === 'comment').length);
    mentionMargins(parts.margins, warn);
    // A file with a title and nothing else still says that: the title is then its text.
    const text = blocks.length > 0 || title === null ? blocks : [{ type: 'line' as const, line: { text: title, marks: [] } }];
    const drafts: Draft[] = [...titleNotes, ...outline(text, { guidance, language: frame.language })];
    return [finishDocument(file, 'docx', facts, frame, drafts, [...warnings, ...tally.warnings()])];
  },
};
