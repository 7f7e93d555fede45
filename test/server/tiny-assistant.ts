/**
 * An assistant over three tiny works, in memory: real look-up, real ranking by shared words, real quotations with true offsets.
 * `pace` lets a test hold the work; `signals` shows what the service passed in.
 */
import type { Answer, AskEvent, AskRequest, Assistant, IndexView, PassagesRequest, PassagesResult, PassageView, ProvisionSummary, ProvisionView, Scope, WorkSummary, WorkView } from '../../src/assistant.js';
import { isInForce, type Day, type Period } from '../../src/document.js';
import { ResponsaError } from '../../src/errors.js';

interface TinyProvision {
  readonly eId: string;
  readonly number: string;
  readonly heading: string;
  readonly text: string;
}
interface TinyExpression {
  readonly work: string;
  readonly expression: string;
  readonly title: string;
  readonly language: string;
  readonly jurisdiction: string;
  readonly inForce: Period;
  readonly provisions: readonly TinyProvision[];
}

export const today: Day = '2024-03-01';
export const registration = 'xa/act/2016/residence-registration';
export const dogs = 'xa-niederau/by-law/2020/hunde';

const corpus: readonly TinyExpression[] = [
  {
    work: registration, expression: `${registration}/eng@2016-07-01`, title: 'Residence Registration Act', language: 'en', jurisdiction: 'xa', inForce: { from: '2016-07-01', to: '2024-01-01' },
    provisions: [{ eId: 'sec_5', number: '5.', heading: 'Duty to register', text: 'Whoever moves into a dwelling shall register within one week.' }],
  },
  {
    work: registration, expression: `${registration}/eng@2024-01-01`, title: 'Residence Registration Act', language: 'en', jurisdiction: 'xa', inForce: { from: '2024-01-01', to: null },
    provisions: [
      { eId: 'sec_5', number: '5.', heading: 'Duty to register', text: 'Whoever moves into a dwelling shall register within two weeks. A fee of 10 florins is due.' },
      { eId: 'sec_6', number: '6.', heading: 'Proof', text: 'The landlord confirms the move in writing.' },
    ],
  },
  {
    work: dogs, expression: `${dogs}/deu@2020-01-01`, title: 'Hundesatzung <Niederau>', language: 'de', jurisdiction: 'xa-niederau', inForce: { from: '2020-01-01', to: null },
    provisions: [{ eId: 'sec_1', number: '§ 1', heading: 'Leinenpflicht', text: 'Hunde sind im Stadtpark an der Leine zu führen.' }],
  },
];

export interface TinyOptions {
  /** Called before the passages, and again before the statements; may wait, and rejects when the signal fires. */
  readonly pace?: (stage: 'search' | 'read', signal: AbortSignal) => Promise<void>;
  /** How often each statement's text is repeated, for answers of many megabytes. */
  readonly repeat?: number;
  readonly warm?: () => Promise<void>;
  readonly refresh?: () => Promise<boolean>;
}

export interface TinyAssistant extends Assistant {
  readonly signals: AbortSignal[];
  readonly running: () => number;
  readonly closed: () => boolean;
}

/** Waits until the signal fires, then rejects with its reason, as work that can be cancelled does. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
}

export function tinyAssistant({ pace = () => Promise.resolve(), repeat = 1, warm = () => Promise.resolve(), refresh = () => Promise.resolve(false) }: TinyOptions = {}): TinyAssistant {
  const signals: AbortSignal[] = [];
  const given = new Map<string, Answer>();
  let running = 0;
  let closed = false;

  async function work<T>(signal: AbortSignal | undefined, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const given = signal ?? new AbortController().signal;
    signals.push(given);
    running++;
    try {
      return await task(given);
    } finally {
      running--;
    }
  }

  async function ask(request: AskRequest, signal: AbortSignal, onEvent: (event: AskEvent) => void): Promise<Answer> {
    if (request.engine !== undefined && request.engine !== 'extractive') throw new ResponsaError('not-found', `There is no engine "${request.engine}".`, 'There is: extractive.');
    if (request.question === 'break the disk') throw new ResponsaError('damaged', 'The file /secret/indexes/vectors.bin is damaged.', 'Build again.');
    if (request.question === 'fail') throw new TypeError('secret of the inside');
    const passages = rank(request.question, request);
    await pace('search', signal);
    onEvent({ event: 'passages', passages });
    if (request.question === 'fail later') throw new TypeError('secret of the inside');
    await pace('read', signal);
    const statements = passages.slice(0, 2).map((passage) => ({
      text: passage.text.repeat(repeat), support: 'supported' as const,
      citations: [{ work: passage.work, expression: passage.expression, eId: passage.eId, label: passage.label, title: passage.title, page: passage.page, breadcrumb: passage.breadcrumb, type: 'act' as const, inForce: passage.inForce, status: 'in-force' as const, quote: { text: passage.text, start: passage.start, end: passage.end, language: passage.language }, href: passage.href }],
    }));
    for (const statement of statements) onEvent({ event: 'statement', statement });
    const asOf = request.asOf ?? today;
    const answer: Answer = {
      id: `a-${signals.length}`, status: statements.length === 0 ? 'abstained' : 'answered', question: { text: request.question, understood: null, language: request.language ?? 'en', asOf, citations: [] }, citations: [], lawOf: { date: asOf, message: `Law in force on ${asOf}.` }, statements, definitions: [], related: [], conflicts: [],
      abstention: statements.length > 0 ? null : { reason: 'no-relevant-passage', message: 'The corpus does not say.', nearest: [], closest: [], covers: { collections: ['law'], jurisdictions: ['xa'], languages: ['en'], dates: { from: null, to: null }, message: 'Searched: law.' } },
      unanswered: [], dropped: [], provenance: { generation: 'tiny', embedder: 'words', engine: 'extractive', languageModel: null, fallback: null, reader: 'extractive', asOf, elapsedMs: 1 },
    };
    given.set(answer.id, answer);
    onEvent({ event: 'answer', answer });
    return answer;
  }

  async function retrieve(request: PassagesRequest, signal: AbortSignal): Promise<PassagesResult> {
    await pace('search', signal);
    return { generation: 'tiny', asOf: request.asOf ?? today, language: request.language ?? 'en', understood: null, citations: [], passages: rank(request.query, request).slice(0, request.k ?? 10) };
  }

  return {
    signals, running: () => running, closed: () => closed,
    ask: (request, signal, onEvent = () => undefined) => work(signal, (given) => ask(request, given, onEvent)),
    pastAnswer: (id) => {
      const answer = given.get(id);
      return answer === undefined ? Promise.reject(new ResponsaError('not-found', `The audit log has no answer ${id}.`, 'Ids are given with each answer.')) : Promise.resolve(answer);
    },
    retrieve: (request, signal) => work(signal, (given) => retrieve(request, given)),
    works: () => [...new Set(corpus.map(({ work }) => work))].map(summaryOf),
    work: workOf,
    provision: provisionOf,
    index: () => index,
    refresh, warm,
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];

function sharedWords(text: string, question: string): number {
  const asked = new Set(wordsOf(question));
  return wordsOf(text).filter((word) => asked.has(word)).length;
}

function rank(question: string, scope: Scope): PassageView[] {
  requireKnown('collection', scope.collections, ['tiny']);
  requireKnown('jurisdiction', scope.jurisdictions, corpus.map(({ jurisdiction }) => jurisdiction));
  const asOf = scope.asOf ?? today;
  const admitted = corpus.filter((one) => isInForce(one.inForce, asOf) && (scope.jurisdictions?.includes(one.jurisdiction) ?? true));
  const hits = admitted.flatMap((one) => one.provisions.map((provision) => ({ one, provision, score: sharedWords(`${provision.heading} ${provision.text}`, question) })));
  return hits.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score).map(({ one, provision, score }, i): PassageView => ({
    rank: i + 1, score, sources: { lexical: { rank: i + 1, score } }, text: provision.text, start: 0, end: provision.text.length,
    work: one.work, expression: one.expression, eId: provision.eId, label: `${one.title}, ${provision.number}`, title: one.title, page: null, breadcrumb: [], alsoIn: [],
    inForce: one.inForce, language: one.language, jurisdiction: one.jurisdiction, collection: 'tiny', href: hrefOf(one.work, provision.eId, asOf),
  }));
}

function requireKnown(what: string, asked: readonly string[] | undefined, known: readonly string[]): void {
  const unknown = asked?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new ResponsaError('not-found', `The index has no ${what} "${unknown}".`, `It has: ${[...new Set(known)].join(', ')}.`);
}

function hrefOf(work: string, eId: string, asOf: Day): string {
  return `/v1/works/${encodeURIComponent(work)}/provisions/${eId}?asOf=${asOf}`;
}

function expressionsOf(work: string): [TinyExpression, ...TinyExpression[]] {
  const [first, ...others] = corpus.filter((one) => one.work === work);
  if (first === undefined) throw new ResponsaError('not-found', `The corpus has no work "${work}".`, 'GET /v1/works lists the works it has.');
  return [first, ...others];
}

function summaryOf(work: string): WorkSummary {
  const [first, ...others] = expressionsOf(work);
  return { work, title: first.title, type: 'act', jurisdiction: first.jurisdiction, collection: 'tiny', languages: [first.language], expressions: 1 + others.length, href: `/v1/works/${encodeURIComponent(work)}` };
}

function provisionSummary(one: TinyExpression, { eId, number, heading }: TinyProvision, asOf: Day): ProvisionSummary {
  return { eId, kind: 'section', number, heading, inForce: one.inForce, status: 'in-force', href: hrefOf(one.work, eId, asOf), provisions: [] };
}

function workOf(work: string, asOf: Day = today): WorkView {
  return {
    ...summaryOf(work), asOf, aliases: [],
    versions: expressionsOf(work).map((one) => ({
      expression: one.expression, language: one.language, title: one.title, inForce: one.inForce, current: isInForce(one.inForce, asOf),
      source: { collection: 'tiny', path: `${one.expression}.md`, format: 'markdown', digest: '00', url: null }, warnings: [], provisions: one.provisions.map((provision) => provisionSummary(one, provision, asOf)),
    })),
  };
}

function provisionOf(work: string, eId: string, asOf: Day = today, language?: string): ProvisionView {
  const one = expressionsOf(work).find((expression) => isInForce(expression.inForce, asOf) && (language === undefined || language === expression.language));
  if (one === undefined) throw new ResponsaError('not-found', `No version of "${work}" is in force on ${asOf}.`, 'Name another day with asOf.');
  const place = one.provisions.findIndex((provision) => provision.eId === eId);
  const provision = one.provisions[place];
  if (provision === undefined) throw new ResponsaError('not-found', `"${one.expression}" has no provision "${eId}".`, 'Look at the work.');
  const neighbour = (at: number): ProvisionSummary | null => (one.provisions[at] === undefined ? null : provisionSummary(one, one.provisions[at], asOf));
  return {
    work, expression: one.expression, eId, number: provision.number, heading: provision.heading, label: `${one.title}, ${provision.number}`, title: one.title, page: null, breadcrumb: [], language: one.language,
    inForce: one.inForce, status: 'in-force', asOf, text: provision.text, references: [], provisions: [], parent: null, previous: neighbour(place - 1), next: neighbour(place + 1),
  };
}

const index: IndexView = {
  generation: 'tiny', created: '2024-03-01T08:00:00.000Z',
  counts: { filesRead: 3, skipped: 0, works: 2, expressions: 3, provisions: 4, chunks: 4, embedded: 4, takenOver: 0, references: 0, referencesResolved: 0 },
  collections: [{ id: 'tiny', title: null, documents: 3 }], languages: { en: 2, de: 1 }, readings: { de: 'stems', en: 'stems' }, synonyms: {}, denseWeights: { en: { least: 0.3, most: 0.6, probes: 40 } }, jurisdictions: { xa: 2, 'xa-niederau': 1 }, dateRange: { from: '2016-07-01', to: '2024-01-01' },
  models: { embedder: { name: 'words', digest: '00', dimensions: 0 }, engine: 'extractive', reader: 'extractive' }, parameters: { chunkLength: 800, analyzer: 'words' }, skipped: [{ file: 'bad.xml', reason: 'no root' }], warnings: [],
};
