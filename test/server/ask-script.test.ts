/** The script of `/` in a page of few elements: where it asks for a key, how the key is sent, what it shows of a question of several parts. */
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { askScript } from '../../src/server/ask-script.js';
import { json, testApp } from './harness.js';

type Listener = (event: object) => unknown;
type Child = FakeElement | string;

/** As much of an element as the script uses; what it does not use has no effect here. */
class FakeElement {
  textContent = '';
  value = '';
  hidden = false;
  disabled = false;
  id = '';
  children: Child[] = [];
  focused = false;
  readonly attributes: Record<string, string> = {};
  readonly listeners: Record<string, Listener> = {};
  readonly elements: Record<string, FakeElement> = {};
  constructor(readonly name: string) {}
  get childElementCount(): number {
    return this.children.length;
  }
  append(...children: Child[]): void {
    this.children.push(...children);
  }
  prepend(...children: Child[]): void {
    this.children.unshift(...children);
  }
  after(): void { /* beside this element: not looked at here */ }
  replaceChildren(...children: Child[]): void {
    this.children = children;
  }
  remove(): void { /* stays where it is: what is shown is looked at */ }
  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  addEventListener(name: string, listener: Listener): void {
    this.listeners[name] = listener;
  }
  querySelector(): FakeElement {
    return new FakeElement('found');
  }
  focus(): void {
    this.focused = true;
  }
  select(): void { /* which of its text is marked is not looked at */ }
  /** All text in it, in order. */
  text(): string {
    return [this.textContent, ...this.children.map((child) => (typeof child === 'string' ? child : child.text()))].join(' ');
  }
}

interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The page, loaded; `respond` is the service. */
function loadPage(hasKeyField: boolean, respond: (sent: Sent) => Response) {
  const named = Object.fromEntries(['ask', 'conversation', 'fresh', 'state', 'question'].map((id) => [id, new FakeElement(id)]));
  if (hasKeyField) named['key'] = new FakeElement('input');
  const form = named['ask']!;
  form.elements['question'] = named['question']!;
  const stored = new Map<string, string>();
  const sent: Sent[] = [];
  runInContext(askScript, createContext({
    AbortController, TextDecoderStream, Object, Intl,
    document: {
      documentElement: { lang: 'en' },
      getElementById: (id: string) => named[id] ?? null,
      createElement: (name: string) => new FakeElement(name),
      addEventListener: () => undefined,
    },
    sessionStorage: { getItem: (name: string) => stored.get(name) ?? null, setItem: (name: string, value: string) => stored.set(name, value) },
    FormData: class {
      *[Symbol.iterator]() {
        yield ['question', named['question']!.value];
      }
    },
    fetch: (url: string, { headers }: Sent) => {
      sent.push({ url, headers });
      return Promise.resolve(respond({ url, headers }));
    },
  }));
  const ask = async (question: string): Promise<void> => {
    named['question']!.value = question;
    await form.listeners['submit']!({ preventDefault: () => undefined });
  };
  return { named, form, sent, stored, ask };
}

const refused = (): Response => Response.json({ detail: 'A key is needed.' }, { status: 401 });

test('a 401 leads into the key field, and the key goes as Bearer', async () => {
  const { named, sent, stored, ask } = loadPage(true, refused);
  await ask('May I keep a dog?');
  expect([named['state']!.textContent, named['key']!.focused, named['question']!.value]).toEqual(['A key is needed.', true, 'May I keep a dog?']);
  named['key']!.value = ' rsp_abc ';
  named['key']!.listeners['change']!({});
  await ask('May I keep a dog?');
  expect(sent[1]).toMatchObject({ url: '/v1/answers', headers: { authorization: 'Bearer rsp_abc' } });
  expect([...stored]).toEqual([['key', 'rsp_abc']]);
});

test('a page that was loaded before the service asked for keys gets its field then', async () => {
  const { form, sent, ask } = loadPage(false, refused);
  await ask('May I keep a dog?');
  expect(sent[0]!.headers).not.toHaveProperty('authorization');
  const [label, field] = form.children as FakeElement[];
  expect([label!.textContent, field!.id, field!.attributes['aria-describedby'], field!.focused]).toEqual(['Key', 'key', 'key-hint', true]);
  field!.value = 'rsp_abc';
  await ask('May I keep a dog?');
  expect(sent[1]!.headers).toMatchObject({ authorization: 'Bearer rsp_abc' });
  expect(form.children).toHaveLength(3);
});

test('a part of the question that nothing answers is shown, with why', async () => {
  const whole = (await (await testApp().request('/v1/answers', json({ question: 'register a dwelling' }))).json()) as object;
  const answer = { ...whole, unanswered: [{ text: 'what does a dog cost', message: 'Nothing was found on it.' }] };
  const { named, ask } = loadPage(false, () => new Response(`event: answer\ndata: ${JSON.stringify(answer)}\n\n`));
  await ask('register a dwelling, and what does a dog cost');
  expect(named['conversation']!.text()).toMatch(/what does a dog cost.* Nothing was found on it\./);
  expect(named['state']!.textContent).not.toBe('');
});

test('a refusal shows what comes closest, with its source, and says that it may not answer', async () => {
  const whole = (await (await testApp().request('/v1/answers', json({ question: 'register a dwelling' }))).json()) as { readonly statements: readonly { readonly text: string; readonly citations: readonly { readonly label: string }[] }[] };
  const [{ text, citations }] = whole.statements as [(typeof whole.statements)[number]];
  const abstention = { reason: 'insufficient-evidence', message: 'It is not certain.', nearest: [], closest: [{ text, citations }], covers: { message: 'Searched: law.' } };
  const { named, ask } = loadPage(false, () => new Response(`event: answer\ndata: ${JSON.stringify({ ...whole, status: 'abstained', statements: [], abstention })}\n\n`));
  await ask('register a dwelling');
  const shown = named['conversation']!.text();
  expect(shown.indexOf('It is not certain.')).toBeLessThan(shown.indexOf('What comes closest; it is not certain that it answers the question:'));
  expect(shown.slice(shown.indexOf('What comes closest'))).toContain(text);
  expect(shown.slice(shown.indexOf('What comes closest'))).toContain(citations[0]!.label);
});
