/** What a reader sees of a source file, by format: the side that the trees are held against. `null`: this format has no such witness here. */
import { markupText, type MarkupRules, type Visible } from './markup-text.js';

const set = (names: string): ReadonlySet<string> => new Set(names.split(' ').filter((name) => name !== ''));

/** Per XML format: names without prefix. Each hidden element is metadata of the file, not text of the law; why, where it is not plain. */
const rules: Readonly<Record<string, MarkupRules>> = {
  'akoma-ntoso': {
    hidden: set('identification publication classification lifecycle workflow analysis temporalData references presentation proprietary'),
    units: set('section article'), quoting: set('quotedStructure embeddedStructure quotedText embeddedText mod'),
  },
  // A print page mark stands in the middle of a sentence of a page that ends there; the end mark is an ornament.
  uslm: { hidden: set('meta amendMeta page endMarker'), units: set('section'), quoting: set('quotedContent quotedText') },
  'gesetze-im-internet': {
    // The abbreviation stands in every norm; the promulgation is a fact of the work.
    hidden: set('jurabk amtabk ausfertigung-datum fundstelle gliederungskennzahl standtyp'), units: set('norm'), quoting: set(''),
  },
  'justice-canada': {
    // Facts of the work; long title, enabling authority and editor's notes of the same block are printed.
    hidden: set('ShortTitle RunningHead BillHistory BillNumber Parliament BillRefNumber Chapter StatuteYear InstrumentNumber RegistrationDate ConsolidationDate LastAmendedDate RegulationMakerOrder'),
    units: set('Section'), quoting: set('AmendedText ReadAsText SectionPiece QuotedText RelatedOrNotInForce'),
  },
  // The reading of a word stands beside it in small print; it is no text of the law.
  'e-gov': { hidden: set('Rt'), units: set('Article'), quoting: set('AmendProvision NewProvision') },
  html: { hidden: set('head script style noscript template nav header footer aside form svg iframe object button select'), units: set(''), quoting: set(''), html: true },
};

/** Markdown: front matter, comments and marks of markup taken out line by line; a heading and what stands below it is a unit. */
function markdownText(source: string): Visible {
  const plain = source
    .replace(/^\uFEFF?---\s*\n[\s\S]*?\n---[ \t]*(?:\n|$)/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    // A raised number that leads to a note says nothing; the note says its number.
    .replace(/(?:<sup>\s*)?\[\^[^[\]\s]{1,40}\](?!:)(?:\s*<\/sup>)?/g, '')
    .replace(/^\[\^([^[\]\s]{1,40})\]:/gm, '$1 ')
    .replace(/^(?:\|?\s*:?-{3,}:?\s*)+\|?\s*$/gm, '')
    .replace(/^\s*(?:[-*_]\s*){3,}$/gm, '')
    .replace(/^(?:```|~~~).*$/gm, '')
    .replace(/^\s{0,3}(?:>\s?)+/gm, '')
    .replace(/^\s*[-*+]\s+/gm, '')
    .replace(/!?\[((?:[^[\]]|\[[^[\]]*\])*)\]\((?:[^()\n]|\([^()\n]*\))*\)/g, '$1')
    .replace(/\{(?:[#.]|[\p{L}-]+=)[^{}\n]*\}\s*$/gmu, '')
    .replace(/\\([\\`*_{}[\]<>()#+\-.!|~&])/g, '$1')
    .replace(/[*`|~]+/g, ' ')
    .replace(/<\/?[a-z][^<>\n]*>/gi, ' ');
  const { text } = markupText(plain.replace(/^#{1,6}\s/gm, ''), { hidden: set(''), units: set(''), quoting: set('') });
  return { text, units: [] };
}

/** Canadian margins stand before the number in the file and beside it on paper; trees write number, then heading. */
function numberFirst(source: string): string {
  return source.replace(/(<MarginalNote\b[^<>]*(?<!\/)>(?:[^<]|<(?!\/MarginalNote>))*<\/MarginalNote>)(\s*<Label\b(?:[^<]|<(?!\/Label>))*<\/Label>)/g, '$2$1');
}

export function visibleText(format: string, source: string): Visible | null {
  const markup = rules[format];
  if (format === 'justice-canada') return markupText(numberFirst(source), rules[format]!);
  if (markup !== undefined) return markupText(format === 'html' ? (/<main[\s>][\s\S]*<\/main>/i.exec(source)?.[0] ?? source) : source, markup);
  if (format === 'markdown') return markdownText(source);
  if (format === 'text') return markupText(source.replace(/[<&]/g, ' '), { hidden: set(''), units: set(''), quoting: set('') });
  return null;
}
