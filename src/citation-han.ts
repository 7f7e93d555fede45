/**
 * Articles as questions in Chinese, Japanese and Korean name them, where the law itself would write the number with every sign:
 * `民法709条1項`, `民法第七百九条`, `民法典第一千零四十三条第二款`, `第一百二十条之一`, `제5조 제2항`.
 */
import type { CitationPart } from './citation.js';
import { numberValue } from './numerals.js';

const digits = String.raw`[〇零一二两兩三四五六七八九十百千\d]{1,12}`;
const lead = String.raw`(?:第|제)?\s?`;
/** 项 numbers items in mainland China, 項 paragraphs in Japan and Taiwan. */
const levels = [['article', '条條조'], ['paragraph', '項款항'], ['item', '号项號호'], ['point', '目目목']] as const;
const level = (kind: string, signs: string): string => String.raw`(?:${lead}[(（]?(?<${kind}>${digits})[)）]?\s?[${signs}](?<${kind}Insert>(?:[のノ之의]${digits}){0,4}))`;
/** Without 第 and behind no name `两条路` counts roads. */
const begins = String.raw`(?:第|제)\s?|(?<=\uFFFC\s?|[」》』法典令规規則]\s?)`;
const [article, ...below] = levels.map(([kind, signs]) => level(kind, signs));
const whole = new RegExp(String.raw`(?<supplement>附則)?(?:${begins})${article!.replace(lead, '')}${below.map((one) => String.raw`\s?${one}?`).join('')}`, 'gu');
/** What a bare number behind a name may not count. */
const bare = new RegExp(String.raw`\s?(?:第|제)?(?<article>\d{1,5})(?:[の之의-](?<inserted>\d{1,3}))?(?![\d年月日万億亿人円元个名歳岁倍%％년월일명원.])`, 'uy');

export interface HanReference {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly CitationPart[];
}

const valueOf = (number: string, insert = ''): string => numberValue(`第${number}条${insert.replace(/[ノ之의]/gu, 'の')}`) ?? number;

/** In text order. `text` has Western digits, and U+FFFC in place of names; `nameEnds` are the places where names of works end, behind which a number needs no sign. */
export function findHanArticles(text: string, nameEnds: readonly number[]): HanReference[] {
  const marked = [...text.matchAll(whole)].map(({ 0: written, index, groups }): HanReference => {
    const parts = levels.flatMap(([kind]): CitationPart[] => (groups![kind] === undefined ? [] : [{ kind, value: valueOf(groups![kind], groups![`${kind}Insert`]) }]));
    return { start: index, end: index + written.trimEnd().length, parts: groups!.supplement === undefined ? parts : [{ kind: 'transitional', value: '' }, ...parts] };
  });
  const unmarked = nameEnds.flatMap((end): HanReference[] => {
    if (marked.some(({ start, end: last }) => start <= end + 1 && end < last)) return [];
    bare.lastIndex = end;
    const match = bare.exec(text);
    if (match === null) return [];
    const { article: number, inserted } = match.groups!;
    return [{ start: end + match[0].search(/\S/u), end: bare.lastIndex, parts: [{ kind: 'article', value: inserted === undefined ? number! : `${number!}-${inserted}` }] }];
  });
  return [...marked, ...unmarked].sort((one, other) => one.start - other.start);
}
