/** The title a PDF prints on its first pages; what its metadata say of it is often left over from another document. */
import type { Paragraph } from './paragraphs.js';
import { standsOut, titleKey, type BodyStyle } from './headings.js';
import { parseHeading } from '../../tree/headings.js';

/** Titles stand among the first paragraphes of a page or two. */
const within = 16;
/** Characters; three Chinese ones are a title. */
const shortest = 3;
const longest = 200;

/** Words of many languages by which laws and guidance are called. */
const lawWord = /(?:^|[\s-])(?:act|law|by-?laws?|bylaws?|code|constitution|decree|directive|ordinance|order|regulations?|rules|statutes?|notice|guide|guidelines?|guidance|policy)(?:$|[\s,.:;(\d])|(?:gesetz|verordnung|satzung|ordnung|gesetzbuch)(?:$|[\s,.:;(\d])|(?:^|\s)(?:loi|décret|arrêté|règlement|ordonnance|lei|ley|decreto|seadus|määrus|закон)(?:$|\s)|(?:قانون|نظام|لائحة)|(?:法|規則|条例|法律)$/iu;

interface Title {
  readonly text: string;
  readonly paragraph: Paragraph;
}

/** `null` when nothing on the first pages looks like one. */
export function titleOf(before: readonly Paragraph[], after: readonly Paragraph[], body: BodyStyle, written: string | null, language: string): Title | null {
  const firstUnit = after.findIndex((paragraph) => parseHeading(paragraph.text, language, true) !== null);
  const opening = after.slice(0, Math.min(within, firstUnit === -1 ? within : firstUnit));
  for (const paragraphs of [opening, before.slice(0, within)]) {
    const candidates = paragraphs.filter((paragraph) => paragraph.text.length >= shortest && paragraph.text.length <= longest && (standsOut(paragraph, body, new Set()) || paragraph.centred));
    const key = written === null ? null : titleKey(written);
    const largest = Math.max(...candidates.map((candidate) => candidate.size));
    const found = candidates.find((candidate) => titleKey(candidate.text) === key)
      ?? candidates.find((candidate) => candidate.size >= 0.95 * largest && lawWord.test(candidate.text))
      ?? candidates.find((candidate) => lawWord.test(candidate.text)) ?? candidates.find((candidate) => candidate.size === largest && candidate.size > 1.1 * body.size);
    if (found !== undefined) return { text: found.text, paragraph: found };
  }
  return null;
}

/** The title of the metadata, where the text has it too; `undefined` where it says nothing of this document. */
export function writtenTitle(written: string | null, paragraphs: readonly Paragraph[]): string | undefined {
  if (written === null || titleKey(written).length < shortest) return undefined;
  const opening = titleKey(paragraphs.slice(0, 40).map((paragraph) => paragraph.text).join(' '));
  return opening.includes(titleKey(written)) ? written.replace(/\s+/gu, ' ').trim() : undefined;
}
