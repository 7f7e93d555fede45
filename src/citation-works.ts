/**
 * How each language names the work a citation means. In the patterns the group `work` is its name, `own` the very work (or provision)
 * in which the citation stands, `same` one spoken of before ("that Act").
 */

export interface WorkNaming {
  /** Behind the citation; the first that matches counts. */
  readonly after: readonly string[];
  /** Directly before it. */
  readonly before: readonly string[];
  /** The form in which a name is looked up and shown: `des Bürgerlichen Gesetzbuchs` -> `Bürgerliches Gesetzbuch`. */
  readonly dictionaryForm?: (name: string) => string;
}

const end = String.raw`(?![\p{L}\p{N}])`;
const year = String.raw`(?:1[6-9]|20)\d\d`;
/** `Regulation (EU) 2016/679`, `Directive 95/46/EC`, with the words for them in a language. */
const european = (words: string, communities: string, numero: string): string =>
  String.raw`(?<work>(?:${words})\s(?:\((?:${communities})\)\s)?(?:${numero}\s?)?\d{1,4}\/\d{1,4}(?:\/\s?(?:${communities}|JHA|JI|JAI|Euratom))?)${end}`;

const capital = String.raw`(?:\p{Lu}[\p{L}’'\-]*|${year}|\([^()]{1,40}\)):?`;
const instrument = String.raw`(?:Act|Regulations?|Code|By-?[Ll]aws?|Law|Ordinance|Order|Rules|Constitution|Treaty|Convention|Agreement|Charter|Protocol|Statutes?|Scheme|Policy|Proclamation)(?:,?\s(?:of\s)?${year})?`;
const englishName = (times: string): string => String.raw`(?:${capital},?(?:\s(?:${capital},?|of|and|on|the|for|to|in|by|with|a|an|from|or)){0,14}${times}\s)`;
const notShorter = String.raw`(?!\s(?:\p{Lu}\p{L}*\s){1,5}(?:Act|Code|Regulations)${end})`;
const englishWork = String.raw`(?<work>${englishName('?')}${instrument}|${instrument})${end}${notShorter}`;
const englishLink = String.raw`,?\s(?:of|in|under|to)\s(?:the\s)?`;
/** Short names of laws are capitals, and common words in capitals are none. */
const englishAbbreviation = String.raw`(?<work>(?!(?:[IVXLC]+|OR|AND|OF|TO|THE|IN|NO|BE|FOR|ON|IF|AS|BY|ARE|IS|AT|SHALL|MAY|NOT|U\.?S\.?C|[A-D]M|PM)${end})\p{Lu}[\p{L}-]*\p{Lu}[\p{L}-]*(?:\s${year})?)${end}`;

const english: WorkNaming = {
  after: [
    String.raw`,?\s(?:of|in|under|to)\s(?<own>th(?:is|ese)\s(?:present\s)?\p{L}[\p{L}-]*|the\spresent\s\p{L}+)`,
    String.raw`,?\s(?:of|in|under|to)\s(?<same>(?:that|those|such|(?:the\s)?said|the\ssame|the\sformer)\s\p{L}[\p{L}-]*|the\sdefinition)`,
    String.raw`,?\s(?:of|in|under)\s(?<work>title\s\d+(?:,?\s(?:of\sthe\s)?(?:United\sStates\sCode|U\.?\s?S\.?\s?C\.?|Code\sof\sFederal\sRegulations))?)${end}`,
    String.raw`${englishLink}(?:Council\s|Commission\s)?(?:Delegated\s|Implementing\s)?${european('Regulation|Directive|Decision|Framework\\sDecision', 'EU|EC|EEC', 'No\\.?')}`,
    String.raw`${englishLink}(?<work>(?:Public\sLaw|Pub\.\sL\.|P\.L\.)\s\d+[-–]\d+|Act\s(?:No\.?\s?)?\d+\sof\s\d{4})${end}`,
    String.raw`${englishLink}(?:[Pp]rincipal\s|[Mm]ain\s)?${englishWork}`,
    String.raw`(?:,?\s(?:of|in|under)\s(?:the\s)?|\s)${englishAbbreviation}`,
  ],
  before: [
    // Statutes of Canada: `2001, c. 29, ss. 37, 45`.
    String.raw`(?<work>(?:(?:R\.S\.,\s)?\d{4}(?:-\d\d)*,\s)?c\.\s[\w.-]+(?:\s?\(\d\p{L}+\sSupp\.\))?),\s`,
    // Greedy: read backwards, the shortest name would be the last word before "Act".
    String.raw`(?<work>${englishName('')}${instrument}|${instrument}(?=\s\())(?:,?\s\(?|,\sin\s)`,
  ],
  dictionaryForm: (name) => name.replace(/^(?:The|Under|In|See|For|And|Of)\s(?:the\s)?(?=\p{Lu})/u, ''),
};

/** Nouns for laws as they stand in the genitive, alone or as the last part of a longer word. */
const germanLaw = String.raw`(?:\p{Lu}[\p{L}\-]*(?:[Gg]esetzbuch(?:e?s|e)?|[Gg]esetz(?:es|s|e)?|[Oo]rdnung|[Ss]atzung|[Vv]ertrag(?:e?s)?|[Üü]bereinkommens?|[Üü]bereinkunft|[Aa]bkommens?|[Rr]ichtlinie|[Kk]onvention|[Pp]rotokolls?|[Bb]eschluss(?:es)?|[Bb]eschlusses|[Ss]tatuts?|[Vv]erfassung|[Cc]harta|[Kk]odex|[Ee]rlass(?:es)?|[Bb]ekanntmachung|[Vv]ereinbarung|[Oo]bligationenrechts)|(?:Gesetz(?:es|e)?|Gesetzbuch(?:e?s|e)?|Ordnung|Satzung|Verordnung|Vertrag(?:e?s)?|Übereinkommens?|Übereinkunft|Abkommens?|Richtlinie|Konvention|Protokolls?|Beschluss(?:es)?|Beschlusses|Statuts?|Verfassung|Charta|Kodex|Erlass(?:es)?|Bekanntmachung|Vereinbarung|Obligationenrechts|Act))(?:\s${year})?${end}`;
/** `… über die Umweltverträglichkeitsprüfung`, `… zum Bürgerlichen Gesetzbuche`: from the preposition to the last noun before a stop. */
const germanSubject = String.raw`(?:\s(?:über|gegen|zur|zum|zu|betreffend|für|im)(?:(?:\s(?:die|der|den|das|des|dem|und|oder|von|zur|zum|für|im|in|an|bei|mit|auf|aus|sowie|über|\p{Ll}+(?:en|er|em|es|e)(?=\s\p{Lu}|\s\p{Ll}+e[nrms]?\s\p{Lu}))){0,3}\s\p{Lu}[\p{L}-]*-?){1,8})?`;
const bookOrdinals = 'Ersten|Zweiten|Dritten|Vierten|Fünften|Sechsten|Siebten|Siebenten|Achten|Neunten|Zehnten|Elften|Zwölften|Dreizehnten|Vierzehnten';

const neuter = /(?:gesetz|gesetzbuch|buch|abkommen|übereinkommen|protokoll|statut|recht)$/iu;
const masculine = /(?:vertrag|beschluss|erlass|kodex)$/iu;

/** From the genitive: the noun without its ending, the adjectives before it as the noun's gender wants them. */
function germanNominative(name: string): string {
  const [, before, noun, behind] = /^((?:\p{Lu}[\p{L}-]*(?:en|er)\s)*)(\S+)(.*)$/su.exec(name) ?? ['', '', name, ''];
  const bare = noun.replace(/(?<=[Gg]esetz)es$|(?<=[Gg]esetz|[Bb]uch|[Vv]ertrag|[Bb]eschluss|[Ee]rlass|[Rr]echt)e?s$|(?<=[Gg]esetzbuch)e$|(?<=kommen|[Pp]rotokoll|[Ss]tatut)s$/u, '');
  const ending = neuter.test(bare) ? 'es' : masculine.test(bare) ? 'er' : 'e';
  return (before.replace(/(?:en|er)(?=\s)/gu, ending) + bare + behind).trim();
}

const german: WorkNaming = {
  after: [
    String.raw`\s(?:(?:des|der|von|im|in)\s)?(?<own>dies(?:es|er|em)\s\p{Lu}[\p{L}-]*|(?:des|der)\s(?:vorliegenden|gegenwärtigen|nachstehenden)\s\p{Lu}[\p{L}-]*)`,
    String.raw`\s(?<same>(?:des(?:selben|sen)|derselben|des\sgenannten|der\sgenannten|jenes|jener)\s\p{Lu}[\p{L}-]*|a\.\s?a\.\s?O\.)`,
    String.raw`\s(?:der|des)\s${european('(?:Delegierten\\s|Durchführungs)?[Vv]erordnung|Richtlinie|Beschlusses|Rahmenbeschlusses|Entscheidung', 'EU|EG|EWG', 'Nr\\.')}`,
    String.raw`\s(?:des\s)?(?<work>(?:${bookOrdinals})\sBuch(?:es|s)(?:\sSozialgesetzbuch(?:e?s)?|\sdes\sSozialgesetzbuch(?:e?s)?)?)${end}`,
    String.raw`\s(?:des|der|zum|zur|vom)\s(?<work>(?:\p{Lu}\p{Ll}+(?:en|er)\s){0,2}${germanLaw}${germanSubject})`,
    String.raw`\s(?<work>(?:Bürgerliches\s|Allgemeines\s)?\p{Lu}[\p{L}-]*(?:gesetzbuch|gesetz))${end}`,
    String.raw`\s(?:d(?:es|er|\.)\s)?(?<work>(?:G|V|BG|BB|BRB|VO|BGes\.|Ges\.|Prot\.|Abk\.|Verf\.|Übereink\.|Vereinb\.)\s(?:v\.|vom)\s\d{1,2}\.\s?(?:\d{1,2}\.|\p{L}+\.?)\s?\d{4}(?:\s[IVX]+\s(?:S\.\s)?\d+)?)`,
    String.raw`\s(?:(?:des|der)\s)?(?<work>(?!(?:[IVXLC]+|EU|EG|EWG|DM|EUR|CHF|KOM|ABl|BGBl|BBl|AS|SR)${end})\p{Lu}[\p{L}-]*\p{Lu}[\p{L}-]*(?:\s(?:${year}|[IVX]+(?!\p{L})))?)${end}`,
  ],
  before: [],
  dictionaryForm: germanNominative,
};

const frenchStop = String.raw`(?:est|sont|ne|n|peut|peuvent|doit|doivent|qui|que|qu|dont|dans|pour|par|lorsque|lorsqu|si|a|ont|en|au|aux|sauf|avec|sans|s|dès|(?:et|ou)\s(?:(?:du|de|des|à|aux?|les?|la)\s)?(?:l[’'])?(?:articles?|[IVX]+\s|[LRDA]\.|\d)|ainsi|sous|relatif|relative|relatifs|relatives|mentionnée?s?|modifiée?|susvisée?|précitée?|tel|telle|dite?|auquel|à\s(?:l[’'](?:article|exception)|compter|titre|la\ssuite|moins|défaut|son|leur)|y|applicables?)`;
const frenchWord = String.raw`(?:\s|(?<=[’']))(?!${frenchStop}(?![\p{L}]))[\p{L}\p{N}\-]+[’']?`;
const frenchKinds = String.raw`[Ll]oi|[Cc]ode|[Rr]èglement|[Dd]écret|[Oo]rdonnance|[Aa]rrêté|[Cc]onstitution|[Cc]onvention|[Cc]harte|[Tt]raité|[Aa]ccord|[Pp]rotocole|[Dd]irective|[Dd]écision|[Ss]tatut|[Ll]ivre\sdes\sprocédures\sfiscales`;
const frenchDay = String.raw`\sdu\s\d{1,2}(?:er)?\s\p{L}+\s\d{4}`;
/** `loi n° 78-17 du 6 janvier 1978`, `loi sur l’état civil`, `code de la sécurité sociale`. */
const frenchWork = String.raw`(?<work>(?:${frenchKinds})(?:[\s-](?:loi|organique|constitutionnelle|royal|interministériel|ministériel|général|fédérale))?(?:\sn°\s?[\d-]+(?:${frenchDay})?|${frenchDay}(?=\s(?:et|ou|est|qui|,)|[,.;:)]|$)|(?:${frenchWord}){0,14}))`;

const french: WorkNaming = {
  after: [
    String.raw`,?\s(?<own>ci-(?:dessus|dessous|après|contre)|(?:du|de\sla|de\sl[’']|des)\s?présente?s?\s\p{L}+)`,
    String.raw`,?\s(?<same>(?:du|de\sla|des)\s(?:même|mêmes|dite?|susdite?)\s\p{L}+|dudit\s\p{L}+|de\s(?:ladite|ce|cet|cette|ces|chacun)\s\p{L}+|précitée?s?)`,
    String.raw`,?\s(?:du|de\sla|de\sl[’']|des)\s?${european('(?:[Rr]èglement|[Dd]irective|[Dd]écision)(?:\\s(?:délégué|d[’\']exécution))?', 'UE|CE|CEE', 'n°')}`,
    String.raw`,?\s(?:du|de\sl[’']|de\sla|des|au)\s?${frenchWork}`,
    String.raw`\s(?<work>(?!(?:[IVXLC]+|UE|CE|CEE|EUR)${end})\p{Lu}[\p{L}-]*\p{Lu}[\p{L}-]*(?:\s${year})?)${end}`,
  ],
  before: [
    String.raw`(?<work>(?:(?:L\.R\.\s\(1985\)|\d{4}(?:-\d\d)*),\s)?ch\.\s[\w.-]+(?:\s\(\d+e?\s?(?:r\s)?suppl\.\))?),\s`,
    String.raw`(?<work>(?:[Dd]écret-loi|[Ll]oi|[Dd]écret|[Oo]rdonnance|[Aa]rrêté)(?:\sn°\s?[\d-]+)?${frenchDay}),\s`,
  ],
  // A name of many words ends before what only qualifies it.
  dictionaryForm: (name) => name.replace(/(?:\s(?:et|ou|de|du|des|la))+$/u, ''),
};

/** Kinds of instruments; with the article alone (`من النظام`) they mean the one the text is about, which need not be its own. */
const arabicKinds = 'قانون|لائحة|نظام|مرسوم|دستور|قرار|قواعد|ضوابط|ترتيبات|تنظيم|دليل|معايير|اتفاقية|جدول|تعليمات|عقد|سياسة|ميثاق';
const arabicStop = String.raw`(?:على|في|أو|إلى|التي|الذي|لا|ما|عند|عن|مع|أن|إذا|لم|من|كل|ولا|وعلى|الصادرة?|المشار|رقم|بعد|قبل|وفق|وفقا|بشأن|و?ذلك|يكون|تكون|هو|هي|لتكون|ليكون|يجوز|يجب|بالنص|بإضافة|النص)`;
const arabicNoun = String.raw`(?:\s(?!${arabicStop}(?!\p{L}))[\p{L}\p{N}]+)`;
const arabic: WorkNaming = {
  after: [
    String.raw`\)?\s(?:من|في)\s(?<own>هذ[اهي]\s\p{L}+)`,
    String.raw`\)?\s(?<same>(?:منه|منها)(?!\p{L})|من\s(?:ذات|نفس)\s(?:ال)?\p{L}+|من\s\p{L}+\s(?:نفسه|ذاته|نفسها|ذاتها|المذكور|المذكورة)(?!\p{L}))`,
    // `نظام العمل`; behind the article only adjectives and what the law executes belong to a name: `اللائحة التنفيذية لنظام العمل`.
    String.raw`\)?\s(?:من|في)\s(?<work>(?:${arabicKinds})${arabicNoun}{0,9}|ال(?:${arabicKinds})(?:\s(?!الآتي|الآتية|التالي|التالية|المشار|المذكور|المرفق)(?:ال|لل|لنظام|للنظام|لقانون)\p{L}*${arabicNoun}{0,9})?)(?!\p{L})`,
  ],
  before: [],
};

const estonianWords = String.raw`(?:\p{Ll}[\p{L}-]*\s){0,6}`;
const estonian: WorkNaming = {
  after: [],
  before: [
    String.raw`(?<own>(?:[Kk]äesoleva|[Ss]elle)\s(?:seaduse|seadustiku|määruse|paragrahvi|lõike|korra|eeskirja|põhimääruse|juhendi|otsuse|punkti|jao|peatüki|lisa|\p{Ll}+))\s`,
    String.raw`(?<same>[Ss]ama\s(?:seaduse|määruse|seadustiku|direktiivi|paragrahvi|artikli|lõike)|[Nn]imetatud\s(?:seaduse|määruse|seadustiku))\s`,
    String.raw`(?<work>(?:määruse|direktiivi|otsuse|rakendusmääruse|raamotsuse)\s(?:\((?:EL|EÜ|EMÜ)\)\s)?(?:nr\s)?\d+\/\d+(?:\/(?:EL|EÜ|EMÜ))?)\s`,
    String.raw`(?<work>(?:\p{L}+-\s(?:ja|või)\s)?[\p{L}-]+(?:seaduse|seadustiku|määruse)(?:\snr\s\d+)?)\s`,
    String.raw`(?<work>${estonianWords}(?:seaduse|seadustiku|määruse|korra|eeskirja|konventsiooni|lepingu)(?:\snr\s\d+)?)\s`,
    String.raw`(?<work>\p{Lu}[\p{L}]*\p{Lu}[\p{L}]*)\s`,
  ],
  dictionaryForm: (name) => name.replace(/(?<=seadus)e$/u, '').replace(/(?<=seadustik)u$/u, '').replace(/(?<=määrus|direktiiv|otsus)[ei](?=\s|$)/u, ''),
};

const ukrainianNumber = String.raw`(?:\s№\s?[\d\p{L}/-]+)?`;
const ukrainian: WorkNaming = {
  after: [
    String.raw`,?\s(?<own>ць(?:ого|ому)\s\p{L}+|цієї\s\p{L}+)`,
    String.raw`,?\s(?<same>(?:зазначеного|вказаного|того\sж|цього\sж)\s\p{L}+)`,
    String.raw`,?\s(?<work>Закону\sУкраїни(?:\sвід\s\d{1,2}\s\p{L}+\s\d{4}\sроку)?${ukrainianNumber}\s[«"“][^»"”]{3,200}[»"”])`,
    String.raw`,?\s(?<work>(?:\p{Lu}\p{Ll}+(?:-\p{Ll}+)?(?:ого|ої)\s){0,3}(?:[Кк]одексу|Конституції)(?:\sзаконів\sпро\s\p{L}+)?(?:\sпро\s\p{L}+\s\p{L}+)?(?:\sУкраїни)?)${end}`,
    String.raw`,?\s(?<work>(?:Закону|Положення|Порядку|Постанови|Указу|Конвенції|Правил|Статуту|Інструкції)(?:\sУкраїни)?)${end}`,
    String.raw`\s(?<work>\p{Lu}{2,6}(?:\sУкраїни)?)${end}`,
  ],
  before: [],
  dictionaryForm: (name) =>
    name.replace(/ого(?=\s)/gu, 'ий').replace(/(?<=[Кк]одекс)у/u, '').replace(/^Конституції/u, 'Конституція').replace(/^Закону/u, 'Закон').replace(/[«»"“”]/gu, '"'),
};

export const workNaming: Readonly<Record<string, WorkNaming>> = { en: english, de: german, fr: french, ar: arabic, et: estonian, uk: ukrainian };
