/**
 * Two provisions in force that answer the same differently: the same words, the same unit, another figure; or one must where the other may. Only what a
 * sentence of the answer says is held against what else was found, and only where little else differs: a false conflict is worse than none.
 */
import type { Day, LegalDocument } from '../../document.js';
import type { Conflict, ConflictKind, ConflictSide } from '../answer-types.js';
import { readAmounts } from '../checks/amounts.js';
import { sameLanguage } from '../checks/alignment.js';
import { readBounds } from '../checks/bounds.js';
import { readDates } from '../checks/dates.js';
import { readSentence, type ReadSentence } from '../checks/reading.js';
import { chainOf, describeSpan, locateBody } from '../cite.js';
import type { Sentence } from '../engine.js';
import { isQuoted, type Quoted } from '../quoted.js';
import { standingOn } from '../standing.js';
import { rankOf } from './ranks.js';

/** Both sentences have at least so many content words in common, figures and units left out. */
const sharedWords = 3;
/** Content words that only one of them has: so many at most, and in one of the two sentences only. Qualifiers on both sides ("first dog", "second dog") tell two cases apart. */
const wordsMore = 2;
const mostConflicts = 2;

/** Best first: in the order of the answer. Each pair of provisions once. */
export function conflictsAmong(quoted: readonly Quoted[], sentences: readonly Sentence[], asOf: Day): Conflict[] {
  const stated = sentences.filter(({ passage: { document }, span }) => isQuoted(quoted, document, span));
  const conflicts: Conflict[] = [];
  const seen = new Set<string>();
  for (const said of stated) {
    for (const other of sentences) {
      if (conflicts.length === mostConflicts || !mayDiffer(said, other)) continue;
      const kind = differenceOf(said, other);
      const key = [said, other].map(({ passage: { document }, span }) => `${document.expression} ${span.start}`).sort().join('\n');
      if (kind === null || seen.has(key) || ![said, other].every((one) => isInForceOn(one, asOf))) continue;
      seen.add(key);
      conflicts.push({ kind, sides: [sideOf(said, asOf), sideOf(other, asOf)].sort((a, b) => a.rank - b.rank || compare(b.date ?? '', a.date ?? '')) });
    }
  }
  return conflicts;
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Of two works for one place or a place in it, in one language, of different rank or age. Two municipalities do not contradict each other. */
function mayDiffer({ passage: { document: one }, text }: Sentence, { passage: { document: other }, text: otherText }: Sentence): boolean {
  const ranks = [rankOf(one.type), rankOf(other.type)];
  const isRanked = ranks.every((rank) => rank !== null);
  return isRanked && one.work !== other.work && isOnePlace(one.jurisdiction, other.jurisdiction) && sameLanguage(one.language, other.language)
    && (ranks[0] !== ranks[1] || one.inForce.from !== other.inForce.from) && sharesWords(text, otherText);
}

const isOnePlace = (one: string, other: string): boolean => one === other || one.startsWith(`${other}-`) || other.startsWith(`${one}-`);

/** A cheap look before the sentences are read. */
function sharesWords(one: string, other: string): boolean {
  const beginnings = (text: string): Set<string> => new Set((text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).map((word) => word.slice(0, 4)));
  if (/[\p{Script=Han}]/u.test(one)) return true;
  const theirs = beginnings(other);
  return [...beginnings(one)].filter((word) => theirs.has(word)).length >= sharedWords;
}

function isInForceOn({ passage: { document }, span }: Sentence, asOf: Day): boolean {
  const located = locateBody(document, span);
  return standingOn(document, located === null ? [] : chainOf(located), asOf) === 'in-force';
}

const timeUnits: ReadonlySet<string> = new Set(['minute', 'hour', 'day', 'week', 'month', 'year']);

/** What the two say differently, everything else being the same; `null` when that cannot be told for sure. */
function differenceOf(one: Sentence, other: Sentence): ConflictKind | null {
  const [a, b] = [readSentence(one.text, one.passage.document.language), readSentence(other.text, other.passage.document.language)];
  if (a === null || b === null || !areAlike(a, b)) return null;
  const differences = [forceDiffers(a, b), figureDiffers(one, other)];
  if (differences.includes('unlike')) return null;
  const [force, figure] = differences;
  if (force === 'differs' && figure === 'same') return 'modality';
  if (force !== 'same' || typeof figure !== 'object') return null;
  return timeUnits.has(figure.unit) ? 'period' : 'amount';
}

/** The same content words save figures, and the same marks of denial, condition and order. */
function areAlike(a: ReadSentence, b: ReadSentence): boolean {
  const words = ({ content }: ReadSentence): string[] => [...new Set(content.flatMap(({ term }) => (/\p{N}/u.test(term) ? [] : [term])))];
  const [ours, theirs] = [words(a), words(b)];
  const shared = ours.filter((word) => theirs.includes(word)).length;
  const more = [ours.length - shared, theirs.length - shared];
  const marks = ({ gaps }: ReadSentence): string => gaps.flat().filter(({ family }) => family !== 'modality').map(({ family, value }) => `${family} ${value}`).sort().join();
  return shared > sharedWords && Math.min(...more) === 0 && Math.max(...more) <= wordsMore && marks(a) === marks(b);
}

type Difference = 'same' | 'differs' | 'unlike';

const opposed: Readonly<Record<string, readonly string[]>> = { must: ['must-not', 'need-not'], 'must-not': ['must', 'may'], may: ['must-not'], 'need-not': ['must'] };

/** One force in each sentence, or none; what is merely said more mildly ("should") is no contradiction. */
function forceDiffers(a: ReadSentence, b: ReadSentence): Difference {
  const forces = ({ gaps }: ReadSentence): string[] => gaps.flat().filter(({ family }) => family === 'modality').map(({ value }) => value);
  const [ours, theirs] = [forces(a), forces(b)];
  if (ours.join() === theirs.join()) return 'same';
  // The law commands in the indicative too.
  const plain = (forced: readonly string[]): string => forced.filter((force) => force !== 'must').join();
  if (plain(ours) === plain(theirs)) return 'same';
  return ours.length === 1 && theirs.length === 1 && opposed[ours[0]!]?.includes(theirs[0]!) === true ? 'differs' : 'unlike';
}

/** One amount in each, in the same unit and with the same bound, and no other figure: then it can be told what stands for what. */
function figureDiffers(one: Sentence, other: Sentence): Difference | { readonly unit: string } {
  const read = ({ text, passage: { document: { language } } }: Sentence): { amounts: string[]; bounds: string; figures: string; dates: number } => {
    const bounds = readBounds(text, language);
    return { amounts: readAmounts(text, language), bounds: bounds.map(({ bound }) => bound ?? '').join(), figures: bounds.map(({ value }) => value).join(), dates: readDates(text, language).length };
  };
  const [a, b] = [read(one), read(other)];
  if (a.dates > 0 || b.dates > 0) return 'unlike';
  if (a.amounts.join() === b.amounts.join() && a.figures === b.figures) return a.bounds === b.bounds ? 'same' : 'unlike';
  const [ours, theirs] = [a.amounts[0]?.split(' '), b.amounts[0]?.split(' ')];
  const isSingle = [a, b].every(({ amounts, figures }) => amounts.length === 1 && figures.split(',').length === 1);
  if (!isSingle || ours?.[1] !== theirs?.[1] || a.bounds !== b.bounds) return 'unlike';
  return { unit: ours![1]! };
}

function sideOf({ passage: { document }, span }: Sentence, asOf: Day): ConflictSide {
  return { rank: rankOf(document.type)!, date: dateOf(document), citation: describeSpan(document, span, asOf) };
}

const dateOf = ({ inForce }: LegalDocument): Day | null => inForce.from;
