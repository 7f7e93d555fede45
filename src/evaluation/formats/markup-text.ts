/**
 * The visible text of a file in markup, extracted in another way than any parser of ours does it: tags are cut out by one regular
 * expression, a stack of names decides what is hidden. Short on purpose; it is the witness, not the suspect.
 */
import { bare } from './alignment.js';

export interface MarkupRules {
  /** Local names of elements whose text no reader sees. */
  readonly hidden: ReadonlySet<string>;
  /** Elements that are provisions people cite; each is compared with the tree by itself. */
  readonly units: ReadonlySet<string>;
  /** Units inside these are text of what quotes them. */
  readonly quoting: ReadonlySet<string>;
  /** HTML: elements without an end tag, and hidden by attribute. */
  readonly html?: boolean;
}

export interface Visible {
  /** As `bare` leaves it. */
  readonly text: string;
  /** Text of each unit, as `bare` leaves it, in text order. */
  readonly units: readonly string[];
}

const token = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE(?:[^>[]|\[[\s\S]*?\])*>|<(\/?)([A-Za-z_][\w.:-]*)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;
const endless = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', shy: '', ndash: '–', mdash: '—', rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”', hellip: '…', sect: '§', copy: '©', times: '×', deg: '°', frac12: '½', eacute: 'é', egrave: 'è' };

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    return String.fromCodePoint(decimal === undefined ? parseInt(hex!, 16) : Number(decimal));
  });
}

interface Open {
  readonly name: string;
  readonly hidden: boolean;
  readonly quoting: boolean;
  /** Pieces before its text, when it is a unit. */
  readonly unitFrom: number | null;
}

export function markupText(markup: string, rules: MarkupRules): Visible {
  const pieces: string[] = [];
  const units: { from: number; to: number }[] = [];
  const open: Open[] = [];
  let at = 0;
  const add = (text: string): void => {
    if (open.at(-1)?.hidden !== true && text.trim() !== '') pieces.push(decoded(text));
  };
  const closeLast = (): void => {
    const last = open.pop();
    if (last?.unitFrom != null) units.push({ from: last.unitFrom, to: pieces.length });
  };
  for (const match of markup.matchAll(token)) {
    add(markup.slice(at, match.index));
    at = match.index + match[0].length;
    const [, cdata, slash, qualified, attributes = '', selfClosing] = match;
    if (cdata !== undefined && open.at(-1)?.hidden !== true) pieces.push(cdata);
    if (qualified === undefined) continue;
    const name = rules.html === true ? qualified.toLowerCase() : qualified.slice(qualified.indexOf(':') + 1);
    if (slash === '/') {
      const opener = open.findLastIndex((each) => each.name === name);
      if (opener !== -1) while (open.length > opener) closeLast();
      continue;
    }
    if (selfClosing === '/' || (rules.html === true && endless.has(name))) continue;
    const outer = open.at(-1);
    const hiddenByAttribute = rules.html === true && /\s(?:hidden|aria-hidden\s*=\s*["']?true)(?:[\s=>"']|$)/.test(attributes);
    const quoting = outer?.quoting === true || rules.quoting.has(name);
    const hidden = outer?.hidden === true || rules.hidden.has(name) || hiddenByAttribute;
    open.push({ name, hidden, quoting, unitFrom: rules.units.has(name) && !quoting && !hidden ? pieces.length : null });
  }
  add(markup.slice(at));
  while (open.length > 0) closeLast();
  units.sort((a, b) => a.from - b.from);
  return { text: bare(pieces.join(' ')), units: units.map(({ from, to }) => bare(pieces.slice(from, to).join(' '))) };
}
