/**
 * Who owes what to whom. Three tests, all against the order of words in the cited sentence and none with grammar:
 *
 * - exchanged: would the statement be nearer to the cited sentence with two of its words exchanged, one of them a party? "The tenant must give
 *   the landlord a copy" has five neighbours in common with "The landlord must give the tenant a copy" once the two are exchanged, and one before.
 * - replaced: a party stands in the statement that does not stand in the cited sentence, or stands there more often while another is gone.
 * - displaced: a word of the law stands where the law has another of its words, between the same words (`displaced.ts`).
 *
 * An active sentence made passive exchanges its words and says the same: there nothing can be told.
 */
import { primaryLanguage } from '../../language.js';
import { isActor } from './actors.js';
import { align, sameLanguage, type Aligned } from './alignment.js';
import { cannotTell, met, quotesWhole, unmet, type Check, type Ground } from './check.js';
import { coveredBy } from './coverage.js';
import { coordinator, findDisplaced } from './displaced.js';
import type { ContentWord, ReadSentence } from './reading.js';

export const partiesStand: Check = (claim, grounds) => {
  if (quotesWhole(claim, grounds)) return met;
  if (grounds.some(({ language }) => !sameLanguage(language, claim.language))) return cannotTell('who owes what to whom cannot be compared across languages');
  const aligned = align(claim.text, claim.language, grounds);
  if (aligned === null) return cannotTell('who owes what to whom is not known in the language of the statement, or there is too much to compare');
  const replaced = findReplaced(aligned, claim.language, grounds);
  if (replaced !== null) return unmet(replaced);
  const substituted = findSubstituted(aligned, claim.language, grounds);
  if (substituted !== null) return unmet(substituted);
  const displaced = findDisplaced(aligned, claim.language, grounds);
  const exchanged = displaced ?? findExchanged(aligned, claim.language);
  if (exchanged === null) return met;
  return agents(aligned.claim.text, claim.language) === agents(aligned.ground.text, claim.language)
    ? unmet(displaced === null ? `it exchanges "${exchanged[0].printed}" and "${exchanged[1].printed}"` : `it says "${displaced[0].printed}" where the cited sentence says "${displaced[1].printed}"`)
    : cannotTell('one of the statement and its ground is in the passive: who does what cannot be told by the order of words');
};

/** What stands before who acts, in the passive. */
const agent: Readonly<Record<string, RegExp>> = { en: /\bby (?:the|an?|any|every|that|such)\b/gu, de: /(?<!\p{L})(?:durch|von) (?:de[nmr]|die|das|eine[nmr]?)(?!\p{L})/gu, fr: /(?<!\p{L})par (?:l[ea’']|les|une?)/gu, uk: /\p{L}+(?:ом|ем|єм) (?=\p{L})/gu, ja: /によ(?:り|って)|され/gu, ar: /من (?:قبل|جانب)/gu, et: /(?<!\p{L})poolt(?!\p{L})/gu };

function agents(text: string, language: string): number {
  const pattern = agent[primaryLanguage(language)];
  return pattern === undefined ? 0 : [...text.matchAll(pattern)].length;
}

/** "Employer" and "employee" have one stem and are two parties. */
function partyKey({ term, printed }: ContentWord): string {
  return /(?:er|ee)s?$/u.test(printed) && /^[a-z]+$/u.test(printed) ? printed.replace(/s$/u, '') : term;
}

function countOf(words: readonly ContentWord[], key: string): number {
  return words.filter((word) => partyKey(word) === key).length;
}

function findReplaced({ claim, ground, places }: Aligned, language: string, grounds: readonly Ground[]): string | null {
  const subjects = subjectsOf(claim, language);
  const isParty = (word: ContentWord, at: number): boolean => !/\p{N}/u.test(word.printed) && (isActor(word.printed, language) || (subjects.has(at) && places[at] === -1 && !isActor(word.printed, language) && hasOtherSubject(ground, language, word)));
  for (const [at, word] of claim.content.entries()) {
    if (!isParty(word, at)) continue;
    const key = partyKey(word);
    const given = countOf(ground.content, key);
    if (given === 0 && !coveredBy(word.printed, language, grounds, { headings: false, formsOfWords: false })) return `"${word.printed}" stands in no cited sentence`;
    if (countOf(claim.content, key) <= given) continue;
    const gone = ground.content.find((other, place) => (isActor(other.printed, language) || subjectsOf(ground, language).has(place)) && countOf(claim.content, partyKey(other)) < countOf(ground.content, partyKey(other)));
    if (gone !== undefined && given > 0) return `it says "${word.printed}" where the cited sentence says "${gone.printed}"`;
  }
  return null;
}

/** A word of the statement between two words of the law, between which the law has a party that the statement does not have there. */
function findSubstituted({ claim, ground, places }: Aligned, language: string, grounds: readonly Ground[]): string | null {
  const kept = new Set(places);
  const subjects = subjectsOf(ground, language);
  for (const [at, word] of claim.content.entries()) {
    if (places[at] !== -1 || /\p{N}/u.test(word.printed)) continue;
    const before = at === 0 ? -1 : places[at - 1]!;
    const behind = at === claim.content.length - 1 ? ground.content.length : places[at + 1]!;
    const place = before !== -1 || at === 0 ? before + 1 : behind - 1;
    const other = ground.content[place];
    const fits = (at === 0 || before === -1 || before === place - 1) && (behind === -1 || behind === place + 1) && (before !== -1 || behind !== -1);
    if (other === undefined || !fits || kept.has(place)) continue;
    const isParty = isActor(other.printed, language) || (subjects.has(place) && isActor(word.printed, language));
    // A noun for a noun between the same words on both sides is another thing, person or not: what is owed, to whom, of what.
    const isThing = before === place - 1 && behind === place + 1 && isNoun(claim, at, language) && isNoun(ground, place, language);
    if (!isParty && !isThing) continue;
    if (!coveredBy(word.printed, language, grounds, { headings: !isParty, formsOfWords: !isParty })) return `it says "${word.printed}" where the cited sentence says "${other.printed}"`;
  }
  return null;
}

function hasOtherSubject(ground: ReadSentence, language: string, word: ContentWord): boolean {
  return [...subjectsOf(ground, language)].some((at) => ground.content[at]!.term !== word.term);
}

/** What stands right before a noun, by language: only there a word is taken for a noun without knowing it. Of prepositions only those that no verb follows. */
const article: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(?:(?:the|an?|any|every|each|no|such|that|this|its|his|her|their)\s+(?:same\s+|said\s+)?|(?:of|upon|against|between)\s+)$/u,
  de: /(?<!\p{L})(?:de[rmns]|die|das|ein(?:e[rmns]?)?|kein(?:e[rmns]?)?|jede[rmns]?|diese[rmns]?|zu[mr]|vom|beim|im)\s+$/u,
  fr: /(?<!\p{L})(?:l[ea]|les|une?|d[ue]|des|aux?|sur|contre|ce(?:tte|t|s)?|s(?:on|a|es)|leurs?|tou(?:te?s?|s))\s+(?:(?:présente?|même|dite?)s?\s+)?$|(?<!\p{L})[ld][’']$/u,
};

/** Where the noun itself shows that it is one: the Arabic article is written with its word; a Japanese word of Han alone names something. */
const shownNoun: Readonly<Record<string, RegExp>> = { ar: /^[وفبك]?(?:ال|لل)\p{L}{2}/u, ja: /^\p{Script=Han}{2,}$/u };

function isNoun({ text, content }: ReadSentence, place: number, language: string): boolean {
  const word = content[place];
  if (word === undefined) return false;
  const primary = primaryLanguage(language);
  return shownNoun[primary]?.test(word.printed) ?? article[primary]?.test(text.slice(Math.max(0, word.at - longestArticle), word.at)) === true;
}

/** Characters, the space behind it included. */
const longestArticle = 20;

const verbSecond: ReadonlySet<string> = new Set(['de', 'et']);

/** Places of the words that stand where a subject stands: right before a modal; in Japanese before は or が; where the verb comes second, behind the modal too. */
function subjectsOf({ text, content, gaps }: ReadSentence, language: string): Set<number> {
  const primary = primaryLanguage(language);
  if (primary === 'ja') return new Set(content.flatMap(({ at, printed }, place) => (/^[はが]/u.test(text.slice(at + printed.length)) ? [place] : [])));
  const modal = gaps.flatMap((marks, gap) => (marks.some(({ family }) => family === 'modality') ? [gap] : []));
  return new Set(modal.flatMap((gap) => (verbSecond.has(primary) || primary === 'ar' ? [gap - 1, gap] : [gap - 1])).filter((at) => at >= 0 && at < content.length));
}

/** So many more neighbours must fit when two words are exchanged: one may fit by chance. */
const tellingGain = 2;

function findExchanged({ claim, ground, places }: Aligned, language: string): readonly [ContentWord, ContentWord] | null {
  const law = neighbours(sequence(ground, null));
  const own = fitting(neighbours(sequence(claim, null)), law);
  const subjects = new Set([...subjectsOf(claim, language)].map((at) => claim.content[at]!.term));
  const given = new Set(ground.content.map(({ term }) => term));
  const words = [...new Map(claim.content.filter(({ term }) => given.has(term)).map((word) => [word.term, word])).values()];
  // Nothing is exchanged in a statement whose words all stand in one run, as in the law.
  if (places.every((place, at) => at === 0 || place === places[at - 1]! + 1)) return null;
  for (const [at, one] of words.entries()) {
    for (const other of words.slice(at + 1)) {
      const party = [one, other].some((word) => isActor(word.printed, language) || subjects.has(word.term));
      const things = [one, other].every((word) => isNoun(claim, claim.content.indexOf(word), language));
      if (!(party || things) || /\p{N}/u.test(one.term + other.term) || coordinated(ground, one, other)) continue;
      if (fitting(neighbours(sequence(claim, [one.term, other.term])), law) - own >= tellingGain) return [one, other];
    }
  }
  return null;
}

/** Terms with the modals between them, a border at each end; the two of `exchange` each in the place of the other. */
function sequence({ content, gaps }: ReadSentence, exchange: readonly [string, string] | null): string[] {
  const shown = (term: string): string => (exchange === null ? term : term === exchange[0] ? exchange[1] : term === exchange[1] ? exchange[0] : term);
  const modal = (gap: number): string[] => (gaps[gap]!.some(({ family }) => family === 'modality') ? ['\u0001'] : []);
  return ['\u0002', ...content.flatMap(({ term }, at) => [...modal(at), shown(term)]), ...modal(content.length), '\u0003'];
}

/** Each two words that stand side by side or with one between them. */
function neighbours(terms: readonly string[]): string[] {
  return terms.flatMap((term, at) => [1, 2].flatMap((distance) => (terms[at + distance] === undefined ? [] : [`${term}\u0000${distance}\u0000${terms[at + distance]!}`])));
}

function fitting(these: readonly string[], law: readonly string[]): number {
  const given = new Set(law);
  return these.filter((pair) => given.has(pair)).length;
}

/** "Every person who, or whose agent, …": the second belongs to the first and is no other of its kind. */
const relative = /(?<!\p{L})(?:who|whose|whom|which|dessen|deren|dont|duquel|de laquelle)(?!\p{L})/u;
/** Characters between two members of a list of two. */
const shortList = 24;

/** "The owner or occupier" says what "the occupier or owner" says. */
function coordinated({ text, content, gaps }: ReadSentence, one: ContentWord, other: ContentWord): boolean {
  return content.some((word, at) => content.slice(at + 1, at + 4).some((next, ahead) => {
    const pair = [word.term, next.term];
    if (!pair.includes(one.term) || !pair.includes(other.term)) return false;
    const between = text.slice(word.at + word.printed.length, next.at);
    return between.length <= shortList && coordinator.test(between) && !relative.test(between) && gaps.slice(at + 1, at + 2 + ahead).every((marks) => marks.length === 0);
  }));
}
