/** The parsers, in the order in which they are asked; the first that accepts a file reads it. */
import { akomaNtosoParser } from './akoma-ntoso.js';
import { beirParser } from './beir.js';
import { htmlParser } from './html.js';
import { markdownParser } from './markdown.js';
import type { Parser } from './parser.js';
import { plainTextParser } from './plain-text.js';

export const parsers: readonly Parser[] = [beirParser, akomaNtosoParser, htmlParser, markdownParser, plainTextParser];
