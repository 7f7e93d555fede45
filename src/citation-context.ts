/** What surrounds a citation and changes what it means: quotation marks, and words that amend a law. */
import type { Span } from './text.js';

const closers: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '»': '«', '「': '」', '『': '』' };
const marks = /[“”„«»「」『』]/gu;

/** What stands in quotation marks; a quotation that does not end in the text reaches to its end. */
export function quotedRanges(text: string): readonly Span[] {
  const ranges: Span[] = [];
  let opened: { readonly at: number; readonly closer: string; depth: number } | null = null;
  marks.lastIndex = 0;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    const mark = match[0];
    if (opened === null) {
      const closer = closers[mark];
      if (closer !== undefined) opened = { at: match.index, closer, depth: 0 };
    } else if (opened.closer.includes(mark)) {
      if (opened.depth > 0) opened.depth -= 1;
      else {
        ranges.push({ start: opened.at, end: match.index + 1 });
        opened = null;
      }
    } else if (text[opened.at] === mark) opened.depth += 1;
  }
  if (opened !== null) ranges.push({ start: opened.at, end: text.length });
  // Straight marks tell no beginning from an end (and inches from both): only a line that begins with one is quoted.
  if (/^\s?"/u.test(text)) ranges.push({ start: 0, end: text.indexOf('"', 2) === -1 ? text.length : text.indexOf('"', 2) });
  return ranges;
}

/** How provisions say that they amend a law: what they cite by bare number then stands in that law. */
const amending: Readonly<Record<string, RegExp>> = {
  en: /(?:is|are)(?: further| hereby)? amended(?: by (?:striking|inserting|adding|redesignating|replacing|deleting|substituting|amending|revising|the (?:addition|deletion|substitution|insertion))| to read| as follows|,? ?[—–:-]|$)|^(?:by|[Bb]y) (?:striking|inserting|redesignating)|by striking|(?:is|are) replaced by the following/u,
  de: /(?:wird|werden) wie folgt (?:geändert|gefa(?:ß|ss)t)|(?:wird|werden) (?:die|das|der|nach|folgender?|im|in|durch) .{0,160}?(?:eingefügt|angefügt|gestrichen|ersetzt)/u,
  et: /(?:asendatakse|jäetakse välja) (?:sõna|tekstiosa|arv)|tehakse järgmi(?:ne|sed) muudatus|täiendatakse (?:lõi|punkti|§|paragrahvi)/u,
};

/** Source credits: what brought a provision into its present form stands in another law. */
const credit = /(?:Eingefügt|Eingef\.|Aufgehoben|Aufgeh\.|Fassung|Heute|Geändert|Angefügt|idF)(?:\s(?:durch|gemäss|gem\.|nach|d\.|seit|den?|die|der))*:?[^.;]{0,12}$/u;

/** True when the words before a citation credit it with the wording of a provision. */
export function isCredited(before: string): boolean {
  return credit.test(before);
}

export function amendingWords(language: string): RegExp | null {
  return amending[language.split('-')[0]!] ?? null;
}
