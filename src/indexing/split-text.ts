/** Long text -> pieces: at lines, then sentences, then words. */
import type { LegalDocument, Span } from '../document.js';
import { sentencesOf } from '../sentences.js';
import { linesOf, trimSpan } from '../text.js';

/** Weighted length of a span: characters, East Asian ones counting three, because a model reads about three times as many tokens in them. */
export type Measure = (span: Span) => number;

/** Prefix sums over the text, so that every later question about a length costs nothing. 4 bytes per character while a document is cut. */
export function measure(text: string): Measure {
  const upTo = new Uint32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) upTo[i + 1] = upTo[i]! + (isEastAsian(text.charCodeAt(i)) ? 3 : 1);
  return ({ start, end }) => (end > start ? upTo[end]! - upTo[start]! : 0);
}

/** Han, kana, hangul, full-width forms, and the high surrogates of the supplementary ideographic planes. */
function isEastAsian(unit: number): boolean {
  return unit >= 0x1100 && (unit <= 0x115f || (unit >= 0x2e80 && unit <= 0xa4cf) || (unit >= 0xac00 && unit <= 0xd7a3)
    || (unit >= 0xd840 && unit <= 0xd88d) || (unit >= 0xf900 && unit <= 0xfaff) || (unit >= 0xfe30 && unit <= 0xfe4f) || (unit >= 0xff00 && unit <= 0xff60));
}

/** Consecutive pieces of `span`, none longer than `most`, cut at the coarsest boundary that serves. Only white space lies between them. */
export function splitText(document: Pick<LegalDocument, 'text' | 'language'>, measured: Measure, span: Span, most: number): Span[] {
  const fine = linesOf(document.text, span).flatMap((line) =>
    measured(line) <= most
      ? [line]
      : sentencesOf(document.text, document.language, line).flatMap((sentence) => (measured(sentence) <= most ? [sentence] : wordRuns(document.text, measured, sentence, most))),
  );
  const pieces: Span[] = [];
  for (const next of fine) {
    const last = pieces.at(-1);
    const joined = last === undefined ? next : { start: last.start, end: next.end };
    if (last !== undefined && measured(joined) <= most) pieces[pieces.length - 1] = joined;
    else pieces.push(next);
  }
  return pieces;
}

/** One sentence longer than a chunk: cut at white space, or inside a word when it has none. Never between the halves of a surrogate pair. */
function wordRuns(text: string, measured: Measure, sentence: Span, most: number): Span[] {
  const runs: Span[] = [];
  let start = sentence.start;
  while (start < sentence.end) {
    const end = Math.max(furthest(measured, start, sentence.end, most), start + 1);
    let cut = end;
    if (end < sentence.end) {
      while (cut > start && !/\s/u.test(text[cut]!)) cut--;
      if (cut === start) cut = end;
    }
    if (cut < sentence.end && /[\uDC00-\uDFFF]/.test(text[cut]!)) cut += cut - 1 > start ? -1 : 1;
    const trimmed = trimSpan(text, { start, end: cut });
    if (trimmed !== null) runs.push(trimmed);
    start = cut;
  }
  return runs;
}

/** Largest `end` with `measured([start, end)) <= most`, by bisection. */
function furthest(measured: Measure, start: number, limit: number, most: number): number {
  let low = start;
  let high = limit;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measured({ start, end: middle }) <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}
