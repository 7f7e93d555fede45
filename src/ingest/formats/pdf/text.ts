/** Whether there is text that can be read at all: scans have none, and fonts without a table of characters give rubbish. */
import { ResponsaError } from '../../../errors.js';
import type { PdfContents } from './reader.js';

/** Characters a page of text has at least, on average; a scan has none, or a stamp and a page number. */
const fewestPerPage = 25;
/** A page of prose has 1,500 to 4,000 characters; where so few are left beside fonts that cannot be read, the text is in these. */
const thinPerPage = 400;
/** Share of characters that no font has a meaning for, above which the text is refused … */
const unreadableShare = 0.05;
/** … and above which it is reported. */
const reportedShare = 0.001;
/** Letters of Latin script that are looked at before their mixture tells anything. */
const enoughLetters = 200;
/** Share of vowels: 0.35 to 0.5 in languages written in Latin script. Letters shifted by a damaged font fall out of this. */
const fewestVowels = 0.22;
const mostVowels = 0.65;
/** Share of signs among all visible characters: 0.03 to 0.1 in law, 0.2 in tables. */
const mostSigns = 0.45;

const advice = 'Run OCR first (for example "ocrmypdf in.pdf out.pdf", or --force-ocr where there is unreadable text) and put the result here.';

/** Throws ResponsaError('bad-source') for a scan and for text that cannot be read. */
export function checkText({ pages, missingMaps }: Pick<PdfContents, 'pages' | 'missingMaps'>, warn: (warning: string) => void): void {
  const lengths = pages.map((page) => page.runs.reduce((sum, run) => sum + run.text.replace(/\s/gu, '').length, 0));
  const all = lengths.reduce((a, b) => a + b, 0);
  if (missingMaps.length > 0) {
    const what = `it uses fonts that are not embedded and are read by the character map ${missingMaps[0]!}, which is not part of the file: text in them is missing`;
    if (all < thinPerPage * pages.length) throw new ResponsaError('bad-source', `Its text cannot be read: ${what}.`, 'Save it anew with all fonts embedded (print it to PDF), or run OCR.');
    warn(`${what}; save it anew with all fonts embedded`);
  }
  if (all < fewestPerPage * pages.length) {
    throw new ResponsaError('bad-source', `It has no text: ${all} characters on ${pages.length} page${pages.length === 1 ? '' : 's'}. It is a scan, or pictures of text.`, advice);
  }
  const text = pages.map((page) => page.runs.map((run) => run.text).join(' ')).join('\n');
  const unreadable = (text.match(/[\p{Co}\p{Cn}\uFFFD\u0000-\u0008\u000E-\u001F]/gu) ?? []).length;
  if (unreadable > unreadableShare * all) throw new ResponsaError('bad-source', `Its text cannot be read: ${Math.round((100 * unreadable) / all)} % of its characters have no meaning, since its fonts do not say which letters their signs are.`, advice);
  if (looksShifted(text, all)) throw new ResponsaError('bad-source', 'Its text cannot be read: its letters are in no order that a language has; its fonts say wrongly, or not at all, which letters their signs are.', advice);
  if (lacksSpaces(text, all)) throw new ResponsaError('bad-source', 'Its text cannot be read: its words are not parted from each other (the text layer of a scan that was made badly).', advice);
  if (unreadable > reportedShare * all) warn(`${unreadable} characters have no meaning in their font and cannot be read`);
  const empty = pages.filter((_, at) => lengths[at] === 0).map((page) => page.number);
  if (empty.length > 0) warn(`${empty.length === 1 ? 'page' : 'pages'} ${empty.slice(0, 20).join(', ')}${empty.length > 20 ? ' …' : ''} of ${pages.length} ${empty.length === 1 ? 'has' : 'have'} no text: empty, or scanned; run OCR if text is to be seen there`);
}

/** A word of more letters than this is several: only a few German ones are longer. */
const longestWord = 40;
/** Share of the characters in such words above which the text is refused. */
const mostInLongWords = 0.2;

/** Scripts that put spaces between words, and none in this text. */
function lacksSpaces(text: string, all: number): boolean {
  const long = text.match(/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}()[\],;:'’"“”-]+/gu)?.filter((word) => word.length > longestWord) ?? [];
  return all > enoughLetters && long.reduce((sum, word) => sum + word.length, 0) > mostInLongWords * all;
}

function looksShifted(text: string, all: number): boolean {
  const signs = (text.match(/[\p{P}\p{S}]/gu) ?? []).filter((sign) => !/[.…·_]/u.test(sign)).length;
  if (all > enoughLetters && signs > mostSigns * all) return true;
  const latin = text.normalize('NFD').match(/\p{Script=Latin}/gu) ?? [];
  if (latin.length < enoughLetters || latin.length < 0.5 * all) return false;
  const vowels = latin.filter((letter) => /[aeiouyæøœı]/iu.test(letter)).length;
  return vowels < fewestVowels * latin.length || vowels > mostVowels * latin.length;
}
