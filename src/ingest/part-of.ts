/** Records of one provision each, as data bases of law give them out: `刑法第六条`, `Dog Control Act, section 12`, `§ 573c BGB`. */
import { findHanArticles } from '../citation-han.js';
import { findReferences } from '../citation-grammar.js';
import { westernDigits } from '../numerals.js';
import type { Span } from '../text.js';
import { foldName } from '../work-names.js';

/** The work that a title names a provision of, folded; `null` when the title is no citation. `language` is a BCP 47 tag. */
export function partOf(title: string, language: string): string | null {
  const references = findReferences(title, language);
  const found: Span[] = [...findHanArticles(westernDigits(title), []), ...references.map(({ span }) => span)];
  // In brackets it says what a page is about: `Leave for training (§ 60c)`.
  const isAside = ({ start }: Span): boolean => /[(（[［]\s*$/u.test(title.slice(0, start)) || /^\s*[(（[［]/u.test(title.slice(start));
  const [whole] = found.filter((span) => (span.start === 0 || span.end === title.length) && !isAside(span)).sort((a, b) => b.end - b.start - (a.end - a.start));
  if (whole === undefined) return null;
  const rest = foldName(`${title.slice(0, whole.start)} ${title.slice(whole.end)}`).trim();
  const named = references.find(({ span }) => span.start === whole.start)?.named ?? '';
  const name = rest === '' ? foldName(named) : rest;
  return name === '' ? null : name;
}
