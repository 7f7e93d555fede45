/** Text as the rest of the program sees it: code points, sentences, digests. */
import { createHash } from 'node:crypto';

/** UTF-16 offsets `[start, end)` into the text of one expression. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** sha-256 of a string (as UTF-8) or of bytes, hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** The span without white space at its two ends; `null` when nothing else is in it. */
export function trimSpan(text: string, span: Span): Span | null {
  let { start, end } = span;
  while (start < end && /\s/u.test(text[start]!)) start++;
  while (end > start && /\s/u.test(text[end - 1]!)) end--;
  return start < end ? { start, end } : null;
}

/** The lines of `span` that hold more than white space, trimmed. A line is a unit of layout: paragraph, item, table row. */
export function linesOf(text: string, span: Span = { start: 0, end: text.length }): Span[] {
  const lines: Span[] = [];
  let start = span.start;
  while (start < span.end) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 || newline > span.end ? span.end : newline;
    const line = trimSpan(text, { start, end });
    if (line !== null) lines.push(line);
    start = end + 1;
  }
  return lines;
}
