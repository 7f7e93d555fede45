/** The parsers, in the order in which they are asked; the first that accepts a file reads it. */
import { akomaNtosoParser } from './formats/akoma-ntoso/akoma-ntoso.js';
import { beirParser } from './formats/beir.js';
import { docxParser } from './formats/docx/docx.js';
import { eGovParser } from './formats/e-gov/e-gov.js';
import { faqParser } from './formats/faq/faq.js';
import { gesetzeImInternetParser } from './formats/gesetze-im-internet/gesetze-im-internet.js';
import { htmlParser } from './formats/html/html.js';
import { justiceCanadaParser } from './formats/justice-canada/justice-canada.js';
import { markdownParser } from './formats/markdown/markdown.js';
import type { Parser } from './parser.js';
import { pdfParser } from './formats/pdf/pdf.js';
import { plainTextParser } from './formats/plain-text/plain-text.js';
import { uslmParser } from './formats/uslm/uslm.js';

export const parsers: readonly Parser[] = [beirParser, akomaNtosoParser, uslmParser, eGovParser, justiceCanadaParser, gesetzeImInternetParser, docxParser, pdfParser, htmlParser, markdownParser, faqParser, plainTextParser];
