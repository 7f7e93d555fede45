/**
 * "What does section 5 of the Frog Act say?": asked for is the text of a provision, and whoever asks is given all of it, in its order. Nothing is chosen and
 * nothing judged: no reader and no language model has a part in it. Who asks something of a provision that he names, and nothing in it is believed to answer,
 * is shown what it says all the same, where it is short: he sees for himself.
 */
import type { CitedProvisions } from '../retrieval/cited.js';
import type { Query } from '../retrieval/query.js';
import type { Composition, Sentence } from './engine.js';
import { primaryLanguage } from '../language.js';
import { contentOf } from './question-kinds.js';

/** Words that ask for a text, beside those that only ask. A language without an entry is understood where nothing stands beside the citation. */
const textWords: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(?:says?|states?|provides?|reads?|regulates?|governs?|contains?|means?|wording|text|content|quote|show|cite|print|full|exact|whole|word|exactly|under|according|tell|about)(?!\p{L})/giu,
  de: /(?<!\p{L})(?:steht|sagt|besagt|regelt|lautet|bestimmt|enthält|bedeutet|heißt|wortlaut|wörtlich|inhalt|text|genau|ganze[rn]?|vollständige[rn]?|drin|zeige?|zitiere?|laut|gemäß|abs|satz|eigentlich)(?!\p{L})/giu,
  fr: /(?<!\p{L})(?:dit|énonce|prévoit|dispose|stipule|contient|signifie|texte|contenu|teneur|exactement|exact|intégral|complet|cite[rz]?|montre[rz]?|selon|t)(?!\p{L})/giu,
  ar: /(?<!\p{L})[وفبل]?(?:ال)?(?:تقول|يقول|تنص|ينص|نص|محتوى|مضمون|تتضمن|يتضمن|عليه|بالضبط|كامل)(?!\p{L})/gu,
  uk: /(?<!\p{L})(?:говорить|говориться|каже|сказано|передбачає|встановлює|зазначено|зміст|текст|повний|дослівно|згідно|означає)(?!\p{L})/giu,
  ja: /(?:の)?(?:内容|条文|規定|定め|全文|文言|原文)|とは|について|書いて|書かれて|定めて|教えて|ください|下さい|見せて|ある|あり|ます|いる|い?ます|何が|何と|[はをがにでもと]/gu,
  et: /(?<!\p{L})(?:mida|mis|milline|kuidas|on|ütleb|sätestab|reguleerib|tähendab|tekst|sisu|sõnastus|täpselt|kirjas)(?!\p{L})/giu,
};

/** Whether the question is for the text of what it cites, and each citation leads to one provision that is in force. */
export function asksForText({ text, language }: Pick<Query, 'text' | 'language'>, cited: readonly CitedProvisions[]): boolean {
  if (cited.length === 0 || cited.some(({ outcome }) => outcome !== 'found')) return false;
  const words = textWords[primaryLanguage(language)];
  const beside = besideCitations(text, cited);
  const asking = words === undefined ? beside : contentOf(beside, language).replace(words, ' ');
  return !/[\p{L}\p{N}]/u.test(asking);
}

/** The question without what it cites. */
export function besideCitations(text: string, cited: readonly CitedProvisions[]): string {
  return cited.reduce((rest, { citation }) => rest.replace(citation.text, ' ').replace(citation.named ?? '', ' '), text);
}

/** Sentences of a provision that is shown because it was named, not because its text was asked for. */
const shortText = 12;

/** The text of what a question names, where that is short and all it names is there. */
export function shortTextOf(sentences: readonly Sentence[], cited: readonly CitedProvisions[]): Composition | null {
  if (cited.length === 0 || cited.some(({ outcome }) => outcome !== 'found')) return null;
  const text = wholeText(sentences, cited);
  return text !== null && text.statements.length <= shortText ? text : null;
}

/** All sentences of the cited provisions, of a cited subsection its own alone; `null` where none of them is at hand. */
export function wholeText(sentences: readonly Sentence[], cited: readonly CitedProvisions[]): Composition | null {
  const meant = cited.flatMap(({ candidates }) => candidates);
  const own = sentences.filter(({ passage, span }) => meant.some(({ document, provision }) => document.expression === passage.document.expression && provision.span.start <= span.start && span.end <= provision.span.end));
  return own.length === 0 ? null : { statements: own.map(({ text, number }) => ({ text, sentences: [number], score: 1 })), answerable: 1, isWhole: true, reader: 'citation' };
}
