/** HTML by template: what is put in is escaped, so that the text of a law is never markup; and a content policy that allows just the page's own parts. */
import { createHash } from 'node:crypto';
import { directionOf } from '../asker-words.js';

/** Markup that is finished: made by `html`, or written by us. */
export interface Markup {
  readonly markup: string;
}
type Part = string | number | Markup | readonly Markup[];

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.reduce((text, string, i) => text + markupOf(parts[i - 1] ?? '') + string) };
}

function markupOf(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export interface Page {
  readonly title: string;
  /** BCP 47; English when not given. */
  readonly language?: string;
  readonly style: string;
  readonly script?: string;
  readonly body: Markup;
}

/** A whole page; nothing in it comes from elsewhere. */
export function renderPage({ title, language = 'en', style, script, body }: Page): string {
  const ending: Markup = script === undefined ? { markup: '' } : { markup: `<script>${script}</script>` };
  return html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${{ markup: style }}</style>
</head>
<body>
${body}
${ending}
</body>
</html>
`.markup;
}

/** Content-Security-Policy of a page: its own style and script by their digest, requests to this service only. */
export function contentPolicy({ style, script }: Pick<Page, 'style' | 'script'>): string {
  const digest = (source: string): string => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
  return [
    "default-src 'none'",
    `style-src ${digest(style)}`,
    script === undefined ? "script-src 'none'" : `script-src ${digest(script)}`,
    "connect-src 'self'", 'img-src data:', "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  ].join('; ');
}
