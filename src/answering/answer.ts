/**
 * Passages -> an answer whose every statement stands on a quotation, or an abstention with its reason.
 *
 *   decline unread?  small talk, unknown citation, nothing found
 *   place            of several places that rule for themselves, the one that the question names; where that is none of them, only the law above them
 *   number           sentences of the passages, items with their lead-ins; those that speak to the program are set aside
 *   compose          the engine drafts statements that name sentences; where the text of a provision is asked for, it is all of it
 *   decline read?    too little belief that they answer; several places answer, each in its own way, and none is named
 *   arrange          what was asked first; what is said twice once, with both citations
 *   verify           each statement against what it cites; dropped with the reason, or released
 *   complete         exceptions of the cited provision that were left out
 */
import type { Day } from '../document.js';
import type { CitedProvisions } from '../retrieval/cited.js';
import type { Passage } from '../retrieval/passage.js';
import type { Query } from '../retrieval/query.js';
import { abstention, answerableFrom, declineRead, declineUnread, type AbstentionParts } from './abstain.js';
import { isAddressedToProgram } from './addressed-to-program.js';
import type { AbstentionReason, Closest, Coverage, Dropped, Outcome, Statement } from './answer-types.js';
import { areOfOneList, arrange } from './arrangement.js';
import { folded } from './checks/check.js';
import { asksForText, shortTextOf, wholeText } from './cited-text.js';
import { describeSpan } from './cite.js';
import { closestOf } from './closest.js';
import type { Composition, DraftStatement, Engine, Sentence } from './engine.js';
import { leftOutExceptions } from './left-out-exceptions.js';
import { numberSentences, readable } from './numbered-sentences.js';
import { areRivals, ofNamedPlaces, rivalsOf } from './places.js';
import { partsOf, type Quoted } from './quoted.js';
import { isSaid, nothingSaid, type Said } from './said.js';
import { alsoSaid, saySame } from './same-saying.js';
import { unknownPlace } from './unknown-place.js';
import { verify } from './verify.js';

export interface AnswerRequest {
  readonly query: Query;
  /** The day the answer is for; part of every link. */
  readonly asOf: Day;
  /** Best first. */
  readonly passages: readonly Passage[];
  /** Passages on the question that are not in force on that day. */
  readonly outsideDate: readonly Passage[];
  /** The best passages of jurisdictions that the question was not put to; looked for only when those it was put to do not answer. */
  readonly elsewhere?: () => Promise<readonly Passage[]>;
  /** What the corpus covers, for an abstention. */
  readonly covers: Coverage;
  /** What the question cites, and what came of it. */
  readonly cited: readonly CitedProvisions[];
  readonly engine: Engine;
  /** How far cosines tell anything in the question's language, 0 to 1. */
  readonly meaning?: number;
  readonly settings: { readonly maximumStatements: number };
  /** The whole question where `query` is a part of it: a place that it names is meant in each part that names none. */
  readonly whole?: string;
  /** Whether the corpus has a word that may be the name of a place, or nearly that. */
  readonly isKnown?: (word: string) => boolean;
  /** What earlier parts of the question have said. */
  readonly said?: Said;
  readonly signal: AbortSignal;
  /** Called with each statement as soon as it is checked. */
  readonly onStatement?: (statement: Statement) => void;
}

/** Rejects with the signal's reason when aborted, else only when the engine fails. */
export async function answer(asked: AnswerRequest): Promise<Outcome> {
  const { query, outsideDate, cited, signal } = asked;
  signal.throwIfAborted();
  const { isNamed, ...placed } = query.filters.jurisdictions === undefined ? ofPlaces(asked) : { isNamed: true };
  const request: AnswerRequest = { ...asked, ...placed };
  const { passages } = request;
  const unread = declineUnread(query, passages, outsideDate, cited);
  if (unread !== null) return declineOrPoint(request, unread, nothingRead, [], []);
  const { sentences, setAside } = citable(passages);
  const read = (asksForText(query, cited) ? wholeText(sentences, cited) : null) ?? (await compose(request, sentences));
  const composition = read.answerable < answerableFrom ? (shortTextOf(sentences, cited) ?? read) : read;
  const declined = declineRead(composition.answerable, composition.answerable < answerableFrom ? await answerableOutsideDate(request) : 0, composition.about);
  if (declined !== null) return declineOrPoint(request, declined, composition, sentences, setAside);
  const places = isNamed || query.citations.length > 0 ? [] : await answeringPlaces(request, composition, sentences);
  if (places.length > 1) return decline({ ...request, passages: places }, 'place-ambiguous', composition, setAside);
  const { composition: used, dropped: taken, isRepeated, ...released } = releaseOrReserve(request, composition, sentences);
  const dropped = [...taken, ...setAside];
  if (released.statements.length === 0 && !isRepeated) return decline(request, 'unsupported', used, dropped);
  return { status: 'answered', ...released, abstention: null, dropped, answerable: used.answerable, reader: used.reader ?? null, fallback: used.fallback ?? null, sentences };
}

/** The passages of the places that the question names, or else those that the whole of it names. Of a place that the corpus does not know only the law above all places is read; the others' is law elsewhere. */
function ofPlaces({ query, whole = query.text, passages, covers, isKnown }: AnswerRequest): Pick<AnswerRequest, 'passages' | 'elsewhere'> & { readonly isNamed: boolean } {
  for (const question of new Set([query.text, whole])) {
    const named = ofNamedPlaces(question, passages);
    if (named.isNamed) return named;
    if (isKnown === undefined || unknownPlace(question, query.language, isKnown) === null) continue;
    const others = passages.filter(({ document }) => covers.jurisdictions.some((place) => areRivals(place, document.jurisdiction)));
    return { passages: passages.filter((passage) => !others.includes(passage)), elsewhere: () => Promise.resolve(others), isNamed: true };
  }
  return { passages, isNamed: false };
}

/** The numbered sentences without those that speak to the program; they are listed with what was dropped. */
function citable(passages: readonly Passage[]): { readonly sentences: readonly Sentence[]; readonly setAside: readonly Dropped[] } {
  const numbered = numberSentences(passages);
  const aside = new Set(numbered.filter(({ text }) => isAddressedToProgram(text)));
  return { sentences: numbered.filter((sentence) => !aside.has(sentence)), setAside: [...aside].map(({ text }) => ({ text, why: 'it speaks to the program that reads it, not to people' })) };
}

const nothingRead: Composition = { statements: [], answerable: 0 };

async function compose({ query, engine, meaning, signal }: AnswerRequest, sentences: readonly Sentence[]): Promise<Composition> {
  if (sentences.length === 0) return nothingRead;
  const composition = await engine.compose({ query, sentences, ...(meaning !== undefined && { meaning }) }, signal);
  signal.throwIfAborted();
  return composition;
}

/** Would provisions of another date have answered? Those that have a version among the passages would only say it again. */
async function answerableOutsideDate(request: AnswerRequest): Promise<number> {
  const provision = ({ document, chunk }: Passage): string => `${document.work}#${chunk.eId}`;
  const held = new Set(request.passages.map(provision));
  const others = request.outsideDate.filter((passage) => !held.has(provision(passage)));
  return (await compose(request, citable(others).sentences)).answerable;
}

/** Where the law of the place asked about is silent but another's would answer, that is the reason. */
async function declineOrPoint(request: AnswerRequest, reason: AbstentionReason, composition: Composition, sentences: readonly Sentence[], dropped: readonly Dropped[]): Promise<Outcome> {
  const isSilent = reason === 'no-relevant-passage' || reason === 'insufficient-evidence';
  const passages = isSilent && request.elsewhere !== undefined ? await request.elsewhere() : [];
  const answers = (await compose(request, citable(passages).sentences)).answerable >= answerableFrom;
  return answers ? decline({ ...request, passages }, 'other-jurisdiction', composition, dropped) : decline(request, reason, composition, dropped, closestOf(composition, sentences, request.asOf));
}

function decline(request: AnswerRequest, reason: AbstentionReason, { answerable, reader, fallback }: Composition, dropped: readonly Dropped[], closest: readonly Closest[] = []): Outcome {
  const parts: AbstentionParts = { ...request, closest, passages: reason === 'not-in-force' ? request.outsideDate : request.passages };
  return { status: 'abstained', statements: [], abstention: abstention(reason, parts), dropped, answerable, reader: reader ?? null, fallback: fallback ?? null, drafts: [], quoted: [], sentences: [] };
}

/**
 * The best passage of each place that answers in its own way, when the best statement is the law of one place alone and the question names none; else none.
 * A language model has read all places at once: what it made nothing of does not answer.
 */
async function answeringPlaces(request: AnswerRequest, composition: Composition, sentences: readonly Sentence[]): Promise<Passage[]> {
  const [lead] = [...composition.statements].sort((a, b) => b.score - a.score);
  const passageOf = (draft: DraftStatement): Passage | undefined => sentences.find(({ number }) => number === draft.sentences[0])?.passage;
  const own = lead === undefined ? undefined : passageOf(lead);
  const rivals = own === undefined ? [] : rivalsOf(own.document.jurisdiction, request.passages);
  if (own === undefined || rivals.length === 0) return [];
  const theirs = request.engine.languageModel === undefined ? await compose(request, sentences.filter(({ passage }) => rivals.includes(passage))) : composition;
  if (theirs.answerable < answerableFrom) return [];
  const isRival = (passage: Passage | undefined): boolean => passage !== undefined && rivals.includes(passage);
  const ours = composition.statements.filter((draft) => !isRival(passageOf(draft)));
  const answering = new Set(theirs.statements.filter((draft) => isRival(passageOf(draft)) && !ours.some((one) => saySame(one, draft, sentences))).map(passageOf));
  const first = new Map<string, Passage>();
  for (const passage of [own, ...rivals.filter((one) => answering.has(one))]) if (!first.has(passage.document.jurisdiction)) first.set(passage.document.jurisdiction, passage);
  return [...first.values()];
}

interface Released {
  readonly statements: readonly Statement[];
  /** What they were drafted as. */
  readonly drafts: readonly DraftStatement[];
  /** An earlier part of the question has said some of it: left out here, and no less an answer. */
  readonly isRepeated: boolean;
  /** What their citations quote, in their order. */
  readonly quoted: readonly Quoted[];
  readonly dropped: readonly Dropped[];
}

/** Releases what stands; where not one statement of a language model does, what the reader says. Nothing was released before that, so nothing is taken back. */
function releaseOrReserve(request: AnswerRequest, composition: Composition, sentences: readonly Sentence[]): Released & { readonly composition: Composition } {
  const released = release(request, composition, sentences);
  const { reserve } = composition;
  if (released.statements.length > 0 || released.isRepeated || reserve === undefined) return { ...released, composition };
  const fallback = { engine: request.engine.name, reason: 'unconfirmed' as const, message: `Not one of the language model's ${composition.statements.length} statements could be confirmed.` };
  const reserved = release(request, reserve, sentences);
  return { ...reserved, dropped: [...released.dropped, ...reserved.dropped], composition: { ...reserve, fallback } };
}

/** Verifies the drafts as they are to be read, releases what stands, and adds the exceptions that they leave out. */
function release(request: AnswerRequest, composition: Composition, sentences: readonly Sentence[]): Released {
  const statements: Statement[] = [];
  const dropped: Dropped[] = [];
  const quoted: Quoted[] = [];
  const emit: Emit = (statement, parts) => {
    const citations = parts.map(({ document, span }) => describeSpan(document, span, request.asOf));
    statements.push({ ...statement, citations });
    quoted.push(...parts);
    request.onStatement?.({ ...statement, citations });
  };
  const { said = nothingSaid } = request;
  const arranged = arrange(composition.statements, sentences, request.query);
  const fresh = arranged.filter((draft) => !isSaid(draft, sentences, said));
  const drafts = composition.isWhole === true ? fresh : fresh.slice(0, request.settings.maximumStatements);
  const places = placesOf(drafts, sentences, said.quoted);
  const kept: DraftStatement[] = [];
  let restricted: Sentence[] = [];
  for (const [at, draft] of drafts.entries()) {
    request.signal.throwIfAborted();
    const verification = verify(draft, languageOf(draft, sentences, request.query), sentences);
    if (verification.support === 'unsupported') dropped.push({ text: draft.text, why: verification.why });
    else {
      kept.push(draft);
      emit({ text: draft.text, support: verification.support }, verification.cited.flatMap(sourcesOf));
      restricted.push(...verification.cited);
    }
    // An exception to a list stands behind the last of its items.
    const next = drafts[at + 1];
    if (next !== undefined && areOfOneList(draft, next, sentences)) continue;
    for (const sentence of restricted) addExceptions(sentence, places, emit);
    restricted = [];
  }
  return { statements, drafts: kept, isRepeated: fresh.length < arranged.length, quoted, dropped };
}

/** Releases a statement that rests on these quotations. */
type Emit = (statement: Omit<Statement, 'citations'>, parts: readonly Quoted[]) => void;

/** Where quoted sentences begin, by expression: what is quoted once need not be added as an exception. */
type Places = Map<string, Set<number>>;

function placesOf(drafts: readonly DraftStatement[], sentences: readonly Sentence[], quoted: readonly Quoted[]): Places {
  const places: Places = new Map();
  for (const one of quoted) at(places, one).add(one.span.start);
  const cited = new Set(drafts.flatMap((draft) => draft.sentences));
  for (const { number, passage, span } of sentences) if (cited.has(number)) at(places, passage).add(span.start);
  return places;
}

function at(places: Places, { document }: Pick<Passage, 'document'>): Set<number> {
  const found = places.get(document.expression) ?? new Set();
  places.set(document.expression, found);
  return found;
}

/** Exceptions are quoted word for word, so they are supported by construction. */
function addExceptions(sentence: Sentence, quoted: Places, emit: Emit): void {
  const places = at(quoted, sentence.passage);
  for (const unit of leftOutExceptions(sentence, places)) {
    places.add(unit.span.start);
    emit({ text: readable(sentence.passage.document, unit), support: 'supported' }, partsOf({ ...unit, passage: sentence.passage }));
  }
}

/** Where a sentence stands, and where the same is said once more. */
function sourcesOf(sentence: Sentence): Quoted[] {
  return [...partsOf(sentence), ...alsoSaid(sentence).flatMap(({ unit, passage }) => partsOf({ ...unit, passage }))];
}

/** A statement in the words of the law is in the law's language, any other in the question's. */
function languageOf(draft: DraftStatement, sentences: readonly Sentence[], query: Query): string {
  const source = sentences.find(({ number, text }) => draft.sentences.includes(number) && folded(text).includes(folded(draft.text)));
  return source?.passage.document.language ?? query.language;
}
