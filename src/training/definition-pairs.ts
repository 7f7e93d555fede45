/** A word that the law defines -> the sentence that defines it. */
import { textOf, type LegalDocument } from '../document.js';
import { sentencesOf } from '../sentences.js';
import { folded } from './heading-pairs.js';
import { languageOf, type HeldLaw, type Unit } from './held-law.js';
import { mineNegatives } from './negatives.js';
import { idOf, type Candidate, type Pair } from './pair.js';

/** Characters of a defining sentence. */
const definitionLength = { least: 30, most: 600 };

/** Verbs of definitions; the others define only where definitions stand. */
const verb = String.raw`means|includes|refers to|bedeutet|bezeichnet|désigne|désignent|s[’']entend|означає|tähendab`;
const being = /[”"“»’]\s*(?:ist|sind|on|est|is)\s\S.{15,}/u;
/** `“dog” means …`, `„Hund“ ist …`, `« chien » : …` at the beginning of a line or item. */
const quoted = new RegExp(String.raw`^[^“"„«‘\n]{0,24}[“"„«‘]\s?(?<term>[^“”"„«»‘’\n]{2,60}?)\s?[”"“»’](?:\s*\([^)\n]{1,80}\))?\s*(?:,[^,\n]{1,60},)?\s*(?:${verb}|ist|sind|on|est|is|[:：—–-])\s*\S.{15,}`, 'u');
/** `2. Hersteller: wer …` in a provision of definitions. */
const listed = /^(?:[-–•]\s*)?(?:[\p{N}\p{L}]{1,3}[.)]\s*)?(?<term>\p{L}[^:：.;,\n]{1,59}?)\s?[:：]\s?\S.{15,}/u;
/** `Abfälle im Sinne dieses Gesetzes sind …`, `Jäätmed on …` under a heading that says that words are defined. */
const said = /^(?:[-–•]\s*)?(?:[¹²³⁴⁵⁶⁷⁸⁹]+\s*|\(?[\p{N}\p{L}]{1,3}[.)]\s*)?(?<term>(?:\p{L}[\p{L}\p{M}’'-]*\s){1,4}?)(?:(?:im|nach) Sinne? (?:dieses|dieser|des) [^.;:]{3,60}?\s|käesoleva (?:seaduse|määruse) tähenduses\s)?(?:ist|sind|gilt|gelten|on|means|est|sont|désigne)\s\S.{30,}/iu;
/** Words that point instead of naming, and what must be done, which is no meaning. */
const pointing = /^(?:dabei|de[rmn]|die|ein|hiervon|komisjoni|iga|ühe|dies|das|es|er|sie|wer|was|so|hier|soweit|see|seda|nad|ta|c['’]est|il|elle|this|it|that|there|such|nicht|kein|käesolev|voraussetzung|ausgenommen|im|in|für|bei)(?:a|e|er|es|l)?(?![\p{L}])/iu;
const mustBe = /\s(?:ist|sind)\s.*\szu\s\p{Ll}+e?n(?![\p{L}])/u;
const headsDefinitions = /begriff|definition|définition|mõiste|termin/iu;
/** Headings and lead-ins of provisions that define words. */
const defines = /begriff|definition|définition|interpretation|تعريف|تعاريف|المعاني|mõiste|tähenduses|визначення|im sinne dies|au sens d|following meanings|have the meanings/iu;

/** What only says where the meaning stands. */
const elsewhere = /has the (?:same )?meaning|have the (?:same )?meaning|meaning (?:assigned|ascribed|given)|s[’']entend(?:ent)? au sens d|au sens de (?:l['’]article|la loi|l['’]alinéa)|a le sens (?:que|prévu)|même sens/iu;

interface Defined {
  readonly term: string;
  readonly sentence: string;
}

/** A word that many laws define is learnt from once: the one it means here is not told by the word. */
export function* definitionCandidates(law: HeldLaw, ordinal: number): Generator<Candidate<Pair>> {
  const language = languageOf(law, ordinal);
  for (const unit of law.unitsOf(ordinal)) {
    for (const defined of definitionsIn(law.snapshot.documents[ordinal]!, unit)) {
      yield { group: `definition ${language}`, key: `definition ${language} ${folded(defined.term)}`, make: () => definitionPair(law, unit, defined) };
    }
  }
}

function definitionsIn(document: LegalDocument, { provision }: Unit): Defined[] {
  const text = textOf(document, provision);
  const marked = document.terms.filter(({ span }) => provision.body.start <= span.start && span.end <= provision.body.end);
  const isList = defines.test(`${provision.heading ?? ''} ${text.slice(0, 200)}`);
  const found: Defined[] = [];
  for (const { start, end } of sentencesOf(text, document.language)) {
    const sentence = text.slice(start, end);
    const at = provision.body.start + start;
    const term = marked.find(({ span }) => at <= span.start && span.start < at + 24 && span.end <= at + sentence.length)?.text ?? termIn(sentence, isList, headsDefinitions.test(provision.heading ?? ''));
    if (term === undefined || !isTerm(term)) continue;
    const whole = withItems(text, { start, end });
    if (!elsewhere.test(whole) && whole.length >= definitionLength.least && whole.length <= definitionLength.most && whole.length > term.length + 20) found.push({ term: term.trim(), sentence: whole });
  }
  return found;
}

/** The word that a sentence defines; `isList` and `isHeaded`: the lead-in or the heading says that words are defined here. */
function termIn(sentence: string, isList: boolean, isHeaded: boolean): string | undefined {
  const term = quoted.exec(sentence)?.groups?.['term'];
  if (term !== undefined && (isList || !being.test(sentence))) return term;
  const item = isList ? listed.exec(sentence)?.groups?.['term'] : undefined;
  if (item !== undefined || !isHeaded || mustBe.test(sentence)) return item;
  const subject = said.exec(sentence)?.groups?.['term'];
  return subject === undefined || pointing.test(subject) ? undefined : subject;
}

const isTerm = (term: string): boolean => (term.match(/\p{L}/gu)?.length ?? 0) >= 3 && term.trim().split(/\s+/u).length <= 8;

/** A definition that goes on in items (`means (a) …; (b) …`) with as many of them as fit. */
function withItems(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  let last = end;
  if (!/[:：—–-]$|(?:means|includes)$/u.test(text.slice(start, end))) return text.slice(start, end).replace(/\s+/gu, ' ');
  for (const line of text.slice(end).matchAll(/\n[^\n]*/gu)) {
    const content = line[0].trim();
    if (content !== '' && !/^[-–•]?\s*\(?[\p{L}\p{N}]{1,4}[.)]/u.test(content)) break;
    if (end + line.index + line[0].length - start > definitionLength.most) break;
    last = end + line.index + line[0].length;
    if (/[.]$/u.test(content)) break;
  }
  return text.slice(start, last).replace(/\s+/gu, ' ').trim();
}

async function definitionPair(law: HeldLaw, { ordinal, place }: Unit, { term, sentence }: Defined): Promise<Pair> {
  const language = languageOf(law, ordinal);
  const words = folded(term);
  const negatives = await mineNegatives(law, {
    text: term, language, positiveLanguage: language, positiveRow: null, own: [place],
    textOf: (other) => usingSentence(law, other, language, words),
  });
  return { kind: 'definition', query: term, queryLanguage: language, positive: sentence, positiveLanguage: language, negatives, source: idOf(place), positiveSource: idOf(place), collection: law.snapshot.documents[ordinal]!.source.collection };
}

/** The sentence of a row that uses the word and does not define it. */
function usingSentence({ snapshot }: HeldLaw, row: number, language: string, words: string): string | null {
  const text = snapshot.textOf(row);
  const sentences = sentencesOf(text, language).map(({ start, end }) => text.slice(start, end)).filter((sentence) => sentence.length >= definitionLength.least && sentence.length <= definitionLength.most && /[.;,:。；؛،)]$/u.test(sentence));
  const isDefining = (sentence: string): boolean => [quoted, listed].some((pattern) => folded(pattern.exec(sentence)?.groups?.['term'] ?? '').includes(words)) || folded(sentence).startsWith(words);
  const using = sentences.filter((sentence) => ` ${folded(sentence)} `.includes(words) && !isDefining(sentence));
  return using[0] ?? null;
}
