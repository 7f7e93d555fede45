/** The law XML of Japan's e-Gov (法令標準XML): 条 with its 項, the first of which prints no number, and their 号. */
import { noPeriodsOfProvisions } from './differences.js';
import { isLine, isUnit, linesIn, mapUnits, partsOf, piecesOf, unitsIn, type Law, type Unit } from './law.js';
import { element, escaped, textElement } from './markup.js';
import type { Rendition } from './rendition.js';

const lawNumber = '平成二十六年法律第三十一号';

/** Articles between two others, 第五条の二, have two numbers: `5_2`. */
const valueOf = ({ eId }: Unit): string => /_([\d-]+)$/.exec(eId)![1]!.replace('-', '_');

const sentences = (name: string, lines: readonly string[]): string => (lines.length === 0 ? '' : `<${name}>${lines.map((line, at) => `<Sentence Num="${at + 1}" WritingMode="vertical">${escaped(line)}</Sentence>`).join('')}</${name}>`);

const item = (unit: Unit): string => element('Item', { Num: valueOf(unit) }, textElement('ItemTitle', unit.number) + sentences('ItemSentence', linesIn(unit)));

function paragraph(number: string | null, value: string, content: Unit['content']): string {
  const inside = sentences('ParagraphSentence', content.filter(isLine)) + content.filter(isUnit).map(item).join('');
  return element('Paragraph', { Num: value }, `${number === null ? '<ParagraphNum/>' : textElement('ParagraphNum', number)}${inside}`);
}

/** What stands before the second paragraph is the first. */
function article(unit: Unit): string {
  const paragraphs = unitsIn(unit).filter(({ kind }) => kind === 'paragraph');
  const first = unit.content.filter((each) => !isUnit(each) || each.kind !== 'paragraph');
  const inside = (first.length === 0 ? '' : paragraph(null, '1', first)) + paragraphs.map((each) => paragraph(each.number, valueOf(each), each.content)).join('');
  return element('Article', { Num: valueOf(unit) }, `${unit.heading === null ? '' : textElement('ArticleCaption', `（${unit.heading}）`)}${textElement('ArticleTitle', unit.number)}${inside}`);
}

/** A table with the line before it as its title. */
function tables(lines: readonly string[]): string {
  let title = '';
  return piecesOf(lines).map((piece) => {
    if ('line' in piece) {
      title = textElement('TableStructTitle', piece.line);
      return '';
    }
    const rows = piece.rows.map((row) => `<TableRow>${row.map((cell) => `<TableColumn BorderTop="solid">${textElement('Sentence', cell)}</TableColumn>`).join('')}</TableRow>`);
    return `<TableStruct>${title}<Table WritingMode="vertical">${rows.join('')}</Table></TableStruct>`;
  }).join('');
}

function schedule(unit: Unit): string {
  return element('AppdxTable', { Num: '1' }, `${textElement('AppdxTableTitle', unit.number)}${unit.heading === null ? '' : textElement('RelatedArticleNum', `（${unit.heading}）`)}${tables(partsOf(unit).intro)}${unitsIn(unit).map(item).join('')}`);
}

function mainUnit(unit: Unit): string {
  if (unit.kind === 'article') return article(unit);
  return element('Chapter', { Num: valueOf(unit) }, textElement('ChapterTitle', [unit.number, unit.heading].join('　')) + unitsIn(unit).map(article).join(''));
}

function write(law: Law): string {
  const main = law.units.filter(({ kind }) => ['part', 'chapter', 'article'].includes(kind));
  const enacting = law.units.filter(({ kind }) => kind === 'preamble').map((unit) => textElement('EnactStatement', partsOf(unit).intro.join('')));
  return `<?xml version="1.0" encoding="UTF-8"?>
<Law Era="Heisei" Lang="ja" LawType="Act" Num="031" Year="26" PromulgateMonth="09" PromulgateDay="25"><LawNum>${lawNumber}</LawNum><LawBody>${textElement('LawTitle', law.title)}${enacting.join('')}
<MainProvision>${main.map(mainUnit).join('\n')}</MainProvision>${law.units.filter(({ kind }) => kind === 'schedule').map(schedule).join('')}</LawBody></Law>`;
}

const bare = { number: null, heading: null, inForce: null, status: 'in-force' } as const;

/** The article with what stands before its second paragraph as its first. */
function withFirstParagraph(unit: Unit): Unit {
  const paragraphs = unitsIn(unit).filter(({ kind }) => kind === 'paragraph');
  if (unit.kind !== 'article' || paragraphs.length === 0) return unit;
  const first = unit.content.filter((each) => !isUnit(each) || each.kind !== 'paragraph');
  return { ...unit, content: [{ ...bare, eId: `${unit.eId}__para_1`, kind: 'paragraph', content: first }, ...paragraphs] };
}

export const eGov: Rendition = {
  format: 'e-gov', write,
  // The file's name says the day in force, as e-Gov names its files.
  fileName: '426AC0000000031_20150401_000000000000000.xml',
  suits: ({ language }) => language === 'ja',
  sideMetadata: ({ work, type, jurisdiction, inForce }) => ({ work, type, jurisdiction, in_force_from: inForce.from, in_force_to: inForce.to }),
  differences: [
    {
      why: 'A law begins with its number and its title, whatever else stood before it.',
      expected: (law) => ({ ...law, units: [{ ...bare, eId: 'preface', kind: 'preface', content: [lawNumber, law.title] }, ...law.units.filter(({ kind }) => kind !== 'preface')] }),
    },
    { why: '章 is a chapter, never a part.', expected: (law) => mapUnits(law, (unit) => (unit.kind === 'part' ? { ...unit, kind: 'chapter', eId: unit.eId.replace('part', 'chp') } : unit)) },
    { why: 'The first paragraph of an article is one, though it prints no number.', expected: (law) => mapUnits(law, withFirstParagraph) },
    {
      why: '号 are items, numbered in their paragraph.',
      expected: (law) => mapUnits(law, (unit, holder) => (unit.kind === 'point' && holder !== null ? { ...unit, kind: 'item', eId: `${holder.eId}__item_${valueOf(unit)}` } : unit)),
    },
    {
      why: 'The article to which a table belongs stands in brackets on a line of its own below the number of the table.',
      expected: (law) => mapUnits(law, (unit) => (unit.kind === 'schedule' && unit.heading !== null ? { ...unit, heading: null, content: [`（${unit.heading}）`, ...unit.content] } : unit)),
    },
    noPeriodsOfProvisions,
  ],
};
