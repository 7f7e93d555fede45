/** Japanese citations: `健康保険法第五条の二第一項第三号`, `附則第六条`, and those that count from where they stand: 前条, 次項, 同条第二項, 同法. */
import { relativeValues, type Citation, type CitationPart } from './citation.js';
import { numberValue, westernDigits } from './numerals.js';

const digits = '[〇一二三四五六七八九十百千\\d]{1,12}';
const inserted = `(?:の${digits}){0,4}`;
const place = { article: '条', paragraph: '項', item: '号' } as const;
type Kind = keyof typeof place;

/** `第五条の二`, `前条`: a number or a place counted from here. */
const unit = (kind: Kind): string => `(?<${kind}>第${digits}${place[kind]}${inserted}|[前次同]${place[kind]})`;
const lawWords = '法律|法|条例|規則|政令|省令|府令|憲法|規程|条約';
/** A name in Chinese characters and katakana, or one with particles that ends in 法律; a number of an article is no part of it. */
const character = '[\\p{Script=Han}\\p{Script=Katakana}ー]';
const work = `(?<work>(?:この|本)(?:法律|政令|省令|条例|規則)|同(?:法|令|条例|規則)|(?!第${digits}[条項号])(?:(?:${character}|[\\p{Script=Hiragana}]){2,60}(?:関する|する|伴う|ための)(?:${character}|[\\p{Script=Hiragana}]){0,12}法律|${character}{0,24}(?:${lawWords})))(?:（[^（）]{0,60}）)?`;
const pattern = new RegExp(
  `(?:${work})?(?<supplement>附則)?(?:${unit('article')})?(?:${unit('paragraph')})?(?:${unit('item')}(?<point>[イロハニホヘトチリヌルヲワカヨタレソツネナラム](?![\\p{Script=Katakana}ー]))?)?`, 'yu');
/** Where a citation can begin: with 第, a place counted from here, 附則; the name of a law is looked for before it. */
const begin = /第[〇一二三四五六七八九十百千\d]{1,12}[条項号章]|[前次同][条項号](?!件)|附則第|別表(?!の|に|を|は|及|並|、|中|$)/gu;
const nameBefore = new RegExp(`(?<=${work})`, 'yu');
const iroha = 'イロハニホヘトチリヌルヲワカヨタレソツネナラム';
const link = /^(?:（[^（）]{0,80}）)?(?:、|，|及び|又は|若しくは|並びに|から|まで|・|―|－|と){1,3}$/u;
const relative: Readonly<Record<string, string>> = { 前: 'previous', 次: 'next', 同: 'same' };

interface Found {
  readonly parts: readonly CitationPart[];
  readonly named: string | null;
  readonly start: number;
  readonly end: number;
}

function partOf(kind: Kind, written: string | undefined): CitationPart[] {
  if (written === undefined) return [];
  const value = relative[written[0]!] ?? numberValue(kind === 'article' ? written : written.replace(place[kind], ''));
  return value === null ? [] : [{ kind, value }];
}

/** `第百五十六条（第一項に係る部分に限る。）`: the brackets narrow down what stands before them. */
const narrowing = /^[^（）]{0,30}(?:に係る部分|を除く|に限る|を含む。）)/u;

/** What the parts take over from the citation before them: `第五条第一項及び第二項`, `同条第三項`, `附則第三条、第五条`. */
function completed(parts: readonly CitationPart[], last: Found | null, linked: boolean): readonly CitationPart[] | null {
  const first = parts[0]!;
  if (first.value === 'same') {
    const at = last?.parts.findIndex(({ kind }) => kind === first.kind) ?? -1;
    return at === -1 ? null : [...last!.parts.slice(0, at + 1), ...parts.slice(1)];
  }
  // 前条 and 次項 count from where they stand, whatever is cited before them.
  if (last === null || !linked || first.kind === 'transitional' || relativeValues.has(first.value)) return parts;
  if (first.kind === 'article') return last.parts[0]?.kind === 'transitional' ? [last.parts[0], ...parts] : parts;
  const shared = last.parts.findIndex(({ kind }) => kind === first.kind);
  return shared > 0 ? [...last.parts.slice(0, shared), ...parts] : parts;
}

/** The work named directly before: `null` for the very law, `undefined` where none stands. */
function nameOf(written: string | undefined, before: string, lastNamed: string | null): string | null | undefined {
  if (written === undefined) return undefined;
  if (/^(?:この|本)/u.test(written)) return null;
  if (/^同/u.test(written)) return lastNamed ?? written;
  // The law as it was: its provisions need not be today's.
  if (/改正前の$/u.test(before)) return `改正前の${written}`;
  return written.replace(/^(?:改正後の?|新)(?=\p{Script=Han}{3})/u, '');
}

function chapterAt(text: string, at: number): Found | null {
  const match = /^第([〇一二三四五六七八九十百千\d]+)章((?:の[〇一二三四五六七八九十百千\d]+)*)|^別表(?:第([〇一二三四五六七八九十百千\d]+)((?:の[〇一二三四五六七八九十百千\d]+)*))?/u.exec(text.slice(at, at + 40));
  if (match === null) return null;
  const isChapter = match[1] !== undefined;
  const number = isChapter ? `第${match[1]!}章${match[2]!}` : match[3] === undefined ? null : `第${match[3]}条${match[4]!}`;
  return { parts: [{ kind: isChapter ? 'chapter' : 'schedule', value: number === null ? '' : (numberValue(number) ?? '') }], named: null, start: at, end: at + match[0].length };
}

function citationAt(text: string, at: number): { readonly parts: readonly CitationPart[]; readonly start: number; readonly end: number; readonly work: string | undefined } | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) return null;
  const { supplement, article, paragraph, item, point } = match.groups!;
  const units = [['article', article], ['paragraph', paragraph], ['item', item]] as const;
  const parts = units.flatMap(([kind, written]) => partOf(kind, written));
  if (parts.length === 0) return null;
  nameBefore.lastIndex = at;
  const named = match.groups!.work === undefined ? nameBefore.exec(text) : null;
  // `第二条改正後航空法`, `第一条中航空法`: the article before is that of the law that amends.
  const written = (match.groups!.work ?? named?.groups?.work)?.replace(/^.*[条項号]中?(?=.)/u, '');
  const start = named === null ? at : text.lastIndexOf(written!, at);
  return {
    parts: [...(supplement === undefined ? [] : [{ kind: 'transitional', value: '' }]), ...parts, ...(point === undefined ? [] : [{ kind: 'point', value: String(iroha.indexOf(point) + 1) }])],
    start, end: at + match[0].length, work: written,
  };
}

/** In text order; `named` is the law named directly before, and for 同法 the one named last. Parts may have values of `relativeValues`. */
export function findJapanese(text: string): Citation[] {
  const western = westernDigits(text);
  const found: Found[] = [];
  let lastNamed: string | null = null;
  begin.lastIndex = 0;
  for (let match = begin.exec(western); match !== null; match = begin.exec(western)) {
    const at = match.index;
    const cited = citationAt(western, at);
    if (cited === null) {
      const chapter = western[at + match[0].length - 1] === '章' || match[0] === '別表' ? chapterAt(western, at) : null;
      if (chapter !== null) found.push(chapter);
      begin.lastIndex = Math.max(at + 1, chapter?.end ?? 0);
      continue;
    }
    begin.lastIndex = cited.end;
    // `平成五年法律第八十八号` is the number of a law, not its item 88.
    if (cited.parts[0]!.kind === 'item' && cited.work !== undefined) continue;
    const last = found.at(-1) ?? null;
    const linked = last !== null && cited.work === undefined && cited.start - last.end < 100 && link.test(western.slice(last.end, cited.start));
    const narrows = last !== null && cited.work === undefined && cited.parts[0]!.kind !== 'article' && western.slice(last.end, cited.start) === '（' && narrowing.test(western.slice(cited.end, cited.end + 40));
    const parts = narrows ? [...last.parts, ...cited.parts] : completed(cited.parts, last, linked);
    if (parts === null) continue;
    const own = nameOf(cited.work, western.slice(Math.max(0, cited.start - 4), cited.start), lastNamed);
    const takesOver = linked || narrows || cited.parts[0]!.value === 'same';
    const named: string | null = own === undefined ? (takesOver ? last!.named : null) : own;
    if (own !== undefined && own !== null) lastNamed = own;
    found.push({ parts, named, start: cited.start, end: cited.end });
  }
  return found.map(({ parts, named, start, end }) => ({ span: { start, end }, text: text.slice(start, end), named, parts, target: null }));
}

