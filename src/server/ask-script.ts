/** The script of the page `/`: asks through the events of `POST /v1/answers` and shows each statement as it comes. Everything is set as text, never as markup. */
import { askerWords, directionOf } from '../asker-words.js';

/** Earlier questions sent along: six of the longest fit into a request of 64 KiB in any script. */
const sentAlong = 6;

export const askScript = String.raw`
'use strict';
(() => {
  const tables = ${JSON.stringify(askerWords)};
  const rightToLeft = ${JSON.stringify(Object.keys(askerWords).filter((language) => directionOf(language) === 'rtl'))};
  const form = document.getElementById('ask');
  const conversation = document.getElementById('conversation');
  const fresh = document.getElementById('fresh');
  /** What was asked and answered so far; a new question forgets it. */
  let previous = [];
  /** Where the answer goes that is being made. */
  let answer = null;
  /** The page's words: of its own language, then of the answer's. */
  let words = tables[document.documentElement.lang] ?? tables.en;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  const primary = (tag) => tag.toLowerCase().split('-')[0];
  /** Puts a language on an element, with the direction it is written in. */
  const spoken = (element, tag) => Object.assign(element, { lang: tag, dir: rightToLeft.includes(primary(tag)) ? 'rtl' : tables[primary(tag)] === undefined ? 'auto' : 'ltr' });
  const state = document.getElementById('state');
  const button = form.querySelector('button');
  /** Where the service asks for a key: kept as long as this window, sent to this service alone. */
  let key = null;
  const useKey = (field) => {
    key = field;
    key.value = sessionStorage.getItem('key') ?? '';
    key.addEventListener('change', () => sessionStorage.setItem('key', key.value.trim()));
  };
  if (document.getElementById('key') !== null) useKey(document.getElementById('key'));
  const withKey = (headers) => (key === null ? headers : { ...headers, authorization: 'Bearer ' + key.value.trim() });
  let asking = null;

  const make = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text, dir: 'auto' }, properties);
  const period = ({ from, to }) => (from === null && to === null ? words.always : [words.inForce, from === null ? '' : fill(words.from, { date: from }), to === null ? '' : fill(words.until, { date: to })].filter(Boolean).join(' '));

  /** After a 401: into the key's field, which is made where the service asked for no key yet when this page was loaded. */
  function askForKey() {
    if (key === null) {
      const field = make('input', '', { id: 'key', type: 'password', required: true, autocomplete: 'off', spellcheck: false });
      field.setAttribute('aria-describedby', 'key-hint');
      form.prepend(make('label', words.key, { htmlFor: 'key' }), field, make('p', words.keyHint, { className: 'soft', id: 'key-hint' }));
      useKey(field);
    }
    key.focus();
    key.select();
  }

  /** What a work is and how the provision stands: "act · in force from 2019-01-01", "guidance, not law · repealed". */
  const standing = ({ type, status, inForce }) => [words[type], period(inForce), status === 'in-force' ? '' : words[status]].filter(Boolean).join(' · ');

  /** The provision around a quotation, with the quotation marked; loaded when it is opened. */
  async function openProvision(box, { href, quote }) {
    box.replaceChildren(make('p', words.loading, { className: 'soft' }));
    try {
      const response = await fetch(href, { headers: withKey({ accept: 'application/json' }) });
      const provision = await response.json();
      if (!response.ok) throw new Error(provision.detail);
      const text = spoken(make('div', '', { className: 'provision', tabIndex: 0 }), provision.language);
      text.append(provision.text.slice(0, quote.start), make('mark', provision.text.slice(quote.start, quote.end)), provision.text.slice(quote.end));
      box.replaceChildren(make('p', provision.breadcrumb.concat([provision.number, provision.heading].filter(Boolean).join(' ')).join(' › '), { className: 'soft' }), text);
      text.querySelector('mark').scrollIntoView({ block: 'nearest' });
    } catch (error) {
      box.replaceChildren(make('p', fill(words.notShown, { why: error.message })));
    }
  }

  function source(citation) {
    const details = document.createElement('details');
    const box = document.createElement('div');
    const link = make('a', words.asData, { href: citation.href });
    const summary = spoken(make('summary', citation.label), citation.quote.language);
    // Guidance and what is not in force are told before anything is opened.
    if (citation.type === 'guidance' || citation.type === 'bill') summary.append(' ', make('span', '[' + words[citation.type] + ']', { className: 'kind' }));
    if (citation.status !== 'in-force') summary.append(' ', make('strong', '[' + words[citation.status] + ']', { className: 'kind' }));
    details.append(summary, spoken(make('blockquote', citation.quote.text), citation.quote.language), make('p', citation.title + ' · ' + standing(citation), { className: 'soft' }), box, link);
    details.addEventListener('toggle', () => details.open && box.childElementCount === 0 && openProvision(box, citation));
    return details;
  }

  function showStatement(statement) {
    const section = make('section', '', { className: 'statement' });
    const text = make('p', statement.text);
    const [first] = statement.citations;
    // A statement in the words of its quotation is in the law's language.
    if (first !== undefined && statement.text.includes(first.quote.text)) spoken(text, first.quote.language);
    section.append(text, ...statement.citations.map(source));
    if (statement.support === 'not-checkable') section.append(make('p', words.notChecked, { className: 'soft' }));
    answer.append(section);
  }

  /** A heading with what belongs under it; nothing when there is nothing. */
  function showBeside(heading, parts) {
    if (parts.length > 0) answer.append(make('h3', heading), ...parts);
  }

  function boxed(text, sources) {
    const box = make('div', '', { className: 'beside' });
    box.append(text, ...sources.map(source));
    return box;
  }

  /** Defined terms, provisions pointed to, and provisions that do not agree. */
  function showContext({ definitions, related, conflicts }) {
    const ranked = ({ citation: { type }, date }) => make('p', [words[type], date ?? words.undated].join(' · '));
    showBeside(words.conflicts, conflicts.flatMap(({ sides }) => sides.map((side) => boxed(ranked(side), [side.citation]))));
    showBeside(words.definitions, definitions.map(({ term, citation }) => boxed(spoken(make('b', term), citation.quote.language), [citation])));
    showBeside(words.related, related.map(({ why, from, citation }) => boxed(make('span', from + ' ' + words[why] + ' '), [citation])));
  }

  /** What a citation in the question was taken for, with a link to each provision it may mean. */
  function cited({ text, outcome, candidates, nearest, count }) {
    const line = make('p', '“' + text + '” ' + words[outcome] + ' ', { className: 'soft' });
    const shown = candidates.length > 0 ? candidates : nearest;
    shown.forEach((one, at) => line.append(at === 0 ? '' : '; ', make('a', one.label, { href: one.href })));
    if (count > candidates.length) line.append(' ' + fill(words.more, { count: count - candidates.length }));
    return line;
  }

  function showEnd(whole) {
    const { abstention, question, provenance } = whole;
    words = tables[primary(question.language)] ?? tables.en;
    previous = previous.concat({ question: question.text, answer: whole.id }).slice(-${sentAlong});
    fresh.hidden = false;
    if (question.understood !== null) answer.querySelector('h2').after(make('p', fill(words.understood, { question: question.understood }), { className: 'soft' }));
    answer.querySelector('h2').after(...whole.citations.map(cited));
    if (abstention !== null) {
      answer.append(make('p', abstention.message));
      if (abstention.closest.length > 0) answer.append(make('p', words.closest), ...abstention.closest.map(({ text, citations }) => boxed(spoken(make('p', text), citations[0].quote.language), citations)));
      if (abstention.nearest.length > 0) {
        const list = document.createElement('ul');
        for (const near of abstention.nearest) {
          const item = document.createElement('li');
          item.append(make('a', near.label, { href: near.href }), make('span', ' (' + standing(near) + ')', { className: 'soft' }));
          list.append(item);
        }
        answer.append(make('p', words.nearest), list);
      }
      answer.append(make('p', abstention.covers.message, { className: 'soft' }));
    }
    for (const part of whole.unanswered) answer.append(make('p', fill(words.unanswered, { question: part.text }) + ' ' + part.message));
    showContext(whole);
    answer.append(make('p', whole.lawOf.message));
    if (provenance.fallback !== null) answer.append(make('p', (provenance.fallback.engine === 'extractive' ? '' : words.fallback + ' ') + provenance.fallback.message, { className: 'soft' }));
    answer.append(make('p', [fill(words.index, { generation: provenance.generation }), provenance.engine].join(' · '), { className: 'soft' }));
    state.textContent = abstention === null ? words.answered : words.noAnswer;
    document.getElementById('question').value = '';
  }

  const handlers = {
    passages: (passages) => (state.textContent = fill(words.reading, { count: passages.length })),
    statement: showStatement,
    answer: showEnd,
    error: (problem) => (state.textContent = problem.detail),
  };

  async function readEvents(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    let last = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done && last !== 'answer' && last !== 'error') throw new Error(words.brokenOff);
      if (done) return;
      const events = (rest + value).split('\n\n');
      rest = events.pop();
      for (const event of events) {
        const [name, data] = event.split('\n');
        last = name.slice('event: '.length);
        handlers[last](JSON.parse(data.slice('data: '.length)));
      }
    }
  }

  form.addEventListener('submit', async (submitted) => {
    submitted.preventDefault();
    if (asking !== null) asking.abort();
    const mine = (asking = new AbortController());
    const fields = [...new FormData(form)].filter(([, value]) => value !== '');
    answer = make('section', '', { className: 'asked' });
    const mineToo = answer;
    answer.append(make('h2', form.elements.question.value));
    conversation.append(answer);
    state.textContent = words.looking;
    button.disabled = true;
    try {
      const response = await fetch('/v1/answers', {
        method: 'POST',
        headers: withKey({ 'content-type': 'application/json', accept: 'text/event-stream' }),
        body: JSON.stringify({ ...Object.fromEntries(fields), ...(previous.length > 0 && { previous }) }),
        signal: mine.signal,
      });
      if (response.ok) await readEvents(response);
      else {
        state.textContent = (await response.json()).detail;
        if (response.status === 401) askForKey();
      }
    } catch (error) {
      if (!mine.signal.aborted) state.textContent = fill(words.noService, { why: error.message });
    } finally {
      if (asking === mine) button.disabled = false;
      // Nothing came of it: the question stays in its field and nowhere else.
      if (mineToo.childElementCount === 1) mineToo.remove();
    }
  });

  /** A link carries no key: what it leads to is fetched with the key and shown below it. */
  async function showData(link) {
    const shown = link.nextElementSibling;
    if (shown !== null && shown.className === 'data') return shown.remove();
    const box = make('pre', words.loading, { className: 'data', tabIndex: 0 });
    link.after(box);
    try {
      const response = await fetch(link.href, { headers: withKey({ accept: 'application/json' }) });
      box.textContent = JSON.stringify(await response.json(), null, 2);
    } catch (error) {
      box.textContent = fill(words.notShown, { why: error.message });
    }
  }

  document.addEventListener('click', (clicked) => {
    const link = clicked.target.closest('a[href^="/v1/"]');
    if (key === null || link === null) return;
    clicked.preventDefault();
    showData(link);
  });

  fresh.addEventListener('click', () => {
    if (asking !== null) asking.abort();
    previous = [];
    conversation.replaceChildren();
    state.textContent = '';
    fresh.hidden = true;
    form.elements.question.value = '';
    form.elements.question.focus();
  });
})();
`;
