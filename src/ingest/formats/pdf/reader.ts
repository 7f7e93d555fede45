/**
 * The border to pdf.js: the bytes of a PDF -> its pages as runs of glyphs with their places. Nothing is drawn, run or fetched: no
 * scripts, no forms, no fonts or character maps from anywhere; and everything is given back when the file is read.
 */
import { getResolvedPDFJS } from 'unpdf';
import { z } from 'zod';
import { messageOf, ResponsaError } from '../../../errors.js';
import { hearingOfDamage } from './damage.js';

/** Characters in one font, of one size, in one line, that the file draws in one go. */
export interface Run {
  readonly text: string;
  /** Place of its first character's base line, in points from the upper left corner of the page as a reader sees it. */
  readonly x: number;
  readonly y: number;
  /** Points along the base line. */
  readonly width: number;
  /** Height of the font in points. */
  readonly size: number;
  /** Where the base line runs to: 0 to the right, 90 down, in whole degrees. */
  readonly angle: number;
  /** pdf.js's name for the font: the same font has the same name on all pages of a file. */
  readonly font: string;
  readonly rightToLeft: boolean;
}

export interface Page {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
}

export interface PdfContents {
  readonly pages: readonly Page[];
  readonly title: string | null;
  /** `/Lang` of the file. */
  readonly language: string | null;
  /** Titles of all bookmarks, in order. */
  readonly bookmarks: readonly string[];
  /** Character maps that fonts of the file refer to and that are not in it; what is set in these fonts is missing. */
  readonly missingMaps: readonly string[];
  readonly warnings: readonly string[];
}

/** Pages of one file; the longest consolidated codes have about 5,000. */
const mostPages = 20_000;

/** Characters of one page. A page of small print has 10,000, a wall chart full of tables 50,000. */
const mostCharactersOfPage = 200_000;

const information = z.looseObject({ Title: z.string().nullish().catch(null), Language: z.string().nullish().catch(null) });

const notInFile = 'is not part of the file';

type Pdfjs = Awaited<ReturnType<typeof getResolvedPDFJS>>;
type PdfDocument = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>;
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;
type TextPiece = Awaited<ReturnType<PdfPage['getTextContent']>>['items'][number];

/** Without the zero bytes that a download of announced size leaves at its end when it breaks off; pdf.js would search them all. */
function trimmed(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}

/** `objects`: how many the file has. Throws ResponsaError('bad-source') when pdf.js cannot open the file, or a limit is passed. */
export async function readPdf(bytes: Uint8Array, objects: number): Promise<PdfContents> {
  const pdfjs = await getResolvedPDFJS();
  const wanted = new Set<string>();
  /** pdf.js asks it for files that are no part of the PDF; there are none. */
  class NoFurtherFiles {
    fetch({ filename }: { readonly filename: string }): Promise<never> {
      wanted.add(filename);
      return Promise.reject(new Error(`${filename} ${notInFile}`));
    }
  }
  const damage = new Set<string>();
  const loading = pdfjs.getDocument({
    // A copy: pdf.js takes the bytes it is given for itself.
    data: Uint8Array.from(trimmed(bytes)), verbosity: pdfjs.VerbosityLevel.WARNINGS, useSystemFonts: true, disableFontFace: true, useWorkerFetch: false, useWasm: false, enableXfa: false,
    disableAutoFetch: true, disableStream: true, isOffscreenCanvasSupported: false, stopAtErrors: false, BinaryDataFactory: NoFurtherFiles,
  });
  const contents = await hearingOfDamage(async () => {
    try {
      const document = await loading.promise.catch((error: unknown) => {
        throw cannotOpen(error);
      });
      return await readDocument(document, wanted, objects);
    } finally {
      await loading.destroy();
    }
  }, (message) => {
    if (!message.includes(notInFile)) damage.add(message);
  });
  return { ...contents, warnings: [...contents.warnings, ...damageWarnings([...damage])] };
}

/** Damaged parts that are reported one by one. */
const mostReported = 5;

function damageWarnings(messages: readonly string[]): string[] {
  const written = messages.slice(0, mostReported).map((message) => {
    if (message === 'Indexing all PDF objects') return 'its table of objects is damaged; the objects were looked for one by one';
    return `${/font/i.test(message) ? 'a font is damaged, and text that is set in it may be missing' : 'a part of the file is damaged'}: ${message}`;
  });
  return messages.length > mostReported ? [...written, `${messages.length - mostReported} more parts of the file are damaged`] : written;
}

function cannotOpen(error: unknown): ResponsaError {
  if (error instanceof Error && error.name === 'PasswordException') return new ResponsaError('bad-source', 'It is encrypted and opens with a password only.', 'Save it without a password (print it to PDF, or "qpdf --decrypt").', { cause: error });
  return new ResponsaError('bad-source', `It is no PDF that can be read: ${messageOf(error)}`, 'The file is damaged or cut short; fetch it again, or open it in another program and save it anew.', { cause: error });
}

async function readDocument(document: PdfDocument, wanted: ReadonlySet<string>, objects: number): Promise<PdfContents> {
  // Every page is an object of its own; a tree that names the same one again and again has no end.
  if (document.numPages > objects) throw new ResponsaError('bad-source', `It has ${document.numPages} pages, but only ${objects} objects of which they could be made.`, 'The file is damaged or made to do harm; open it in another program and save it anew.');
  if (document.numPages > mostPages) throw new ResponsaError('bad-source', `It has ${document.numPages} pages, more than ${mostPages}.`, 'Split it.');
  const warnings: string[] = [];
  const about = information.parse((await document.getMetadata().catch(() => null))?.info ?? {});
  const bookmarks = await readBookmarks(document);
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    try {
      pages.push(await readPage(document, number));
    } catch (error) {
      if (error instanceof ResponsaError) throw error;
      warnings.push(`page ${number} is damaged and left out: ${messageOf(error)}`);
    }
  }
  if (pages.length === 0) throw new ResponsaError('bad-source', `None of its pages can be read: ${warnings[0] ?? 'it has none'}.`, 'The file is damaged; fetch it again, or open it in another program and save it anew.');
  const missingMaps = [...wanted].filter((name) => name.endsWith('.bcmap')).map((name) => name.replace(/\.bcmap$/, ''));
  return { pages, title: about.Title ?? null, language: about.Language ?? null, bookmarks, missingMaps, warnings };
}

async function readPage(document: PdfDocument, number: number): Promise<Page> {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const toView = viewport.transform as readonly number[];
  const runs: Run[] = [];
  let characters = 0;
  const stream = page.streamTextContent({ includeMarkedContent: false }) as ReadableStream<{ readonly items: readonly TextPiece[]; readonly styles: Readonly<Record<string, { readonly vertical?: boolean }>> }>;
  const reader = stream.getReader();
  const vertical = new Set<string>();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    for (const [font, style] of Object.entries(chunk.value.styles)) if (style.vertical === true) vertical.add(font);
    for (const piece of chunk.value.items) {
      if (!('str' in piece)) continue;
      characters += piece.str.length;
      if (characters > mostCharactersOfPage) throw new ResponsaError('bad-source', `Page ${number} holds more than ${mostCharactersOfPage} characters.`, 'No page can be read that holds as many; the file is damaged or made to do harm.');
      if (piece.str.trim() !== '') runs.push(toRun(piece, toView, vertical.has(piece.fontName)));
    }
  }
  page.cleanup();
  return { number, width: viewport.width, height: viewport.height, runs };
}

/** A text matrix [a b c d e f], taken into the page as a reader sees it: y runs down, the page's own rotation undone. */
function toRun(piece: Extract<TextPiece, { str: string }>, view: readonly number[], vertical: boolean): Run {
  const [a, b, c, d, e, f] = piece.transform as [number, number, number, number, number, number];
  const [va, vb, vc, vd, ve, vf] = view as [number, number, number, number, number, number];
  const along = { x: va * a + vc * b, y: vb * a + vd * b };
  const up = { x: va * c + vc * d, y: vb * c + vd * d };
  const turned = Math.round((Math.atan2(along.y, along.x) * 180) / Math.PI);
  return {
    text: piece.str,
    x: va * e + vc * f + ve, y: vb * e + vd * f + vf,
    width: vertical ? piece.height : piece.width, size: Math.hypot(up.x, up.y) || Math.hypot(along.x, along.y),
    angle: ((vertical ? turned + 90 : turned) + 360) % 360, font: piece.fontName, rightToLeft: piece.dir === 'rtl',
  };
}

/** How deep and how many bookmarks are looked at. */
const mostBookmarks = 20_000;

async function readBookmarks(document: PdfDocument): Promise<string[]> {
  const outline = await document.getOutline().catch(() => null);
  const titles: string[] = [];
  const pending = [...(outline ?? [])].reverse();
  for (let bookmark = pending.pop(); bookmark !== undefined && titles.length < mostBookmarks; bookmark = pending.pop()) {
    titles.push(bookmark.title);
    pending.push(...[...bookmark.items as typeof pending].reverse());
  }
  return titles;
}
