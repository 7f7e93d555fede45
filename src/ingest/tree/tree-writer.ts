/**
 * Writes drafts into the one text of an expression and hands out the spans. Every provision begins on a line of its own: headed
 * units with the line of number and heading, the others with their number before their first line; no line is empty.
 *
 *   § 5 Hundesteuer            section   span from here, body from the next line
 *   (1) Steuerpflichtig ist    subsection, body behind "(1) "
 *   a) wer einen Hund hält,    paragraph
 *   und wer ihn führt.         a line of the subsection
 */
import type { Citation } from '../../citation.js';
import type { DefinedTerm, PageStart, Provision, ProvisionStatus } from '../../document.js';
import { fold, isDraft, type Draft, type Line } from './draft.js';
import { assignIdentifiers, headedKinds } from './identifiers.js';
import { longestLine, referencesIn } from './references.js';
import { createResolver } from './resolver.js';

export interface Tree {
  readonly text: string;
  readonly provisions: readonly Provision[];
  readonly pages: readonly PageStart[];
  readonly terms: readonly DefinedTerm[];
  readonly warnings: readonly string[];
}

const introductoryKinds = new Set(['preface', 'preamble']);
const repealedWord = String.raw`(?:repealed|revoked|aufgehoben|weggefallen|abrogée?s?|supprimée?s?|ملغاة|ملغى|ملغاه|削除|廃止|kehtetu)(?!\p{L})`;
/** `(repealed)` at the end of a heading, or the word alone; not "Repealed by-laws". */
const repealedHeading = new RegExp(String.raw`[([（【]\s*${repealedWord}[^()[\]]*[)\]）】]\.?$|^${repealedWord}\s*[.。]?$`, 'iu');
/** `[Kehtetu – RT I …]`, `(aufgehoben)`, `Repealed.` as the whole text. */
const repealedText = new RegExp(String.raw`^[([（【]\s*${repealedWord}.*[)\]）】]\.?$|^${repealedWord}\s*[.。]?$`, 'iu');

/** What the source says in words: a heading or whole text `(repealed)`, `(aufgehoben)`, `[Kehtetu – RT I …]`. */
function statusInWords(draft: Draft): ProvisionStatus {
  const first = draft.content[0];
  const onlyLine = draft.content.length === 1 && first !== undefined && !isDraft(first) ? first.text : '';
  return repealedHeading.test(draft.heading ?? '') || repealedText.test(onlyLine) ? 'repealed' : 'in-force';
}

/** The heading line, or `null` for a provision whose number stands before its first line. */
function headLine(draft: Draft): string | null {
  if (draft.heading === null && !headedKinds.has(draft.kind)) return null;
  const joined = [draft.number, draft.heading].filter((part) => part !== null && part !== '').join(' ');
  const line = fold(draft.printed ?? joined);
  return line === '' ? null : line;
}

/** `drafts` as `withoutEmpty` leaves them; `status` is that of the expression where the source gives it one. */
export function writeTree(drafts: readonly Draft[], about: { work: string; language: string; names: readonly string[]; status: ProvisionStatus | null }): Tree {
  const { eIds, warnings } = assignIdentifiers(drafts);
  const resolver = createResolver(drafts, eIds, about);
  const lines: string[] = [];
  const pages: PageStart[] = [];
  const terms: DefinedTerm[] = [];
  let length = 0;
  const write = (line: string): number => {
    const start = lines.length === 0 ? 0 : length + 1;
    lines.push(line);
    length = start + line.length;
    return start;
  };
  const notePage = (page: number | undefined, start: number): void => {
    if (page !== undefined && page !== pages.at(-1)?.page) pages.push({ page, start });
  };
  let unsearched = 0;
  const writeDraft = (draft: Draft): Provision => {
    const references: Citation[] = [];
    const provisions: Provision[] = [];
    const head = headLine(draft);
    let start: number | null = head === null ? null : write(head);
    if (start !== null) notePage(draft.page, start);
    let bodyStart: number | null = null;
    let runIn = head === null && draft.number !== null ? fold(draft.number) : '';
    const first = draft.content[0];
    if (runIn !== '' && (first === undefined || isDraft(first))) {
      start = write(runIn);
      runIn = '';
    }
    for (const content of draft.content) {
      if (isDraft(content)) {
        const inner = writeDraft(content);
        provisions.push(inner);
        start ??= inner.span.start;
        bodyStart ??= inner.span.start;
        continue;
      }
      const prefix = runIn === '' ? '' : `${runIn} `;
      runIn = '';
      const at = write(prefix + content.text);
      start ??= at;
      const textAt = at + prefix.length;
      bodyStart ??= textAt;
      notePage(content.page, at);
      for (const term of content.terms ?? []) terms.push({ ...term, span: { start: term.span.start + textAt, end: term.span.end + textAt } });
      if (content.text.length > longestLine) unsearched += 1;
      references.push(...referencesIn(content, textAt, resolver, draft, introductoryKinds.has(draft.kind) || content.citesElsewhere === true));
    }
    const end = length;
    const span = { start: start ?? end, end };
    return {
      eId: eIds.get(draft)!, kind: draft.kind, number: draft.number, heading: draft.heading, span, body: { start: bodyStart ?? end, end },
      inForce: draft.inForce, status: draft.status ?? about.status ?? statusInWords(draft), references, provisions,
    };
  };
  const provisions = drafts.map(writeDraft);
  const unread = unsearched === 0 ? [] : [`${unsearched} ${unsearched === 1 ? 'line is' : 'lines are'} longer than ${longestLine} characters; references written out there are not looked for`];
  return { text: lines.join('\n'), provisions, pages, terms, warnings: [...warnings, ...unread] };
}

/** A draft that prints nothing at all (an empty element) has no place in the text. */
function isFilled(draft: Draft): boolean {
  return (draft.number ?? '') !== '' || (draft.heading ?? '') !== '' || draft.content.some((content) => !isDraft(content) || isFilled(content));
}

/** Drops drafts that print nothing, at every level; what has none of them is returned as it is. */
export function withoutEmpty(drafts: readonly Draft[]): Draft[] {
  return drafts.filter(isFilled).map((draft) => {
    if (draft.content.every(isWhole)) return draft;
    return { ...draft, content: draft.content.flatMap((content: Line | Draft): (Line | Draft)[] => (isDraft(content) ? withoutEmpty([content]) : content.text === '' ? [] : [content])) };
  });
}

/** True when nothing in it is empty. */
function isWhole(content: Line | Draft): boolean {
  return isDraft(content) ? isFilled(content) && content.content.every(isWhole) : content.text !== '';
}

/** A warning naming the provisions that `withoutEmpty` drops; `null` when it drops none. An empty preface or table of contents is no loss. */
export function warnOfEmpty(drafts: readonly Draft[]): string | null {
  const empty: Draft[] = [];
  const visit = (draft: Draft): void => {
    if (!isFilled(draft)) {
      if (!unnumberedKinds.has(draft.kind)) empty.push(draft);
      return;
    }
    for (const content of draft.content) if (isDraft(content)) visit(content);
  };
  drafts.forEach(visit);
  const [first] = empty;
  if (first === undefined) return null;
  const many = empty.length === 1 ? 'provision prints nothing and is' : 'provisions print nothing and are';
  return `${empty.length} ${many} left out, the first: ${first.kind} "${first.eId ?? ''}"`;
}

const unnumberedKinds = new Set(['preface', 'preamble', 'conclusions', 'body', 'notes', 'note', 'toc']);
