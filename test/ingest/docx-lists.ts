/** Lists as Word writes them, and what is printed of them. LibreOffice prints the same of each, unless `unlike` says otherwise. */
import { abstractList, basicStyles, level, list, listed, paragraph, style, styled, type WordFile } from './word-file.js';

export interface ListCase {
  readonly name: string;
  readonly file: WordFile;
  readonly printed: readonly string[];
  /** Why LibreOffice prints something else. */
  readonly unlike?: string;
}

const startOverride = (at: number, start: number): string => `<w:lvlOverride w:ilvl="${at}"><w:startOverride w:val="${start}"/></w:lvlOverride>`;
const inStyle = (numId: number, at?: number): string => `<w:pPr><w:numPr>${at === undefined ? '' : `<w:ilvl w:val="${at}"/>`}<w:numId w:val="${numId}"/></w:numPr></w:pPr>`;
const legal = abstractList(1, level(0, 'decimal', '%1.'), level(1, 'decimal', '%1.%2'), level(2, 'lowerLetter', '(%3)'), level(3, 'lowerRoman', '(%4)'));

export const listCases: readonly ListCase[] = [
  {
    name: 'numbers of several levels, restarted by the level above',
    file: { numbering: legal + list(1, 1), body: [[0, 'a'], [1, 'b'], [1, 'c'], [2, 'd'], [2, 'e'], [3, 'f'], [1, 'g'], [2, 'h'], [0, 'i'], [1, 'j'], [2, 'k']].map(([at, text]) => listed(1, at as number, text as string)).join('') },
    printed: ['1. a', '1.1 b', '1.2 c', '(a) d', '(b) e', '(i) f', '1.3 g', '(a) h', '2. i', '2.1 j', '(a) k'],
  },
  {
    name: 'two lists of one definition share its counters; a start of its own restarts the second once',
    file: {
      numbering: legal + list(1, 1) + list(2, 1) + list(3, 1, startOverride(0, 1)) + list(4, 1, startOverride(0, 5)),
      body: [1, 1, 2, 3, 3, 4, 4].map((numId) => listed(numId, 0, `of ${numId}`)).join(''),
    },
    printed: ['1. of 1', '2. of 1', '3. of 2', '1. of 3', '2. of 3', '5. of 4', '6. of 4'],
  },
  {
    name: 'a level that never restarts, and one that restarts after the first level only',
    file: {
      numbering: abstractList(1, level(0, 'upperRoman', 'Part %1'), level(1, 'decimal', 'Section %2', '<w:lvlRestart w:val="0"/>'), level(2, 'decimal', '(%3)', '<w:lvlRestart w:val="1"/>')) + list(1, 1),
      body: [0, 1, 2, 2, 1, 2, 0, 1, 2].map((at) => listed(1, at, 'x')).join(''),
    },
    printed: ['Part I x', 'Section 1 x', '(1) x', '(2) x', 'Section 2 x', '(3) x', 'Part II x', 'Section 3 x', '(1) x'],
    unlike: 'it does not know w:lvlRestart',
  },
  {
    name: 'a level above that has not begun counts as begun',
    file: { numbering: legal + list(1, 1), body: [1, 1, 0, 1].map((at) => listed(1, at, 'x')).join('') },
    printed: ['1.1 x', '1.2 x', '2. x', '2.1 x'],
  },
  {
    name: 'paragraphs numbered through their styles and the styles these rest on; a list 0 takes one out',
    file: {
      styles: basicStyles + style('Head', 'Head', `<w:basedOn w:val="Normal"/>${inStyle(1)}`) + style('Clause', 'Clause', `<w:basedOn w:val="Normal"/>${inStyle(1, 1)}`) + style('SubClause', 'Sub-clause', '<w:basedOn w:val="Clause"/>'),
      numbering: abstractList(1, level(0, 'upperRoman', '%1', '<w:pStyle w:val="Head"/>'), level(1, 'lowerLetter', '%1.%2', '<w:pStyle w:val="Clause"/><w:isLgl/>')) + list(1, 1),
      body: [styled('Head', 'Keepers'), styled('Clause', 'one'), styled('SubClause', 'two'), paragraph('none', '<w:pStyle w:val="Clause"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'), styled('Head', 'Hives'), styled('Clause', 'three')].join(''),
    },
    printed: ['I Keepers', '1.1 one', '1.2 two', 'none', 'II Hives', '2.1 three'],
    unlike: 'it does not know w:isLgl',
  },
  {
    name: 'the level that names a style goes before the level the style names',
    file: {
      styles: basicStyles + style('Clause', 'Clause', `<w:basedOn w:val="Normal"/>${inStyle(1, 7)}`),
      numbering: abstractList(1, level(0, 'decimal', '%1.'), level(1, 'decimalZero', '%1.%2', '<w:pStyle w:val="Clause"/><w:isLgl/>')) + list(1, 1),
      body: listed(1, 0, 'x') + styled('Clause', 'y'),
    },
    printed: ['1. x', '1.01 y'],
    unlike: 'it takes the level the style names',
  },
  {
    name: 'a list that names a numbering style has the definition of the list that carries it',
    file: {
      styles: `${basicStyles}<w:style w:type="numbering" w:customStyle="1" w:styleId="Law"><w:name w:val="Law"/>${inStyle(1)}</w:style>`,
      numbering: abstractList(1, '<w:styleLink w:val="Law"/>', level(0, 'decimal', '§ %1'), level(1, 'decimal', '(%2)')) + abstractList(2, '<w:numStyleLink w:val="Law"/>') + list(1, 1) + list(2, 2),
      body: [0, 1, 1, 0].map((at) => listed(2, at, 'x')).join(''),
    },
    printed: ['§ 1 x', '(1) x', '(2) x', '§ 2 x'],
  },
  {
    name: 'a list may put a level of its own in the place of the definition’s',
    file: { numbering: legal + list(1, 1, `<w:lvlOverride w:ilvl="0">${level(0, 'upperLetter', '%1)', '', 3)}</w:lvlOverride>`), body: listed(1, 0, 'x') + listed(1, 1, 'y') + listed(1, 0, 'z') },
    printed: ['C) x', 'C.1 y', 'D) z'],
  },
  {
    name: 'bullets print no number and do not count for what stands above them',
    file: { numbering: abstractList(1, level(0, 'decimal', '%1.'), level(1, 'bullet', '–'), level(2, 'decimal', '%1.%3')) + list(1, 1), body: [0, 1, 2, 2, 0].map((at) => listed(1, at, 'x')).join('') },
    printed: ['1. x', 'x', '1.1 x', '1.2 x', '2. x'],
    unlike: 'it prints the bullet',
  },
  {
    name: 'nothing, a space or a tab between number and text; levels that print nothing',
    file: {
      numbering: abstractList(1, level(0, 'decimal', '第%1条', '<w:suff w:val="nothing"/>'), level(1, 'decimal', '%2 ', '<w:suff w:val="nothing"/>'), level(2, 'none', ''), level(3, 'lowerLetter', '%4)', '<w:suff w:val="space"/>')) + list(1, 1),
      body: [0, 1, 2, 3].map((at) => listed(1, at, 'x')).join(''),
    },
    printed: ['第1条 x', '1 x', 'x', 'a) x'],
  },
  {
    name: 'empty paragraphs of a list are numbered, hidden ones are not counted',
    file: {
      numbering: legal + list(1, 1),
      body: [listed(1, 0, 'x'), listed(1, 0, ''), paragraph('<w:r><w:rPr><w:vanish/></w:rPr><w:t>y</w:t></w:r>', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>'), listed(1, 0, 'z')].join(''),
    },
    printed: ['1. x', '2.', '3. z'],
    unlike: 'its text export prints hidden paragraphs',
  },
];

/** Formats of numbers: format, number, printed. LibreOffice prints the same of these. */
export const commonFormats: readonly (readonly [string, number, string])[] = [
  ['decimal', 12, '12'], ['decimalZero', 7, '07'], ['upperRoman', 1994, 'MCMXCIV'], ['lowerRoman', 49, 'xlix'],
  ['lowerLetter', 26, 'z'], ['lowerLetter', 27, 'aa'], ['upperLetter', 54, 'BBB'],
  ['ordinal', 11, '11th'], ['ordinal', 22, '22nd'], ['ordinalText', 3, 'Third'], ['ordinalText', 21, 'Twenty-first'], ['ordinalText', 40, 'Fortieth'], ['cardinalText', 15, 'Fifteen'], ['cardinalText', 42, 'Forty-two'],
  ['decimalEnclosedCircle', 3, '③'], ['japaneseCounting', 10, '十'], ['japaneseCounting', 21, '二十一'],
  ['aiueoFullWidth', 6, 'カ'], ['irohaFullWidth', 3, 'ハ'], ['aiueo', 2, 'ｲ'], ['iroha', 2, 'ﾛ'], ['ideographTraditional', 4, '丁'], ['ideographZodiac', 5, '辰'],
  ['chineseCountingThousand', 11, '十一'], ['chineseCountingThousand', 105, '一百零五'], ['chineseLegalSimplified', 21, '贰拾壹'], ['taiwaneseCountingThousand', 20, '二十'],
  ['koreanCounting', 12, '십이'], ['koreanDigital', 12, '일이'], ['ganada', 5, '마'], ['chosung', 5, 'ㅁ'],
  ['arabicAlpha', 3, 'ت'], ['arabicAbjad', 5, 'ه'], ['hebrew1', 15, 'טו'], ['hebrew1', 123, 'קכג'], ['hebrew2', 11, 'כ'], ['russianLower', 10, 'к'], ['russianUpper', 11, 'Л'],
  ['thaiLetters', 3, 'ค'], ['chicago', 6, '††'],
];

/** These LibreOffice writes in Arabic digits or in another system; the examples of ECMA-376 part 1, 17.18.59, decide. */
export const furtherFormats: readonly (readonly [string, number, string])[] = [
  ['decimalFullWidth', 10, '１０'], ['decimalEnclosedParen', 4, '⑷'], ['decimalEnclosedFullstop', 5, '⒌'], ['numberInDash', 6, '- 6 -'], ['hex', 26, '1A'], ['thaiNumbers', 12, '๑๒'], ['hindiNumbers', 12, '१२'],
  ['japaneseCounting', 111, '百十一'], ['japaneseLegal', 12, '壱拾弐'], ['ideographDigital', 21, '二一'], ['japaneseDigitalTenThousand', 21, '二一'],
];

const formatCases = [...commonFormats, ...furtherFormats];

export const formatFile: WordFile = {
  numbering: formatCases.map(([format, start], at) => abstractList(at + 1, level(0, format, '%1', '', start))).join('') + formatCases.map((_, at) => list(at + 1, at + 1)).join(''),
  body: formatCases.map((_, at) => listed(at + 1, 0, 'x')).join(''),
};
