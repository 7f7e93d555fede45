/** Values typed on the command line. */
import { z } from 'zod';
import { canonicalLanguage } from '../src/language-tag.js';
import { wrongUse, type Command } from './command.js';

export function parseDay(text: string, command: Command): string {
  if (!z.iso.date().safeParse(text).success) throw wrongUse(`"${text}" is no day of the calendar; write it as YYYY-MM-DD.`, command);
  return text;
}

export function parseLanguage(text: string, command: Command): string {
  const tag = canonicalLanguage(text);
  if (tag === null) throw wrongUse(`"${text}" is no language tag; write it as en, de, fr, ar …`, command);
  return tag;
}
