import { fixture, smallLawMetadata, sourceFile, testParser } from '../conformance/parser.js';
import { parsers } from '../../src/ingest/parsers.js';
import type { Parser } from '../../src/ingest/parser.js';

const parserOf = (format: string): Parser => parsers.find((parser) => parser.format === format)!;
const textOfFile = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const withoutTags = (markup: string): string => markup.replace(/<\/?(?:an:)?(?:sup|def|dfn|ref|a|em|strong)\b[^>]*>/g, '').replace(/<[^>]*>/g, ' ').replace(/&nbsp;/g, ' ');

testParser({
  parser: parserOf('akoma-ntoso'), file: sourceFile('small-law.xml', fixture('small-law.xml')), saysPeriods: true,
  visibleText: (file) => `Beekeeping Act 2020 ${withoutTags(textOfFile(file.bytes).replace(/<an:meta>[\s\S]*?<\/an:meta>/g, ''))}`,
});
testParser({
  parser: parserOf('html'), file: sourceFile('small-law.html', fixture('small-law.html')), saysPeriods: true,
  visibleText: (file) => withoutTags(/<main>([\s\S]*)<\/main>/.exec(textOfFile(file.bytes))![1]!),
});
testParser({
  parser: parserOf('markdown'), file: sourceFile('small-law.md', fixture('small-law.md')), saysPeriods: true,
  visibleText: (file) => withoutTags(textOfFile(file.bytes).replace(/^---[\s\S]*?\n---\n/, '').replace(/\{[^}]*\}/g, '').replace(/\]\([^)]*\)/g, '').replace(/[*|#[-]/g, (sign) => (sign === '*' ? '' : ' '))),
});
testParser({
  parser: parserOf('text'), file: sourceFile('small-law.txt', fixture('small-law.txt'), { sideMetadata: smallLawMetadata }), saysPeriods: false,
  visibleText: (file) => textOfFile(file.bytes),
});
