/** Inline markup of Markdown, taken out of the text: what a reader sees stays, in one line with its links as marks. */
import { parseFragment } from 'parse5';
import { toSuperscript } from '../../../numerals.js';
import { linkTarget } from '../link-target.js';
import { lineBuilder, plainLine, type Line } from '../../tree/draft.js';

const entities = new Map<string, string>();

/** `&nbsp;`, `&#8211;`: as HTML defines them. What is no entity stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi, (entity) => {
    let decoded = entities.get(entity);
    if (decoded === undefined) {
      const node = parseFragment(entity).childNodes[0];
      decoded = node !== undefined && 'value' in node ? node.value : entity;
      entities.set(entity, decoded);
    }
    return decoded;
  });
}

/** Characters that an escape or code span protects stand in the private use area until the markup is gone. */
const protectedAt = 0xe000;
const escapable = '\\`*_{}[]<>()#+-.!|~&"\'$%,/:;=?@^';

function protect(text: string): string {
  return text.replace(/[!-~]/g, (character) => {
    const at = escapable.indexOf(character);
    return at === -1 ? character : String.fromCharCode(protectedAt + at);
  });
}

export function unprotect(text: string): string {
  return text.replace(/[\uE000-\uE020]/g, (character) => escapable[character.charCodeAt(0) - protectedAt] ?? character);
}

/** Without `<!-- … -->`; one that is never closed is text: nothing is lost for want of a sign. */
export function withoutComments(text: string): string {
  let kept = '';
  let at = 0;
  for (;;) {
    const opening = text.indexOf('<!--', at);
    const closing = opening === -1 ? -1 : text.indexOf('-->', opening + 4);
    if (closing === -1) return kept + text.slice(at);
    kept += text.slice(at, opening);
    at = closing + 3;
  }
}

const htmlTag = /<\/?(?:a|abbr|b|big|bdi|bdo|br|cite|code|del|details|dfn|div|em|font|hr|i|img|ins|kbd|mark|p|q|rp|rt|ruby|s|samp|section|small|span|strong|sub|summary|u|var|wbr|center|blockquote|figure|figcaption|table|thead|tbody|tr|td|th|ul|ol|li)(?:\s[^<>]*)?\/?>/gi;

/** Markup nested deeper than this stays in the text as signs. */
const deepestEmphasis = 16;

/** `**x**` -> `x`, innermost first, as often as it takes; a lone sign stays: it is a sign. */
function withoutEmphasis(text: string): string {
  if (!/[*_~]/.test(text)) return text;
  let before = '';
  // Bold that ends and begins again.
  let after = text.replace(/(?<!\*)\*{4}(?!\*)/g, '');
  for (let depth = 0; depth < deepestEmphasis && after !== before; depth++) {
    before = after;
    after = before
      .replace(/\*\*\*(?=\S)([^*]+?)(?<=\S)\*\*\*/g, '$1')
      .replace(/\*\*(?=\S)([^*]+?)(?<=\S)\*\*/g, '$1')
      .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?!\*)/gu, '$1')
      .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?=\*\*(?!\*))/gu, '$1')
      // `Art. 4*a*`: a letter behind a number; stars between numbers are signs (`R*122-1`).
      .replace(/(?<=\p{N})\*([a-z]{1,3})\*(?!\*)/gu, '$1')
      .replace(/(?<![\p{L}\p{N}_])__(?=\S)([^_]+?)(?<=\S)__(?![\p{L}\p{N}_])/gu, '$1')
      .replace(/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1')
      .replace(/~~(?=\S)([^~]+?)(?<=\S)~~/g, '$1');
  }
  return after;
}

function cleaned(text: string): string {
  return unprotect(decodeEntities(withoutEmphasis(text)));
}

const link = /(!?)\[((?:[^[\]]|\[[^[\]]*\])*)\]\(\s*(?:<([^<>]*)>|((?:[^()\s]|\([^()]*\))*(?:\s(?!["'])[^()"']*)?))(?:\s+["'][^"']*["'])?\s*\)/g;

/** Runs of at most four backticks: longer ones are no code in a line. */
const codeSpan = /(?<!`)(`{1,4})(?!`)(.+?)(?<!`)\1(?!`)/g;

/** One line of text without markup. `cells`: a table row, cells joined by tabs. */
export function inlineLine(source: string): Line {
  if (!/[`\\<*_~[&]/.test(source)) return plainLine(source);
  const safe = withoutComments(source.replace(codeSpan, (_, __, code: string) => protect(code)))
    .replace(/\\([\\`*_{}[\]<>()#+\-.!|~&"'$%,/:;=?@^])/g, (_, character: string) => protect(character))
    .replace(/<sup>\s*(\d+)\s*(bis|ter|quater|quinquies|sexies)?\s*<\/sup>/gi, (_, digits: string, inserted = '') => toSuperscript(digits) + String(inserted))
    .replace(/<\/?su[bp]>/gi, '')
    .replace(/<((?:https?|mailto):[^<>\s]+)>/gi, (_, address: string) => protect(address.replace(/^mailto:/i, '')))
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(htmlTag, '');
  const line = lineBuilder();
  let at = 0;
  // Emphasis may run across links: take it out of the whole before the links are cut out.
  const whole = withoutEmphasis(safe);
  for (const match of whole.matchAll(link)) {
    line.add(cleaned(whole.slice(at, match.index)));
    const address = unprotect(match[3] ?? match[4] ?? '');
    if (match[1] === '') line.open(linkTarget(address));
    line.add(cleaned(match[2]!));
    if (match[1] === '') line.close();
    at = match.index + match[0].length;
  }
  line.add(cleaned(whole.slice(at)));
  line.lineBreak();
  return line.lines[0] ?? { text: '', marks: [] };
}
