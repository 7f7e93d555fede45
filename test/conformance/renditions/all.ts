import { akomaNtoso } from './akoma-ntoso.js';
import { docx } from './docx.js';
import { eGov } from './e-gov.js';
import { gesetzeImInternet } from './gesetze-im-internet.js';
import { html } from './html.js';
import { justiceCanada } from './justice-canada.js';
import { markdown } from './markdown.js';
import { pdf } from './pdf.js';
import { plainText } from './plain-text.js';
import type { Rendition } from './rendition.js';
import { uslm } from './uslm.js';

/** One of each format in which law is published. Questions and answers (CSV, JSONL) are no law. */
export const renditions: readonly Rendition[] = [akomaNtoso, uslm, gesetzeImInternet, justiceCanada, eGov, html, markdown, docx, pdf, plainText];
