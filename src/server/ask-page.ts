/** `GET /`: a page where a person asks and opens the quotations. */
import { longestQuestion } from '../contract.js';
import { createRoute, z } from '@hono/zod-openapi';
import { askScript } from './ask-script.js';
import type { AppParts, ServerApp } from './context.js';
import { contentPolicy, html, renderPage, type Markup } from './html.js';
import { pageStyle } from './page-style.js';
import { commonProblems } from './problem.js';
import type { IndexView } from '../assistant.js';

const askRoute = createRoute({
  method: 'get',
  path: '/',
  tags: ['Pages'],
  summary: 'Ask on a page',
  responses: { 200: { description: 'The page.', content: { 'text/html': { schema: z.string() } } }, ...commonProblems },
});

export function registerAskPage(app: ServerApp, { assistant }: AppParts): void {
  const policy = contentPolicy({ style: pageStyle, script: askScript });
  app.openapi(askRoute, (c) => c.html(askPage(assistant.index()), 200, { 'content-security-policy': policy }));
}

function askPage({ counts, languages, collections, generation }: IndexView): string {
  return renderPage({
    title: 'Ask the law',
    style: pageStyle,
    script: askScript,
    body: html`<header>
<h1>Ask the law</h1>
<p class="soft">Every statement of the answer stands on a quotation that you can open. Where the texts do not say, the answer is that they do not say.</p>
</header>
<main>
<form id="ask">
<label for="question">Your question</label>
<textarea id="question" name="question" required maxlength="${longestQuestion}" dir="auto" autofocus></textarea>
<div class="row">
<div><label for="asOf">Law of the day</label><input id="asOf" name="asOf" type="date" aria-describedby="asOf-hint"></div>
<div><label for="language">Language of the answer</label><select id="language" name="language"><option value="">as the question</option>${Object.keys(languages).sort().map(languageOption)}</select></div>
<div><button type="submit">Ask</button></div>
</div>
<p class="soft" id="asOf-hint">Leave the day empty for today’s law.</p>
</form>
<noscript><p>This page needs its script. Without it, send the question to <code>POST /v1/answers</code>; <a href="/docs">the description of the service</a> shows how.</p></noscript>
<p id="state" role="status" aria-live="polite" dir="auto"></p>
<div id="answer" aria-live="polite"></div>
</main>
<footer class="soft">
<h2>What is searched</h2>
<p>${counts.works} works, ${counts.provisions} provisions in ${collections.length} collections: ${collections.map(({ title, id }) => title ?? id).join(', ')}. Index ${generation}.</p>
<p><a href="/v1/works">The works</a> · <a href="/docs">For programs</a></p>
</footer>`,
  });
}

/** A language under its own name: who needs it can read it. */
function languageOption(tag: string): Markup {
  return html`<option value="${tag}" lang="${tag}">${new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag}</option>`;
}
