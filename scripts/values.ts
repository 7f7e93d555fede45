/** Values typed on the command line. */
import { isDay, isLanguageTag } from '../src/validation.js';
import { wrongUse, type Command } from './command.js';

export function parseDay(text: string, command: Command): string {
  if (!isDay(text)) throw wrongUse(`"${text}" is no day of the calendar; write it as YYYY-MM-DD.`, command);
  return text;
}

export function parseLanguage(text: string, command: Command): string {
  if (!isLanguageTag(text)) throw wrongUse(`"${text}" is no language tag; write it as en, de, fr, ar …`, command);
  return text;
}
