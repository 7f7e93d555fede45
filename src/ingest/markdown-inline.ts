/** Inline markup of Markdown, taken out of the text: what a reader sees stays, in one line with its links as marks. */
import { parseFragment } from 'parse5';
import { toSuperscript } from '../numerals.js';
import { lineBuilder, plainLine, type Line } from './draft.js';

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

const htmlTag = /<\/?(?:a|abbr|b|big|bdi|bdo|br|cite|code|del|details|dfn|div|em|font|hr|i|img|ins|kbd|mark|p|q|rp|rt|ruby|s|samp|section|small|span|strong|sub|summary|u|var|wbr|center|blockquote|figure|figcaption|table|thead|tbody|tr|td|th|ul|ol|li)(?:\s[^<>]*)?\/?>/gi;

/** `**x**` -> `x`, innermost first, as often as it takes; a lone sign stays: it is a sign. */
function withoutEmphasis(text: string): string {
  if (!/[*_~]/.test(text)) return text;
  let before: string;
  let after = text;
  do {
    before = after;
    after = before
      .replace(/\*\*\*(?=\S)([^*]+?)(?<=\S)\*\*\*/g, '$1')
      .replace(/\*\*(?=\S)([^*]+?)(?<=\S)\*\*/g, '$1')
      .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?!\*)/gu, '$1')
      .replace(/(?<![\p{L}\p{N}_])__(?=\S)([^_]+?)(?<=\S)__(?![\p{L}\p{N}_])/gu, '$1')
      .replace(/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1')
      .replace(/~~(?=\S)([^~]+?)(?<=\S)~~/g, '$1');
  } while (after !== before);
  return after;
}

function cleaned(text: string): string {
  return unprotect(decodeEntities(withoutEmphasis(text)));
}

const link = /(!?)\[((?:[^[\]]|\[[^[\]]*\])*)\]\(\s*(?:<([^<>]*)>|((?:[^()\s]|\([^()]*\))*(?:\s(?!["'])[^()"']*)?))(?:\s+["'][^"']*["'])?\s*\)/g;

/** One line of text without markup. `cells`: a table row, cells joined by tabs. */
export function inlineLine(source: string): Line {
  if (!/[`\\<*_~[&]/.test(source)) return plainLine(source);
  const safe = source
    .replace(/(`+)(.+?)\1/g, (_, __, code: string) => protect(code))
    .replace(/\\([\\`*_{}[\]<>()#+\-.!|~&"'$%,/:;=?@^])/g, (_, character: string) => protect(character))
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<sup>\s*(\d+)\s*<\/sup>/gi, (_, digits: string) => toSuperscript(digits))
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
    if (match[1] === '') line.open(address);
    line.add(cleaned(match[2]!));
    if (match[1] === '') line.close();
    at = match.index + match[0].length;
  }
  line.add(cleaned(whole.slice(at)));
  line.lineBreak();
  return line.lines[0] ?? { text: '', marks: [] };
}
