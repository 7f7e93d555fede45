/** The script of the page `/`: asks through the events of `POST /v1/answers` and shows each statement as it comes. Everything is set as text, never as markup. */
export const askScript = String.raw`
'use strict';
(() => {
  const form = document.getElementById('ask');
  const answer = document.getElementById('answer');
  const state = document.getElementById('state');
  const button = form.querySelector('button');
  let asking = null;

  const make = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text, dir: 'auto' }, properties);
  const period = ({ from, to }) => (from === null && to === null ? 'at all times' : 'in force' + (from === null ? '' : ' from ' + from) + (to === null ? '' : ' until before ' + to));

  /** The provision around a quotation, with the quotation marked; loaded when it is opened. */
  async function openProvision(box, { href, quote }) {
    box.replaceChildren(make('p', 'Loading …', { className: 'soft' }));
    try {
      const response = await fetch(href, { headers: { accept: 'application/json' } });
      const provision = await response.json();
      if (!response.ok) throw new Error(provision.detail);
      const text = make('div', '', { className: 'provision', tabIndex: 0, lang: provision.language });
      text.append(provision.text.slice(0, quote.start), make('mark', provision.text.slice(quote.start, quote.end)), provision.text.slice(quote.end));
      box.replaceChildren(make('p', provision.breadcrumb.concat([provision.number, provision.heading].filter(Boolean).join(' ')).join(' › '), { className: 'soft' }), text);
      text.querySelector('mark').scrollIntoView({ block: 'nearest' });
    } catch (error) {
      box.replaceChildren(make('p', 'The provision cannot be shown: ' + error.message));
    }
  }

  function source(citation) {
    const details = document.createElement('details');
    const box = document.createElement('div');
    const link = make('a', 'The provision as data', { href: citation.href });
    details.append(make('summary', citation.label), make('blockquote', citation.quote.text), make('p', citation.title + ', ' + period(citation.inForce), { className: 'soft' }), box, link);
    details.addEventListener('toggle', () => details.open && box.childElementCount === 0 && openProvision(box, citation));
    return details;
  }

  function showStatement(statement) {
    const section = make('section', '', { className: 'statement' });
    section.append(make('p', statement.text), ...statement.citations.map(source));
    if (statement.support === 'not-checkable') section.append(make('p', 'This could not be checked word by word: compare it with the quotation.', { className: 'soft' }));
    answer.append(section);
  }

  const outcomes = { found: 'is', ambiguous: 'may be', 'not-in-force': 'is not in force on that day:', 'no-such-provision': 'does not exist; nearby:', 'unknown-work': 'is in no work of this corpus' };

  /** What a citation in the question was taken for, with a link to each provision it may mean. */
  function cited({ text, outcome, candidates, nearest, count }) {
    const line = make('p', '“' + text + '” ' + outcomes[outcome] + ' ', { className: 'soft' });
    const shown = candidates.length > 0 ? candidates : nearest;
    shown.forEach((one, at) => line.append(at === 0 ? '' : '; ', make('a', one.label, { href: one.href })));
    if (count > candidates.length) line.append(' and ' + (count - candidates.length) + ' more');
    return line;
  }

  function showEnd(whole) {
    const { abstention, question, provenance } = whole;
    answer.prepend(...whole.citations.map(cited));
    if (abstention !== null) {
      answer.append(make('p', abstention.message));
      if (abstention.nearest.length > 0) {
        const list = document.createElement('ul');
        for (const near of abstention.nearest) {
          const item = document.createElement('li');
          item.append(make('a', near.label, { href: near.href }), make('span', ' (' + period(near.inForce) + ')', { className: 'soft' }));
          list.append(item);
        }
        answer.append(make('p', 'Nearest provisions, which do not answer the question:'), list);
      }
    }
    answer.append(make('p', 'Law of ' + question.asOf + ' · index ' + provenance.generation + ' · ' + provenance.engine, { className: 'soft' }));
    state.textContent = abstention === null ? 'Answered.' : 'No answer.';
  }

  const handlers = {
    passages: (passages) => (state.textContent = 'Reading ' + passages.length + ' passages …'),
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
      if (done && last !== 'answer' && last !== 'error') throw new Error('the answer broke off');
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
    answer.replaceChildren();
    state.textContent = 'Looking …';
    button.disabled = true;
    try {
      const response = await fetch('/v1/answers', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify(Object.fromEntries(fields)),
        signal: mine.signal,
      });
      if (response.ok) await readEvents(response);
      else state.textContent = (await response.json()).detail;
    } catch (error) {
      if (!mine.signal.aborted) state.textContent = 'The service did not answer: ' + error.message;
    } finally {
      if (asking === mine) button.disabled = false;
    }
  });
})();
`;
