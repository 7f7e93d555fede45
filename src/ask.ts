/** One question's way: scope -> query, part by part where it has several -> passages -> answer, all on one generation. */
import type { AnswerRequest } from './answering/answer.js';
import { answerParts, type Part } from './answering/answer-parts.js';
import { lawOf } from './answering/context/as-of.js';
import { contextOf as contextOfAnswer } from './answering/context/context.js';
import { coverageOf } from './answering/coverage.js';
import type { Engine } from './answering/engine.js';
import { isNearlyIn } from './answering/unknown-place.js';
import type { Config } from './config.js';
import type { Answer, AskEvent, AskRequest, PassagesRequest, PassagesResult, Scope } from './contract.js';
import { isInForce, type Day } from './document.js';
import { ResponsaError } from './errors.js';
import type { Snapshot } from './indexing/snapshot.js';
import { primaryLanguage } from './language.js';
import type { Embedder } from './models/embedder.js';
import type { Admitter } from './retrieval/admission.js';
import { meaningIn } from './retrieval/dense-weight.js';
import type { Passage } from './retrieval/passage.js';
import { prepareQuery, type PreparedQuery, type ReadingContext } from './retrieval/prepare.js';
import type { Filters, Query } from './retrieval/query.js';
import { understand, type EarlierStep } from './retrieval/follow-up.js';
import { partsOf, textsOf } from './retrieval/question-parts.js';
import { retrieve } from './retrieval/retrieve.js';
import { canonicalJson } from './record/canonical.js';
import { sha256 } from './text.js';
import { timed, type Period, type TakeTiming } from './timings.js';
import { citationView, passageView } from './views.js';

/** What a question is asked of: one generation with its models and settings. */
export interface Bench {
  readonly snapshot: Snapshot;
  readonly admit: Admitter;
  readonly embedder: Embedder;
  readonly config: Config;
}

export interface AskOptions {
  readonly engine: Engine;
  /** The reader's name, for the provenance of an answer for which nothing was read. */
  readonly reader: string;
  readonly today: Day;
  /** What was asked before in this conversation, oldest first. */
  readonly earlier?: readonly EarlierStep[];
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: AskEvent) => void;
  /** Told how long each stage took. */
  readonly onTiming?: TakeTiming;
}

/** Answers with statements that stand on quotations, or abstains with a reason. */
export async function ask(bench: Bench, request: AskRequest, options: AskOptions): Promise<Answer> {
  const started = performance.now();
  const { onEvent = () => undefined, signal = new AbortController().signal } = options;
  const clocks = stageClocks(options.onTiming);
  const engine = clocks.of(options.engine);
  const question = readQuestion(bench.snapshot, request.question, request, options, bench.config.maximumStatements);
  const { query, cited, asOf, understood, scope } = question;
  const found: Passage[][] = [];
  for (const part of question.parts) found.push([...readFirst(await clocks.retrieval(() => retrieve(contextOf(bench), part.query, bench.admit(part.query), bench.config.passages, signal)))]);
  onEvent({ event: 'passages', passages: alternating(found).map((passage) => passageView(passage, asOf)) });
  const parts: Part[] = [];
  for (const [at, part] of question.parts.entries()) parts.push({ asked: part.asked, request: await partRequest(bench, { ...part, asOf, passages: found[at]! }, { engine, clocks, signal, onEvent, ...(question.parts.length > 1 && { whole: query.text }) }) });
  const outcome = await answerParts(parts);
  const context = contextOfAnswer(outcome, bench.snapshot.citations.versionsOf, asOf);
  const generation = bench.snapshot.manifest.id;
  const embedder = bench.embedder.name;
  const made: Answer = {
    id: idOf([generation, engine.name, asOf, request.question, understood, query.subject ?? [], scope.language ?? null, query.filters]),
    status: outcome.status,
    question: { text: request.question, understood, language: query.language, asOf, citations: query.citations },
    citations: cited.map((one) => citationView(one, asOf)),
    lawOf: lawOf(outcome.statements, asOf, query.language),
    statements: outcome.statements,
    ...context,
    abstention: outcome.abstention,
    unanswered: outcome.unanswered,
    dropped: outcome.dropped,
    provenance: { generation, embedder, engine: engine.name, languageModel: engine.languageModel ?? null, fallback: outcome.fallback, reader: outcome.reader ?? options.reader, asOf, elapsedMs: Math.round(performance.now() - started) },
  };
  clocks.stop();
  onEvent({ event: 'answer', answer: made });
  return made;
}

interface StageClocks {
  /** The engine, its time taken. */
  of(engine: Engine): Engine;
  retrieval<T>(work: () => Promise<T>): Promise<T>;
  /** Tells the times of this question. */
  stop(): void;
}

/** Adds up what each stage of one question takes; a stage may have several turns. */
function stageClocks(onTiming: TakeTiming = () => undefined): StageClocks {
  const started = performance.now();
  const spent = { retrieval: 0, engine: 0 };
  const tell = (stage: 'retrieval' | 'engine' | 'checking', milliseconds: number): void => onTiming({ of: 'stage', stage, milliseconds });
  const turn = (stage: keyof typeof spent) => (period: Period): void => {
    spent[stage] += period.milliseconds;
    onTiming({ of: 'turn', stage, ...period });
  };
  return {
    of: (engine) => ({ ...engine, compose: (draft, signal) => timed(() => engine.compose(draft, signal), turn('engine')) }),
    retrieval: (work) => timed(work, turn('retrieval')),
    stop: () => {
      tell('retrieval', spent.retrieval);
      tell('engine', spent.engine);
      tell('checking', Math.max(0, performance.now() - started - spent.retrieval - spent.engine));
    },
  };
}

type Asked = PreparedQuery & { readonly asOf: Day; readonly passages: readonly Passage[] };

/** What answering one part of the question needs. */
async function partRequest(bench: Bench, { query, cited, asOf, passages }: Asked, { engine, clocks, signal, onEvent, ...whole }: Required<Pick<AskOptions, 'engine' | 'signal' | 'onEvent'>> & Pick<AnswerRequest, 'whole'> & { readonly clocks: StageClocks }): Promise<AnswerRequest> {
  return {
    query,
    asOf,
    passages,
    outsideDate: await clocks.retrieval(() => passagesOutsideDate(bench, query, asOf, signal)),
    ...(query.filters.jurisdictions !== undefined && { elsewhere: () => clocks.retrieval(() => passagesElsewhere(bench, query, signal)) }),
    covers: coverageOf(bench.snapshot, query.language),
    cited,
    engine,
    meaning: meaningIn(contextOf(bench), query.language),
    settings: bench.config,
    isKnown: (word) => hasWord(bench, word),
    ...whole,
    signal,
    onStatement: (statement) => onEvent({ event: 'statement', statement }),
  };
}

/** Whether the corpus, at any time, has a word that may be the name of a place. */
function hasWord({ snapshot, admit, config }: Bench, word: string): boolean {
  const found = snapshot.searchLexical(word, admit({ asOf: null, filters: {} }), 1, config);
  return found.some(({ row }) => {
    const { document, breadcrumb } = snapshot.chunks[row]!;
    const { title, aliases } = snapshot.documents[document]!;
    return isNearlyIn([title, ...aliases, ...breadcrumb, snapshot.textOf(row)].join(' '), word);
  });
}

/** The passages of all parts, each once, the best of each part first; ranked in that order. */
function alternating(found: readonly (readonly Passage[])[]): readonly Passage[] {
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const longest = Math.max(...found.map(({ length }) => length));
  const all = Array.from({ length: longest }, (_, rank) => found.flatMap((passages) => passages[rank] ?? [])).flat();
  return [...new Map(all.map((passage) => [passage.row, passage])).values()].map((passage, at) => ({ ...passage, rank: at + 1 }));
}

type ReadOptions = Pick<AskOptions, 'today' | 'earlier'>;

interface ReadQuestion extends PreparedQuery {
  readonly asOf: Day;
  readonly understood: string | null;
  readonly scope: Scope;
  /** Each as a question of its own, with its words in the question; one where the question has no parts. */
  readonly parts: readonly (PreparedQuery & { readonly asked: string })[];
}

/** What is asked, with what was asked before. What a follow-up does not say anew stays as it was; a complete question starts afresh. */
function readQuestion(snapshot: Snapshot, question: string, given: Scope, { earlier = [], today }: ReadOptions, mostParts = 1): ReadQuestion {
  const context = readingOf(snapshot);
  const asked = partsOf(question, context.languages, mostParts);
  const first = understand(asked[0] ?? question, earlier, context.languages);
  const scope = { ...first.subject?.scope, ...given };
  const asOf = scope.asOf ?? today;
  const filters = filtersOf(snapshot, scope);
  const prepare = (text: string, language = scope.language): PreparedQuery => {
    const { query, cited } = prepareQuery(context, text, asOf, filters, language);
    return { query: first.subject === null ? query : { ...query, subject: first.subject.cited }, cited };
  };
  const isWhole = asked.length === 1;
  const whole = prepare(isWhole ? first.text : understand(question, earlier, context.languages).text);
  const texts = textsOf(asked, first.text, context.languages);
  return {
    ...whole, asOf, scope,
    understood: isWhole ? first.understood : texts.every((text, at) => text === asked[at]) ? null : texts.join(' · '),
    parts: isWhole ? [{ ...whole, asked: question }] : texts.map((text, at) => ({ ...prepare(text, whole.query.language), asked: asked[at]! })),
  };
}

/** The same for the same question, however it was put: what was left out and what was named as its default are one. */
function idOf(parts: readonly unknown[]): string {
  return sha256(canonicalJson(parts)).slice(0, 24);
}

/** Ranked passages without an answer. */
export async function findPassages(bench: Bench, request: PassagesRequest, options: ReadOptions & Pick<AskOptions, 'signal'>): Promise<PassagesResult> {
  const { query, cited, asOf, understood } = readQuestion(bench.snapshot, request.query, request, options);
  const passages = await retrieve(contextOf(bench), query, bench.admit(query), request.k ?? 10, options.signal);
  return {
    generation: bench.snapshot.manifest.id,
    asOf,
    language: query.language,
    understood,
    citations: cited.map((one) => citationView(one, asOf)),
    passages: passages.map((passage) => passageView(passage, asOf)),
  };
}

export function readingOf({ manifest, citations }: Snapshot): ReadingContext {
  return { languages: manifest.languages, citations };
}

/** Who cites a provision asks about that one: its neighbours are not read as if they were meant. */
export function readFirst(passages: readonly Passage[]): readonly Passage[] {
  const cited = passages.filter(({ sources }) => sources.citation !== undefined);
  return cited.length > 0 ? cited : passages;
}

export function contextOf({ snapshot, embedder, config }: Bench): Parameters<typeof retrieve>[0] {
  return { snapshot, embedder, settings: config };
}

/** The best passages of law that was or will be in force, but is not on `asOf`: they tell "not in force" from "not there". */
async function passagesOutsideDate(bench: Bench, query: Query, asOf: Day, signal: AbortSignal): Promise<Passage[]> {
  const anyDay: Query = { ...query, asOf: null };
  const everything = bench.admit(anyDay);
  if (everything.count === bench.admit(query).count) return [];
  const passages = await retrieve(contextOf(bench), anyDay, everything, bench.config.passages, signal);
  return passages.filter(({ chunk }) => !isInForce(chunk.inForce, asOf));
}

/** The best passages of jurisdictions that the question's filter leaves out. */
async function passagesElsewhere(bench: Bench, query: Query, signal: AbortSignal): Promise<readonly Passage[]> {
  const { jurisdictions = [], ...filters } = query.filters;
  const anywhere: Query = { ...query, filters };
  const passages = await retrieve(contextOf(bench), anywhere, bench.admit(anywhere), bench.config.passages, signal);
  return passages.filter(({ document }) => !jurisdictions.includes(document.jurisdiction));
}

/** The filters of a scope; a collection, jurisdiction or language that the generation does not hold is an error, not an empty answer. A type without documents is none: every type is known. */
export function filtersOf(snapshot: Snapshot, scope: Scope): Filters {
  const { collections, jurisdictions, types } = scope;
  const languages = scope.languages?.map(primaryLanguage);
  const held = { collection: snapshot.manifest.collections.map(({ id }) => id), jurisdiction: Object.keys(snapshot.manifest.jurisdictions) };
  requireHeld('collection', collections, held.collection);
  requireHeld('jurisdiction', jurisdictions, held.jurisdiction);
  requireHeld('language', languages, Object.keys(snapshot.manifest.languages).map(primaryLanguage));
  return {
    ...(collections === undefined ? {} : { collections }),
    ...(jurisdictions === undefined ? {} : { jurisdictions }),
    ...(languages === undefined ? {} : { languages }),
    ...(types === undefined ? {} : { types }),
  };
}

function requireHeld(what: string, asked: readonly string[] | undefined, held: readonly string[]): void {
  const unknown = asked?.find((name) => !held.includes(name));
  if (unknown !== undefined) throw new ResponsaError('not-found', `The index has no ${what} "${unknown}".`, `It has: ${held.join(', ')}.`);
}
