/**
 * How a second question is joined to a first within one, by language: closed classes, written down from grammars. A language without an entry is not split.
 * Only what has a question word is a part: of "can they send it by post and what does that cost?" the reader answered the yes or no half wrongly.
 * What could also begin a subordinate clause ("and when I moved") counts only where its word order shows a question.
 */
import { primaryLanguage } from '../language.js';

export interface PartsTable {
  /** What stands between two parts; the second begins right behind it. */
  readonly joint: RegExp;
  /** The joint itself shows that a clause ends before it. */
  readonly endsClause?: true;
}

interface PartsWords {
  readonly conjunctions: string;
  /** Beginnings of a question with a question word. */
  readonly questions: string;
  /** The conjunction is written together with the word behind it: the Arabic و. */
  readonly attached?: true;
}

const raw = String.raw;

const words: Readonly<Record<string, PartsWords>> = {
  en: {
    conjunctions: 'and|but|or|and also|and then|and if so',
    questions: raw`how (?:much|many|long|often|soon|high|old|fast|quickly|late|big|far|do|does|can|could|must|should|may|is|are|will)|what|(?:when|where) (?:do|does|did|is|are|was|must|can|could|may|should|shall|will|would|has|have|am)|(?:when|where)(?=\s*\??\s*$)|who|whom|whose|which|why|(?:by|until|since|from|to|at|in|for|with|within|on) (?:when|what|which|how|whom|where)`,
  },
  de: {
    conjunctions: 'und|aber|oder|und auch|und außerdem|und dann|und wenn ja',
    questions: 'wie ?viele?|wie (?:lang|lange|hoch|oft|schnell|teuer|alt|groß|weit|spät|früh|muss|kann|soll|geht|bekomme|mache|beantrage|läuft|melde)|was|wann|wo|wohin|woher|wer|wen|wem|warum|wieso|weshalb|welche[rsnm]?|womit|wozu|(?:bis|ab|seit|an|in|für|mit|von|bei|zu|innerhalb|nach|um|aus|auf)(?: zu)? (?:wann|wen|wem|welche[rsnm]?|wie|was|wo)',
  },
  fr: {
    conjunctions: 'et|mais|ou|et aussi|et alors|et ensuite|et si oui',
    questions: raw`combien|quels?|quelles?|comment|pourquoi|où|quand (?:dois|faut|peut|est|sont|puis|doit)|quand(?=\s*\??\s*$)|qui|que (?:dois|faut|se|puis|risque|doit|peut)|qu[’'](?:est-ce|arrive|en est)|à (?:qui|quels?|quelles?|partir de quand|combien)|(?:dans|de|avec|pour|jusqu[’']à|depuis|sous|chez|en|sur) (?:quels?|quelles?|qui|quand|combien)`,
  },
  ar: {
    conjunctions: 'و|ثم |أو ', attached: true,
    questions: raw`بكم|كم|متى|أين|اين|وين|كيف|لماذا|ماذا|لمن|ما (?:هي|هو|ال\p{L}+|رسوم|رسم|قيمة|مدة|مهلة|تكلفة|سعر|عقوبة|غرامة)|من (?:يدفع|الذي|هو|يجب)|(?:أي|أية) \p{L}+|(?:إلى|حتى|منذ|في|خلال|على|عند) (?:متى|أي|أية|أين|كم)`,
  },
  uk: {
    conjunctions: 'і|й|та|а|але|або|і також|а також|і ще',
    questions: 'скільки|як (?:довго|часто|швидко|багато|це|мені|подати|отримати|можна)|коли (?:треба|потрібно|можна|це|слід|мені|платити|подати)|де|куди|звідки|хто|кому|кого|чому|що (?:буде|потрібно|треба|робити|коштує|слід|мені)|як(?:ий|а|е|і|их|им|ого|ої|у|ою)|(?:до|з|за|у|в|на|від|протягом|для|по) (?:якого|якої|яким|яких|який|яку|якому|якій|скільки|кого|чого)',
  },
};

function compile({ conjunctions, questions, attached }: PartsWords): PartsTable {
  const begins = raw`(?=(?:${questions})(?![\p{L}\p{M}]))`;
  const joined = attached === true ? raw`[،,؛]?\s+(?:${conjunctions})` : raw`[,;]?\s+(?:${conjunctions})[,]?\s+`;
  const anew = attached === true ? raw`[?؟]\s*(?:${conjunctions})?` : raw`\?\s*(?:(?:${conjunctions})\s+)?`;
  return { joint: new RegExp(`(?:${joined}|${anew})${begins}`, 'giu') };
}

const tables: ReadonlyMap<string, PartsTable> = new Map<string, PartsTable>([
  ...Object.entries(words).map(([language, one]): [string, PartsTable] => [language, compile(one)]),
  // A clause ends in か, で, て or し; a place or a thing asked for ("どこで、") ends none.
  ['ja', {
    joint: /(?<=か|(?<!どこ|なに|何|誰|だれ)で|て|し)[、，。？?]\s*(?:また|そして|それと|あと|さらに)?、?(?=[^？?。]*(?:いくら|いつ|どこ|どのくらい|どれくらい|誰|だれ|どなた|何|なぜ|どう|どの|どんな))/gu,
    endsClause: true,
  }],
]);

/** `null`: nothing is known of such questions in this language. */
export function partsTableOf(language: string): PartsTable | null {
  return tables.get(primaryLanguage(language)) ?? null;
}
