/**
 * What the mutations and rewordings need to know of each language. Written for the measurement alone, from examples of statutes, and not shared with
 * the checks (src/answering/checks): a check measured with its own table would prove nothing.
 */
export interface LanguageRules {
  /** Unit -> another unit, both as written behind a number. */
  readonly units: readonly (readonly [RegExp, string])[];
  /** Sentence -> its denial, or a denial undone: the first that applies. */
  readonly negations: readonly (readonly [RegExp, string])[];
  readonly modals: readonly (readonly [RegExp, string])[];
  /** The noun in its first group is who the sentence binds or entitles. */
  readonly subjects: readonly RegExp[];
  /** Whole exceptions and conditions, to be cut out. */
  readonly exceptions: readonly RegExp[];
  readonly conditions: readonly RegExp[];
  /** The number in its group `number` is that of a provision. */
  readonly references: readonly RegExp[];
  readonly months: readonly string[];
  /** Clause order: the parts of a sentence and how they stand behind one another in the reworded one. */
  readonly orders: readonly (readonly [RegExp, string])[];
  /** Words that say the same in statutes. */
  readonly phrases: readonly (readonly [RegExp, string])[];
  /** From 2 on. */
  readonly numerals: readonly string[];
}

const list = (words: string): string[] => words.split(' ');

const english: LanguageRules = {
  units: [[/(?<=\d |(?:two|three|six|ten|seven|thirty) )days/u, 'months'], [/(?<=\d |(?:two|three|six|ten|seven|thirty) )months/u, 'weeks'], [/(?<=\d |(?:two|three|five|six|ten) )years/u, 'months'], [/(?<=\d |(?:two|twelve) )hours/u, 'days'], [/(?<=\d ?)(?:%| per cent)/u, ' dollars'], [/(?<=\d )metres/u, 'kilometres'], [/(?<=\d )square metres/u, 'hectares']],
  negations: [[/\b(must|shall|may) not\b/u, '$1'], [/\b(is|are|does|do) not\b/u, '$1'], [/\b(must|shall|may)\b/u, '$1 not'], [/\b(is|are) (?=\p{L}+ed\b)/u, '$1 not ']],
  modals: [[/\b(?:must|shall)\b(?! not)/u, 'may'], [/(?<!\b[Nn]o\b[^.]*)(?<!\bnot\b[^.]*)\bmay\b(?! not)(?! \d)/u, 'must'], [/\b(?:must|shall) not\b/u, 'need not'], [/\bmay not\b/u, 'should']],
  subjects: [/\b(?:[Tt]he|[Aa]n?|[Ee]very|[Ee]ach|[Aa]ny|[Nn]o) (\p{L}{4,}) (?:must|shall|may)(?: not)? (?:submit|apply|give|pay|notify|ensure|provide|keep|issue|appoint|refuse|require|inform|make|grant|request|designate|approve|order|consider|determine|take|enter|carry|use|sell|obtain|produce|direct|delegate|serve|cause|report|send)\b/gu],
  exceptions: [/,? (?:unless|except|other than|save) [^,;.:]+/u],
  conditions: [/^(?:If|When|Where) [^,;.:]{8,}, /u, /,? (?:if|when|provided that|in the event that) [^,;.:]{8,}/u],
  references: [/\b(?:[Ss]ection|[Ss]ubsection|[Aa]rticle|[Pp]aragraph|[Pp]art|[Ss]chedule|[Rr]egulation) \(?(?<number>\d+)/u],
  months: list('January February March April May June July August September October November December'),
  orders: [[/^(If|When|Where) ([^,;:.]{8,}), ([^;:.]+)\.$/u, '$3 $1 $2.'], [/^([^,;:.]+) (if|when|where) ([^,;:.]{8,})\.$/u, '$2 $3, $1.']],
  phrases: [[/\bshall\b/gu, 'must'], [/\bprior to\b/gu, 'before'], [/\bpursuant to\b/gu, 'under'], [/\bin respect of\b/gu, 'regarding'], [/\bcommence\b/gu, 'begin'], [/\bis entitled to (?=\p{L})/gu, 'may '], [/\bin accordance with\b/gu, 'according to'], [/\bfor the purpose of\b/gu, 'for'], [/\bin the event that\b/gu, 'if'], [/\bmust\b/gu, 'is required to'], [/\bprovided that\b/gu, 'if'], [/\bforthwith\b/gu, 'at once']],
  numerals: list('two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'),
};

const german: LanguageRules = {
  units: [[/(?<=\d |(?:zwei|drei|sechs|zehn) )Tagen?\b/u, 'Monate'], [/(?<=\d |(?:zwei|drei|sechs|zwölf) )Monaten?\b/u, 'Wochen'], [/(?<=\d |(?:zwei|drei|fünf|zehn) )Jahren?\b/u, 'Monate'], [/(?<=\d |(?:zwei|vier) )Wochen\b/u, 'Monate'], [/(?<=\d )Stunden\b/u, 'Tage'], [/(?<=\d )(?:Prozent|vom Hundert|%)/u, 'Euro'], [/(?<=\d )Euro\b/u, 'Prozent'], [/(?<=\d )(?:Meter|m)\b/u, 'Kilometer']],
  negations: [[/ nicht(?= \p{L})/u, ''], [/\b[Kk]eine(?= )/u, 'eine'], [/(?<= )(ist|sind|darf|dürfen|wird|werden|kann|können) /u, '$1 nicht ']],
  modals: [[/(?<= )(?:muss|muß)(?= )/u, 'kann'], [/(?<= )müssen(?=[ .,])/u, 'können'], [/(?<= )(?:kann|darf)(?= (?!nicht|kein))/u, 'muss'], [/(?<= )(?:können|dürfen)(?=[ .,])/u, 'müssen'], [/(?<= )soll(?= )/u, 'kann'], [/(?<= )sollen(?=[ .,])/u, 'können']],
  subjects: [/(?:^|\. |, )(?:[Dd]er|[Dd]ie|[Dd]as) (\p{Lu}\p{L}{3,}) (?:hat|haben|kann|können|darf|muss|müssen|soll|ist verpflichtet)(?!\p{L})[^.;]{0,90}?(?:verlangen|beantragen|erteilen|anordnen|untersagen|bestimmen|unterrichten|mitteilen|übermitteln|verweigern|benennen|prüfen|mitzuteilen|anzuzeigen|vorzulegen|beizufügen|nachzuweisen|zu (?:zahlen|erteilen|übermitteln|unterrichten|prüfen|treffen|gewähren|führen))(?!\p{L})/gu],
  exceptions: [/, (?:es sei denn|sofern nicht|soweit nicht|wenn nicht|ausgenommen|außer)[^;.:]+/u, / mit Ausnahme [^,;.:]+/u],
  conditions: [/^(?:Wenn|Falls|Sofern|Soweit) [^,;.:]{8,}, /u, /, (?:wenn|falls|sofern|soweit) [^,;.:]{8,}/u, / im Falle [^,;.:]{8,}/u],
  references: [/§§? (?<number>\d+)/u, /(?:Absatz|Absatzes|Abs\.|Artikel|Artikels|Art\.|Satz|Nummer|Nr\.) (?<number>\d+)/u],
  months: list('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
  orders: [[/^([^,;:.]+), (wenn|falls|sofern|soweit) ([^,;:.]{8,})\.$/u, '$2 $3, gilt: $1.'], [/^(Wenn|Falls|Sofern|Soweit) ([^,;:.]{8,}), ([^;:.,]+)\.$/u, '$3, $1 $2.']],
  phrases: [[/(?<!\p{L})sofern(?!\p{L})/gu, 'wenn'], [/(?<!\p{L})gemäß(?!\p{L})/gu, 'nach'], [/(?<!\p{L})sowie(?!\p{L})/gu, 'und'], [/(?<!\p{L})innerhalb von(?!\p{L})/gu, 'binnen'], [/(?<!\p{L})unverzüglich(?!\p{L})/gu, 'sofort'], [/(?<!\p{L})insbesondere(?!\p{L})/gu, 'vor allem'], [/(?<!\p{L})jedoch(?!\p{L})/gu, 'aber'], [/(?<!\p{L})ist verpflichtet,(?!\p{L})/gu, 'hat die Pflicht,'], [/(?<!\p{L})Absatz(?= \d)/gu, 'Abs.'], [/(?<!\p{L})vom Hundert(?!\p{L})/gu, 'Prozent'], [/(?<!\p{L})mindestens(?!\p{L})/gu, 'wenigstens'], [/(?<!\p{L})entsprechend anzuwenden(?!\p{L})/gu, 'sinngemäß anzuwenden'], [/(?<!\p{L})erfolgt(?!\p{L})/gu, 'geschieht']],
  numerals: list('zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig'),
};

const french: LanguageRules = {
  units: [[/(?<=\d |(?:deux|trois|dix|quinze|trente) )jours/u, 'mois'], [/(?<=\d |(?:deux|trois|six|quatre) )mois/u, 'semaines'], [/(?<=\d |(?:deux|trois|cinq|dix) )(?:ans|années)/u, 'mois'], [/(?<=\d )heures/u, 'jours'], [/(?<=\d ?)(?:%| pour cent)/u, ' euros'], [/(?<=\d )euros/u, 'dollars'], [/(?<=\d )mètres/u, 'kilomètres']],
  negations: [[/\bne (peut|peuvent|doit|doivent) (?:pas )?/u, '$1 '], [/\bn[’']est pas /u, 'est '], [/ (peut|peuvent|doit|doivent) /u, ' ne $1 pas '], [/ est (?=\p{L}+(?:é|ée|i|ie|u|ue)\b)/u, ' n’est pas ']],
  modals: [[/(?<!ne )\bdoit\b/u, 'peut'], [/(?<!ne )\bdoivent\b/u, 'peuvent'], [/(?<!ne )\bpeut\b/u, 'doit'], [/(?<!ne )\bpeuvent\b/u, 'doivent'], [/(?<=est )tenue? de/u, 'libre de']],
  subjects: [/(?:^|[ ’'])(?:[Ll]e |[Ll]a |[Ll][’']|[Ll]es )(\p{L}{4,}) (?:doit|doivent|peut|peuvent|ne peut|est tenue?)(?!\p{L})/gu],
  exceptions: [/,? (?:sauf|à moins|excepté|à l[’']exception|hormis) [^,;.:]+/u],
  conditions: [/^(?:Si |Lorsque |Lorsqu[’']|En cas de |Dans le cas où )[^,;.:]{8,}, /u, /,? (?:lorsque |lorsqu[’']|si |s[’']il |en cas de |à condition |sous réserve )[^,;.:]{8,}/u],
  references: [/(?:[Aa]rticles?|[Pp]aragraphes?|[Aa]linéas?|[Pp]artie) \(?(?:[LRD]\. ?)?(?<number>\d+)/u],
  months: list('janvier février mars avril mai juin juillet août septembre octobre novembre décembre'),
  orders: [[/^(Lorsque|Si) ([^,;:.]{8,}), ([^;:.,]+)\.$/u, '$3 $1 $2.'], [/^([^,;:.]+),? (lorsque|si) ([^,;:.]{8,})\.$/u, '$2 $3, $1.']],
  phrases: [[/(?<!\p{L})conformément à(?!\p{L})/gu, 'selon'], [/(?<!\p{L})conformément aux(?!\p{L})/gu, 'selon les'], [/(?<!\p{L})afin de(?!\p{L})/gu, 'pour'], [/(?<!\p{L})toutefois(?!\p{L})/gu, 'cependant'], [/(?<!\p{L})est tenu de(?!\p{L})/gu, 'doit'], [/(?<!\p{L})lorsque(?!\p{L})/gu, 'quand'], [/(?<!\p{L})en vertu de(?!\p{L})/gu, 'au titre de'], [/(?<!\p{L})notamment(?!\p{L})/gu, 'en particulier'], [/(?<!\p{L})ainsi que(?!\p{L})/gu, 'et'], [/(?<!\p{L})relatif à(?!\p{L})/gu, 'concernant'], [/(?<!\p{L})relatives? aux(?!\p{L})/gu, 'concernant les'], [/(?<!\p{L})sans délai(?!\p{L})/gu, 'immédiatement'], [/(?<!\p{L})prévues? par(?!\p{L})/gu, 'fixée par']],
  numerals: list('deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt'),
};

const arabic: LanguageRules = {
  units: [[/(?<=(?:[\d٠-٩]|ين|ون|عشر)\)? )يوم(?:اً|ًا|ا)?(?!\p{L})/u, 'شهراً'], [/أيام(?!\p{L})/u, 'أشهر'], [/(?:أشهر|شهور)(?!\p{L})/u, 'أسابيع'], [/سنوات(?!\p{L})/u, 'أشهر'], [/(?<=(?:[\d٠-٩]|ين|ون|عشر|عشرة)\)? )سنة(?!\p{L})/u, 'شهر'], [/(?<=(?:[\d٠-٩]|ين|ون|ألف|آلاف|مائة)\)? )ريال(?!\p{L})/u, 'دولار'], [/(?<=(?:[\d٠-٩]|ين|ون)\)? )ساعة(?!\p{L})/u, 'يوماً']],
  negations: [[/(?<!\p{L})و?لا (?=يجوز|يحق|يجب|يتم|تسري)/u, ''], [/(?<!\p{L})(يجوز|يحق|يجب|تسري|يتم|يصدر|يحدد)(?!\p{L})/u, 'لا $1']],
  modals: [[/(?<!لا )(?<!\p{L})(?:يجب|يتعين|يلزم)(?!\p{L})/u, 'يجوز'], [/(?<!لا )(?<!\p{L})(?:يجوز|يحق)(?!\p{L})/u, 'يجب'], [/(?<=لا )يجوز(?!\p{L})/u, 'يلزم']],
  subjects: [/(?:يجب على|يصدر|يحدد|تحدد|تقوم|يقوم|تتولى|يتولى|يلتزم) (ال\p{L}{3,})(?!\p{L})/gu],
  exceptions: [/[،,]? (?:إلا|ما لم|باستثناء|فيما عدا|عدا) [^،؛,.:]+/u],
  conditions: [/^(?:إذا|في حال|في حالة|متى) [^،؛,.:]{8,}[،,] ?/u, /[،,]? (?:إذا|في حال|متى|بشرط|شريطة) [^،؛,.:]{8,}/u],
  references: [/المادة \(?(?<number>[\d٠-٩]+)/u, /الفقرة \(?(?<number>[\d٠-٩]+)/u],
  months: list('يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'),
  orders: [[/^(إذا|متى) ([^،؛,.:]{8,})[،,] ?([^،؛,.:]+)\.$/u, '$3 $1 $2.'], [/^([^،؛,.:]+) (إذا|متى) ([^،؛,.:]{8,})\.$/u, '$2 $3، $1.']],
  phrases: [[/(?<!\p{L})يتعين(?!\p{L})/gu, 'يجب'], [/(?<!\p{L})وفقا(?!\p{L})/gu, 'طبقا'], [/(?<!\p{L})وفقاً(?!\p{L})/gu, 'طبقاً'], [/(?<!\p{L})خلال(?!\p{L})/gu, 'في غضون'], [/(?<!\p{L})إذا(?!\p{L})/gu, 'متى'], [/(?<!\p{L})في حال(?!\p{L})/gu, 'إذا'], [/(?<!\p{L})بموجب(?!\p{L})/gu, 'بحسب'], [/(?<!\p{L})كافة(?!\p{L})/gu, 'جميع'], [/(?<!\p{L})بشأن(?!\p{L})/gu, 'حول']],
  numerals: [],
};

const japanese: LanguageRules = {
  units: [[/(?<=[\d〇一二三四五六七八九十百０-９])日(?=以内|間|前|まで)/u, '箇月'], [/(?<=[\d一二三四五六七八九十０-９])(?:か|箇|ヶ|カ)月/u, '年'], [/(?<=[\d一二三四五六七八九十０-９])年(?=以|間|を)/u, '箇月'], [/(?<=[\d一二三四五六七八九十百千万０-９])円/u, 'ドル'], [/(?<=[\d一二三四五六七八九十])週間/u, '箇月']],
  negations: [[/できる。$/u, 'できない。'], [/できない。$/u, 'できる。'], [/する。$/u, 'しない。'], [/しない。$/u, 'する。'], [/ものとする。$/u, 'ものとしない。'], [/(?<=適用)する/u, 'しない']],
  modals: [[/することができる/u, 'しなければならない'], [/しなければならない/u, 'することができる'], [/してはならない/u, 'しなければならない'], [/しなければならない/u, 'するよう努めるものとする']],
  subjects: [/(?:^|、|。)(\p{Script=Han}{2,6})は、/gu],
  exceptions: [/[^、。]+を除き、/u, /[^、。（）]+を除くほか、/u],
  conditions: [/[^、。（）]{4,}(?:場合において|場合には|場合は|ときは|とき|場合において)、/u],
  references: [/第(?<number>[一二三四五六七八九十]+|\d+)[条項号]/u],
  months: [],
  orders: [],
  phrases: [[/場合には/gu, 'ときは'], [/場合は/gu, 'ときは'], [/又は/gu, 'または'], [/及び/gu, 'および'], [/但し/gu, 'ただし'], [/ならない/gu, 'なりません'], [/することができる/gu, 'することができます']],
  numerals: [],
};

const estonian: LanguageRules = {
  units: [[/(?<=\d |(?:kahe|kolme|kümne) )päeva(?!\p{L})/u, 'kuud'], [/(?<=\d |(?:kahe|kolme|kuue) )kuud?(?!\p{L})/u, 'nädalat'], [/(?<=\d |(?:kahe|kolme|viie) )aasta\p{L}{0,2}(?!\p{L})/u, 'kuud'], [/(?<=\d )protsenti(?!\p{L})/u, 'eurot'], [/(?<=\d )eurot(?!\p{L})/u, 'protsenti'], [/(?<=\d )tundi(?!\p{L})/u, 'päeva']],
  negations: [[/(?<!\p{L})ei (?=\p{L})/u, ''], [/(?<!\p{L})võib(?!\p{L})/u, 'ei või'], [/(?<!\p{L})peab(?!\p{L})/u, 'ei pea'], [/(?<!\p{L})on (?=\p{L})/u, 'ei ole ']],
  modals: [[/(?<!\p{L})peab(?!\p{L})/u, 'võib'], [/(?<!\p{L})peavad(?!\p{L})/u, 'võivad'], [/(?<!ei )(?<!\p{L})võib(?!\p{L})/u, 'peab'], [/(?<!\p{L})võivad(?!\p{L})/u, 'peavad'], [/(?<!\p{L})on õigus(?!\p{L})/u, 'on kohustus'], [/(?<!\p{L})on kohustatud(?!\p{L})/u, 'on õigus']],
  subjects: [/(?:^|\. |, )(\p{L}{5,}) (?:võib|peab|on kohustatud|võivad|peavad) (?:\p{L}+ ){0,3}?(?:nõuda|esitada|taotleda|teavitada|tasuda|määrata|anda|teha|keelduda|kehtestada|teavitama|tasuma|esitama|tagama|andma|tegema|võimaldama|järgima)(?!\p{L})/gu],
  exceptions: [/, (?:välja arvatud|v\.a)[^;.:]+/u],
  conditions: [/^(?:Kui|Juhul kui) [^,;.:]{8,}, /u, /, (?:kui|juhul kui|tingimusel, et) [^,;.:]{8,}/u],
  references: [/§ (?<number>\d+)/u, /(?:lõike|lõikes|lõigetes|punktis|lõigete) (?<number>\d+)/u],
  months: list('jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember'),
  orders: [[/^([^,;:.]+), (kui|juhul kui) ([^,;:.]{8,})\.$/u, '$2 $3, $1.'], [/^(Kui|Juhul kui) ([^,;:.]{8,}), ([^;:.,]+)\.$/u, '$3, $1 $2.']],
  phrases: [[/(?<!\p{L})ning(?!\p{L})/gu, 'ja'], [/(?<!\p{L})juhul kui(?!\p{L})/gu, 'kui'], [/(?<!\p{L})viivitamata(?!\p{L})/gu, 'kohe'], [/(?<!\p{L})peab(?!\p{L})/gu, 'on kohustatud'], [/(?<!\p{L})vastavalt(?!\p{L})/gu, 'kooskõlas'], [/(?<!\p{L})sätestatud(?!\p{L})/gu, 'ette nähtud']],
  numerals: [],
};

/** By primary language subtag. */
export const languageRules: Readonly<Record<string, LanguageRules>> = { en: english, de: german, fr: french, ar: arabic, ja: japanese, et: estonian };
