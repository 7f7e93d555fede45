/** Calendar days as people and content systems write them. */
import type { Day } from '../../document.js';
import { westernDigits } from '../../numerals.js';
import { isDay } from '../days.js';

const forms: readonly RegExp[] = [
  // 2024-05-03, 2024/5/3, 2024.05.03, each with or without a time behind it; 2024年5月3日
  /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/u,
  /^(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日/u,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:T|$)/u,
  // 3.5.2024: with full stops the day stands first wherever it is written so. With slashes it does in some countries only: not read.
  /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})(?!\d)/u,
];

/** The day that `text` begins with, in any digits; `null` when it names none or could mean two. */
export function writtenDay(text: string): Day | null {
  const western = westernDigits(text.trim());
  for (const form of forms) {
    const groups = form.exec(western)?.groups;
    if (groups === undefined) continue;
    const day = `${groups.year!}-${groups.month!.padStart(2, '0')}-${groups.day!.padStart(2, '0')}`;
    return isDay(day) ? day : null;
  }
  return null;
}
