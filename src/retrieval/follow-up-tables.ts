/**
 * How follow-up questions look, by language: closed classes, written down from grammars. A language that has no entry is not judged.
 * `words` makes a pattern of whole words; Arabic words may have و, ف, ب, ل or ال before them.
 */
import { primaryLanguage } from '../language.js';
import { tablesOfFollowUps } from './follow-up-words.js';

export interface FollowUpTable {
  /** Letters of its script: a question in another one is in another language. */
  readonly script: RegExp;
  /** "And", "what about" at the start. */
  readonly opener: RegExp;
  /** "What if", "and when", at the start. */
  readonly condition: RegExp;
  /** Words that stand for what was named before. */
  readonly pronoun: RegExp;
  /** A preposition at the start. */
  readonly preposition: RegExp;
  /** Verbs and question words: with one the question could stand alone. */
  readonly sentence: RegExp;
  /** Question words that ask for something of their own. */
  readonly asks: RegExp;
  /** Question words and the verbs beside them: what of the earlier question is left out when the new one asks anew. */
  readonly asking: RegExp;
  /** Words that need another to say of what ("fee", "documents") or only narrow it ("children", "Sundays"), and those without content. */
  readonly empty: RegExp;
  readonly qualifier: RegExp;
  readonly greeting: RegExp;
  /** A preposition of place with a name behind it. */
  readonly place: RegExp;
  /** What counts as a word. */
  readonly word: RegExp;
  /** Particles left at the end when the words behind them are taken out. */
  readonly loose: RegExp;
}

/** Alternatives in one string, separated by `|`; each a pattern of whole words. */
export interface FollowUpWords {
  readonly script: RegExp;
  readonly openers: string;
  readonly conditions: string;
  readonly pronouns: string;
  readonly prepositions: string;
  readonly verbs: string;
  readonly questionWords: string;
  /** Articles, pronouns of the speaker, particles, adverbs. */
  readonly fillers: string;
  readonly relations: string;
  readonly qualifiers: string;
  readonly greetings: string;
  readonly places: string;
  /** A name behind a preposition of place; default: words that begin with a capital. */
  readonly name?: string;
  /** A script without spaces: words stand anywhere, and a place may come before its particle. */
  readonly isUnspaced?: true;
  /** What may stand before a word and belongs to another: the Arabic و. */
  readonly prefix?: string;
}

function compile(words: FollowUpWords): FollowUpTable {
  const { isUnspaced = false, prefix = '', name = String.raw`\p{Lu}[\p{L}\p{M}’'-]*(?:\s+(?:\p{Lu}[\p{L}\p{M}’'-]*))*` } = words;
  const [before, behind] = isUnspaced ? ['', ''] : [`(?<![\\p{L}\\p{M}\\p{N}])${prefix}`, String.raw`(?![\p{L}\p{M}\p{N}])`];
  const whole = (...lists: string[]): string => `${before}(?:${lists.filter((list) => list !== '').join('|')})${behind}`;
  const start = (list: string): RegExp => new RegExp(isUnspaced ? `^(?:${list})[、,\\s]*` : `^(?:${list})${prefix === '' ? behind : ''}[,\\s]*`, 'iu');
  const { questionWords, verbs, fillers, relations, qualifiers, pronouns, prepositions } = words;
  return {
    script: words.script,
    opener: start(words.openers),
    condition: isUnspaced ? new RegExp(words.conditions, 'u') : start(words.conditions),
    pronoun: new RegExp(whole(pronouns), 'iu'),
    preposition: isUnspaced ? new RegExp(prepositions, 'u') : new RegExp(`^(?:${prepositions})${prefix === '' ? behind : ''}`, 'iu'),
    sentence: new RegExp(whole(verbs, questionWords), 'iu'),
    asks: new RegExp(whole(questionWords), 'iu'),
    asking: new RegExp(whole(questionWords, verbs, fillers), 'giu'),
    empty: new RegExp(whole(questionWords, verbs, fillers, relations, qualifiers, pronouns, prepositions), 'giu'),
    qualifier: new RegExp(whole(qualifiers), 'iu'),
    greeting: new RegExp(whole(words.greetings), 'iu'),
    place: isUnspaced ? new RegExp(words.places, 'gu') : new RegExp(`(?<![\\p{L}\\p{M}])(?:${words.places.split('|').map((place) => `[${place[0]!}${place[0]!.toUpperCase()}]${place.slice(1)}`).join('|')})${prefix === '' ? '\\s+' : '\\s*'}${name}`, 'gu'),
    loose: isUnspaced ? /[はがをにもので]+$/u : new RegExp(`(?:${whole(prepositions)}\\s*)+(?=$|[?？؟])`, 'iu'),
    word: isUnspaced ? /[\p{Script=Han}\p{Script=Katakana}ー]+/gu : /[\p{L}\p{M}]{2,}/gu,
  };
}

const compiled: ReadonlyMap<string, FollowUpTable> = new Map(Object.entries(tablesOfFollowUps).map(([language, words]) => [language, compile(words)]));

/** `null`: nothing is known of follow-ups in this language. */
export function tableOf(language: string): FollowUpTable | null {
  return compiled.get(primaryLanguage(language)) ?? null;
}
