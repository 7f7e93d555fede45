/** `GET /`: a page where a person asks and opens the quotations. */
import { longestQuestion } from '../contract.js';
import { createRoute, z } from '@hono/zod-openapi';
import { askerWords, fill, wordsFor } from '../asker-words.js';
import { primaryLanguage } from '../language.js';
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

export function registerAskPage(app: ServerApp, { access, assistant }: AppParts): void {
  const policy = contentPolicy({ style: pageStyle, script: askScript });
  app.openapi(askRoute, async (c) => {
    const language = likedLanguage(c.req.header('accept-language') ?? '');
    return c.html(askPage(assistant.index(), language, await access.asksForKey()), 200, { 'content-security-policy': policy, 'content-language': language, vary: 'accept-language' });
  });
}

/** `de-CH, fr;q=0.8` -> `de`: the language that the browser likes best of those the page speaks, else English (RFC 9110, section 12.5.4). */
function likedLanguage(header: string): string {
  const liked = header.split(',').map((one) => {
    const [tag = '', ...parameters] = one.trim().split(/\s*;\s*/);
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { tag: primaryLanguage(tag), weight: weight === undefined ? 1 : Number(weight) };
  });
  const known = liked.filter(({ tag, weight }) => Object.hasOwn(askerWords, tag) && weight > 0);
  return known.sort((a, b) => b.weight - a.weight)[0]?.tag ?? 'en';
}

function askPage({ counts, languages, collections, generation }: IndexView, language: string, asksForKey: boolean): string {
  const words = wordsFor(language);
  const held = fill(words.counts, { works: counts.works, provisions: counts.provisions, held: collections.length, collections: collections.map(({ title, id }) => title ?? id).join(', '), generation });
  return renderPage({
    title: words.title,
    language,
    style: pageStyle,
    script: askScript,
    body: html`<header>
<h1>${words.title}</h1>
<p class="soft">${words.lead}</p>
</header>
<main>
<div id="conversation" aria-live="polite"></div>
<form id="ask">
${asksForKey ? keyField(words) : html``}<label for="question">${words.question}</label>
<textarea id="question" name="question" required maxlength="${longestQuestion}" dir="auto" autofocus></textarea>
<div class="row">
<div><label for="asOf">${words.day}</label><input id="asOf" name="asOf" type="date" aria-describedby="asOf-hint"></div>
<div><label for="language">${words.answerLanguage}</label><select id="language" name="language"><option value="">${words.asQuestion}</option>${Object.keys(languages).sort().map(languageOption)}</select></div>
<div><button type="submit">${words.ask}</button> <button type="button" id="fresh" hidden>${words.newQuestion}</button></div>
</div>
<p class="soft" id="asOf-hint">${words.dayHint}</p>
</form>
<noscript><p>This page needs its script. Without it, send the question to <code>POST /v1/answers</code>; <a href="/docs">the description of the service</a> shows how.</p></noscript>
<p id="state" role="status" aria-live="polite" dir="auto"></p>
</main>
<footer class="soft">
<h2>${words.searched}</h2>
<p>${held}</p>
<p><a href="/v1/works">${words.allWorks}</a> · <a href="/docs">${words.forPrograms}</a></p>
</footer>`,
  });
}

/** Has no name, so that it is not sent with the question. */
function keyField(words: ReturnType<typeof wordsFor>): Markup {
  return html`<label for="key">${words.key}</label>
<input id="key" type="password" required autocomplete="off" spellcheck="false" aria-describedby="key-hint">
<p class="soft" id="key-hint">${words.keyHint}</p>
`;
}

/** A language under its own name: who needs it can read it. */
function languageOption(tag: string): Markup {
  return html`<option value="${tag}" lang="${tag}">${new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag}</option>`;
}
