/** How laws define a term, by language: data. `term` is the term itself; a form of a list counts only below a line that announces definitions. */
import { primaryLanguage } from '../../language.js';

export interface DefinitionForms {
  /** Complete in themselves. Like all forms they are looked for in one line at a time. */
  readonly sentences: readonly RegExp[];
  /** Items of a list of definitions. */
  readonly items: readonly RegExp[];
  /** A line that announces a list of definitions. */
  readonly announces: RegExp;
  /** Headings of sections that hold definitions for the whole law. */
  readonly heading: RegExp;
  /** Sentences that define only below a heading of definitions. */
  readonly underHeading: readonly RegExp[];
  /** A name in parentheses behind what it names; a definition only where the law goes on to use the name. */
  readonly introduced?: readonly RegExp[];
  /** Says that the definition is for the whole work. */
  readonly whole: RegExp;
  /** Says that it is for a part of it; `unit` names which. */
  readonly part: RegExp;
  /** Unit words -> Akoma Ntoso kinds. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  /** The meaning is that of another law, which is cited in the same line. */
  readonly borrows: RegExp;
}

const never = /(?!)/u;
/** Beginning of a line, with its number: `(a) `, `2.1 `, `1° `. */
const start = String.raw`^(?:[(（]?[\p{L}\p{N}.]{1,7}[)）.:°]?[\s　]+)?`;
const open = '[“"„«「‘]\\s?';
const close = '\\s?[”"“»」’]';
const term = String.raw`(?<term>[^“”"„«»「」‘\n]{2,60}?)`;
const aside = String.raw`(?:\s*\([^)\n]{1,80}\))?`;
const form = (source: string): RegExp => new RegExp(source, 'gu');

const sections = ['section'];
const english: DefinitionForms = {
  sentences: [
    form(String.raw`${start}(?:[Aa]n?\s|[Tt]he\s)?${open}${term}${close}${aside}(?:,[^,\n]{3,120},)?\s*(?:shall\s)?(?:means?|includes?|has the (?:same )?meaning|have the (?:same )?meaning)(?!\p{L})`),
    form(String.raw`(?:[Ii]n|[Ff]or (?:the )?purposes? of) (?:this|these|(?:sub)?sections?|paragraphs?)[^.;:\n“"]{0,60}[,:]?\s(?:the (?:term|expression|word)s?\s)?(?:an?\s|the\s)?[“"]${term}[”"]${aside}\s*(?:shall\s)?(?:means|includes|has the (?:same )?meaning)(?!\p{L})`),
  ],
  items: [],
  announces: never,
  heading: /^(?:definitions?|interpretation|meaning of (?:words|terms))(?!\p{L})/iu,
  underHeading: [],
  whole: /(?<!\p{L})th(?:is|ese) (?:act|law|code|by-?laws?|regulations?|rules|order|ordinance|policy|scheme)(?!\p{L})/iu,
  part: /(?<!\p{L})(?:in|of) (?:this (?<unit>subsection|section|paragraph|part|chapter|division|subdivision|schedule|article|rule)(?!\p{L})|(?<named>(?:sub)?sections?|paragraphs?|articles?) [\d(])/iu,
  kinds: { subsection: ['subsection'], section: sections, paragraph: ['paragraph'], part: ['part'], chapter: ['chapter'], division: ['division'], subdivision: ['subdivision'], schedule: ['schedule', 'attachment', 'annex'], article: ['article'], rule: ['rule'] },
  borrows: /(?<!\p{L})(?:(?:the same|the|that|its) meaning|has that meaning|as defined in)(?!\p{L})/iu,
};

const germanNoun = String.raw`(?:\p{Ll}+e[rsnm]?[ \t])?\p{Lu}\p{Ll}[\p{L}-]+`;
/** Nouns that stand in parentheses without naming anything: citations, dates, sums. */
const germanOther = '(?!(?:Anlagen?|Anhang|Absatz|Abs|Artikel|Art|Richtlinie|Verordnung|Gesetz|Gesetzes|Nummer|Nr|Satz|Abschnitt|Kapitel|Teil|Tabelle|Muster|Formblatt|Seite|Buchstabe|Paragra|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Bundes(?:gesetzblatt|anzeiger)|Amtsblatt|Stand|Fundstelle|Euro|Prozent|Beispiel|Ausnahme|Inkrafttreten)(?!\\p{Ll}{4}))';

const german: DefinitionForms = {
  sentences: [
    form(String.raw`${start}(?:Im Sinne|Für die Zwecke) (?:dieses|dieser) \p{Lu}\p{L}+ (?:ist|sind|gelten|gilt) (?:(?:ein|eine|der|die|das) )?(?<term>${germanNoun})(?:,| (?:jede[rsnm]?|alle|eine?|die|der|das|wer|solche))(?!\p{L})`),
    form(String.raw`${start}Als (?<term>${germanNoun})(?: im Sinne (?:dieses|dieser|des|der) [^.\n]{3,60}?)? (?:gilt|gelten|ist anzusehen|sind anzusehen),? (?:jede[rs]?|alle|wer|eine?|solche|diejenigen?)(?!\p{L})`),
    form(String.raw`\((?:im Folgenden|im Weiteren|nachfolgend|nachstehend|künftig)(?: kurz| auch| nur)?:? [„“"]?(?<term>${germanNoun}|\p{Lu}{2,12})[“”"]?(?: genannt)?\)`),
    form(String.raw`${start}(?<term>\p{Lu}[\p{L}-]+(?:\s\p{L}[\p{L}-]+){0,3}?) im Sinne (?:dieses|dieser|des|der) [^.\n]{3,60}? (?:ist|sind|gelten|gilt)(?!\p{L})`),
    form(String.raw`(?:Im Sinne (?:dieses|dieser) \p{Lu}\p{L}+|In (?:diesem|dieser) \p{Lu}\p{L}+) (?:bedeutet|bezeichnet|bedeuten|bezeichnen) „${term}“`),
  ],
  items: [form(String.raw`${start}„${term}[“”]${aside}:?\s`)],
  announces: /(?<!\p{L})(?:bedeuten?|bedeutet|bezeichnet|bezeichnen|gelten die folgenden Begriffsbestimmungen|gelten folgende Begriffsbestimmungen|sind|ist|der Ausdruck|die Ausdrücke)\s*:?\s*$/u,
  heading: /^(?:begriff(?:e|sbestimmung(?:en)?)|definition(?:en)?|legaldefinition(?:en)?)(?!\p{L})/iu,
  underHeading: [
    form(String.raw`${start}(?:(?:Der|Die|Das|Ein|Eine)\s)?(?<term>(?:\p{Lu}\p{Ll}+[ \t])?\p{Lu}\p{Ll}[\p{L}-]+) (?:ist|sind),? (?:jede[rs]?|alle|eine?|die|der|das|wer|aus|(?=\p{Ll}+ \p{Lu})|(?=\p{Lu}))`),
    form(String.raw`${start}(?<term>\p{L}[\p{L}-]+(?: [\p{L}-]+){0,4}): (?=\p{L})`),
  ],
  introduced: [form(String.raw`[^.\n(]{25,}[ \t]\(${germanOther}(?<term>${germanNoun})\)(?=[\s,;.:]|$)`)],
  whole: /(?<!\p{L})diese[srm] (?:gesetz(?:es)?|verordnung|satzung|ordnung|gesetzbuch(?:e?s)?)(?!\p{L})/iu,
  part: /(?<!\p{L})(?:diese[srm] (?<unit>absatz(?:es)?|paragra(?:ph|f)(?:en)?|vorschrift|abschnitt(?:s|es)?|kapitels?|teil(?:s|es)?|artikels?|anlage)(?!\p{L})|(?<named>sinne|sinn) (?:des|der) (?:absätze|absatz(?:es)?|artikels?|§))/iu,
  kinds: { absatz: ['subsection', 'paragraph'], absatzes: ['subsection', 'paragraph'], abschnitt: ['division', 'subchapter', 'chapter'], abschnitts: ['division', 'subchapter', 'chapter'], abschnittes: ['division', 'subchapter', 'chapter'], kapitel: ['chapter'], kapitels: ['chapter'], teil: ['part'], teils: ['part'], teiles: ['part'], artikel: ['article'], artikels: ['article'], anlage: ['schedule', 'annex'] },
  borrows: /(?<!\p{L})(?:im Sinne|in der Bedeutung|nach Maßgabe) (?:des|der) (?:§|Artikels)/iu,
};

const french: DefinitionForms = {
  sentences: [
    form(String.raw`${start}(?:[Ll]es? |[Ll]a |[Ll][’'])?«\s?${term}\s?»${aside}\s*(?:désigne(?:nt)?|signifie(?:nt)?|s[’']entend(?:ent)? d|comprend)`),
    form(String.raw`(?:on entend|il faut entendre|est entendue?) par «\s?${term}\s?»`),
  ],
  items: [form(String.raw`${start}«\s?${term}\s?»${aside}\s*:`)],
  announces: /(?:on entend par|s[’']entend(?:ent)?|les définitions (?:qui suivent|suivantes)|les termes (?:suivants|ci-après))[^\n]{0,80}:?\s*$/iu,
  heading: /^(?:définitions?|interprétation|terminologie)(?!\p{L})/iu,
  underHeading: [],
  whole: /(?<!\p{L})(?:présente?s?) (?:loi|code|règlements?|ordonnance|décret|arrêté)(?!\p{L})/iu,
  part: /(?<!\p{L})(?:présente?s? (?<unit>article|section|chapitre|titre|partie|paragraphe|annexe)(?!\p{L})|(?:au|aux|du|des) (?<named>articles?|paragraphes?) [\d(])/iu,
  kinds: { article: ['article', 'section'], section: ['subchapter', 'division', 'section'], chapitre: ['chapter'], titre: ['title', 'part'], partie: ['part'], paragraphe: ['paragraph', 'subsection'], annexe: ['schedule', 'annex'] },
  borrows: /(?<!\p{L})(?:s[’']entend(?:ent)? au sens|au sens (?:de|du|des))(?!\p{L})/iu,
};

const arabic: DefinitionForms = {
  sentences: [],
  items: [form(String.raw`${start}(?:[«"“])?(?<term>[\p{L}\p{M}][\p{L}\p{M} ]{1,40}?)(?:[»"”])?\s*[:：]\s`)],
  announces: /(?:يقصد|المعاني|المعنى|التعاريف|التعريفات)[^\n]*[:：]?\s*$/u,
  heading: /^(?:التعريفات|تعريفات|تعاريف|التعاريف)/u,
  underHeading: [],
  whole: /(?:هذا القانون|هذا النظام|هذه اللائحة|هذا القرار|هذا المرسوم)/u,
  part: /(?:هذا|هذه) (?<unit>الباب|الفصل|المادة|الفقرة)(?<named>(?!))?/u,
  kinds: { الباب: ['part'], الفصل: ['chapter'], المادة: ['article'], الفقرة: ['paragraph'] },
  borrows: never,
};

const japanese: DefinitionForms = {
  sentences: [form(String.raw`「(?<term>[^「」\n]{1,40})」とは、[^\n。]*(?:をいう|をいい)`)],
  items: [form(String.raw`^(?:[一二三四五六七八九十\p{Nd}]{1,4}[　 ])?(?<term>[^　\s。、「」]{1,30})[　 ][^\n]*(?:をいう|をいい)`)],
  announces: /(?:用語の(?:意義|定義)|定義は|意義は)[^\n]*$/u,
  heading: /^(?:定義|用語の(?:定義|意義))/u,
  underHeading: [],
  whole: /この(?:法律|政令|省令|条例|規則|告示|要綱)/u,
  part: /この(?<unit>条|項|章|節|編)(?<named>(?!))?(?!例)/u,
  kinds: { 条: ['article'], 項: ['paragraph'], 章: ['chapter', 'part'], 節: ['section', 'division'], 編: ['part', 'book'] },
  borrows: /に(?:規定|定義)する/u,
};

const ukrainian: DefinitionForms = {
  sentences: [
    form(String.raw`(?:[Пп]ід|[Тт]ермін(?:ом)?) [«"“]?(?<term>\p{Ll}[\p{L}’'ʼ -]{2,60}?)[»"”]? (?:у|в) (?:цьому|цих|цій) \p{L}+ (?:слід розуміти|розуміється|розуміють|вживається в значенні)(?!\p{L})`),
    form(String.raw`\((?:далі|надалі)\s[—–-]\s[«"“]?(?<term>[\p{L}][\p{L}’'ʼ -]{2,60}?)[»"”]?\)`),
  ],
  items: [form(String.raw`${start}(?<term>\p{L}[\p{L}’'ʼ -]{2,60}?)\s[—–-]\s`)],
  announces: /(?:терміни вживаються|терміни (?:вживаються )?в такому значенні|визначення термінів|такому значенні)[^\n]*$/iu,
  heading: /^(?:визначення (?:основних )?термінів|терміни)/iu,
  underHeading: [],
  whole: /(?:цьому законі|цього закону|цьому кодексі|цих правилах)/iu,
  part: /(?:цій|цьому|цієї|цього) (?<unit>статті|розділі|главі|частині)(?<named>(?!))?/iu,
  kinds: { статті: ['article'], розділі: ['part', 'chapter'], главі: ['chapter'], частині: ['paragraph'] },
  borrows: never,
};

const estonian: DefinitionForms = {
  sentences: [
    form(String.raw`${start}(?<term>\p{Lu}\p{Ll}+(?: \p{Ll}+){0,2}) (?:käesoleva|selle) \p{L}+ (?:tähenduses|mõistes) on(?!\p{L})`),
    form(String.raw`\(edaspidi(?: ka)?(?: [–—-])? (?<term>\p{L}[\p{L}-]+(?: [\p{L}-]+){0,4})\)`),
  ],
  items: [form(String.raw`${start}(?<term>\p{L}[\p{L} -]{2,60}?)\s[–—-]\s`)],
  announces: /(?:mõisteid|termineid|terminitel|mõistetel|tähenduses)[^\n]{0,80}[:：]?\s*$/iu,
  heading: /(?:mõisted|mõiste|terminid|termin)$/iu,
  underHeading: [form(String.raw`${start}(?<term>\p{Lu}\p{Ll}+(?: \p{Ll}+){0,2}) on (?=\p{Ll})(?!\p{L}*(?:tud|dud|lik|line)[ .])`)],
  whole: /käesoleva (?:seaduse|määruse|seadustiku)/iu,
  part: /käesoleva (?<unit>paragrahvi|peatüki|jao|osa|lõike)(?<named>(?!))?/iu,
  kinds: { paragrahvi: sections, peatüki: ['chapter'], jao: ['division'], osa: ['part'], lõike: ['subsection', 'paragraph'] },
  borrows: never,
};

const chinese: DefinitionForms = {
  sentences: [form(String.raw`本(?:法|条例|规定|办法|条)所称(?:的)?(?<term>[^，,。\n]{1,20})，?(?:是指|系指|，指|指)`)],
  items: [form(String.raw`^(?:[(（]?[一二三四五六七八九十\p{Nd}]{1,3}[)）、.．][　 ]?)?[“"「]?(?<term>[^，,。：:“”"「」\n]{1,20})[”"」]?[，：:]?(?:是指|系指)`)],
  announces: /(?:用语|术语)[^\n]{0,20}(?:含义|定义|意思)[^\n]*$/u, heading: /^(?:定义|用语|术语)/u, underHeading: [],
  whole: /本(?:法|条例|规定|办法)/u, part: /本(?<unit>条|款|章|节)(?<named>(?!))?(?!例)/u,
  kinds: { 条: ['article'], 款: ['paragraph'], 章: ['chapter'], 节: ['section'] },
  borrows: never,
};

const table: Readonly<Record<string, DefinitionForms>> = { en: english, de: german, fr: french, ar: arabic, ja: japanese, uk: ukrainian, et: estonian, zh: chinese };

/** `undefined` in a language without data: only terms that the source marks are known there. */
export const definitionFormsOf = (language: string): DefinitionForms | undefined => table[primaryLanguage(language)];
