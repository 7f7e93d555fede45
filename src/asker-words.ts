/** The words around an answer, in the asker's language: of the page and of the terminal. Quotations are not among them: they stay as the law has them. `{…}` is filled in. */
import { primaryLanguage } from './language.js';

const english = {
  title: 'Ask the law',
  lead: 'Every statement of the answer stands on a quotation that you can open. Where the texts do not say, the answer is that they do not say.',
  question: 'Your question',
  day: 'Law of the day',
  dayHint: 'Leave the day empty for today’s law.',
  answerLanguage: 'Language of the answer',
  asQuestion: 'as the question',
  ask: 'Ask',
  newQuestion: 'New question',
  key: 'Key',
  keyHint: 'This service asks for a key; whoever runs it gives them out. It stays in this window.',
  searched: 'What is searched',
  counts: '{works} works, {provisions} provisions in {held} collections: {collections}. Index {generation}.',
  allWorks: 'The works',
  forPrograms: 'For programs',
  looking: 'Looking …',
  reading: 'Reading {count} passages …',
  answered: 'Answered.',
  noAnswer: 'No answer.',
  unanswered: 'Not answered: “{question}”',
  understood: 'Understood as: {question}',
  index: 'index {generation}',
  found: 'is',
  ambiguous: 'may be',
  'not-in-force': 'is not in force on that day:',
  'no-such-provision': 'does not exist; nearby:',
  'unknown-work': 'is in no work of this corpus',
  more: 'and {count} more',
  fallback: 'The language model could not answer; these are the words of the law.',
  notChecked: 'This could not be checked word by word: compare it with the quotation.',
  nearest: 'Nearest provisions; they may not answer the question:',
  closest: 'What comes closest; it is not certain that it answers the question:',
  always: 'at all times',
  inForce: 'in force',
  from: 'from {date}',
  until: 'until before {date}',
  asData: 'The provision as data',
  loading: 'Loading …',
  notShown: 'The provision cannot be shown: {why}',
  brokenOff: 'the answer broke off',
  noService: 'The service did not answer: {why}',
  // Beside an answer: its day, what its sources are and how they stand, and what belongs to them.
  lawInForce: 'Law in force on {date}.',
  guidanceOnly: 'The sources of this answer are guidance: they explain the law and are not the law itself.',
  act: 'act',
  regulation: 'regulation',
  'by-law': 'by-law',
  guidance: 'guidance, not law',
  judgment: 'judgment',
  bill: 'bill, not law',
  other: 'other text',
  repealed: 'repealed',
  expired: 'no longer in force',
  'not-yet-in-force': 'not yet in force',
  definitions: 'Terms that the law defines',
  related: 'Provisions that these sentences point to',
  'subject-to': 'holds subject to',
  exception: 'is excepted by',
  notwithstanding: 'departs from',
  'without-prejudice': 'leaves unaffected',
  conflicts: 'These provisions say different things. Which one holds is for a lawyer to say:',
  undated: 'undated',
};
export type AskerWords = Readonly<Record<keyof typeof english, string>>;

/** By primary language tag. */
export const askerWords: Readonly<Record<string, AskerWords>> = {
  en: english,
  de: {
    title: 'Das Recht fragen', lead: 'Jede Aussage der Antwort steht auf einem Zitat, das Sie öffnen können. Wo die Texte nichts sagen, ist die Antwort, dass sie nichts sagen.',
    question: 'Ihre Frage', day: 'Recht vom Tag', dayHint: 'Ohne Tag gilt das Recht von heute.', answerLanguage: 'Sprache der Antwort', asQuestion: 'wie die Frage', ask: 'Fragen', newQuestion: 'Neue Frage', key: 'Schlüssel', keyHint: 'Dieser Dienst verlangt einen Schlüssel; wer ihn betreibt, gibt sie aus. Er bleibt in diesem Fenster.',
    searched: 'Was durchsucht wird', counts: '{works} Werke, {provisions} Vorschriften in {held} Sammlungen: {collections}. Index {generation}.', allWorks: 'Die Werke', forPrograms: 'Für Programme',
    looking: 'Suche …', reading: 'Lese {count} Stellen …', answered: 'Beantwortet.', noAnswer: 'Keine Antwort.', unanswered: 'Nicht beantwortet: „{question}“', understood: 'Verstanden als: {question}', index: 'Index {generation}',
    found: 'ist', ambiguous: 'kann sein:', 'not-in-force': 'gilt an diesem Tag nicht:', 'no-such-provision': 'gibt es nicht; in der Nähe:', 'unknown-work': 'steht in keinem Werk dieser Sammlung', more: 'und {count} weitere', fallback: 'Das Sprachmodell konnte nicht antworten; dies sind die Worte des Rechts.', notChecked: 'Das konnte nicht Wort für Wort geprüft werden: Vergleichen Sie es mit dem Zitat.', nearest: 'Nächstliegende Vorschriften; sie beantworten die Frage womöglich nicht:', closest: 'Am nächsten kommt dies; ob es die Frage beantwortet, ist nicht sicher:',
    always: 'ohne zeitliche Grenze', inForce: 'in Kraft', from: 'ab {date}', until: 'bis vor {date}', asData: 'Die Vorschrift als Daten', loading: 'Lädt …', notShown: 'Die Vorschrift kann nicht gezeigt werden: {why}',
    brokenOff: 'die Antwort brach ab', noService: 'Der Dienst hat nicht geantwortet: {why}',
    lawInForce: 'Recht in Kraft am {date}.', guidanceOnly: 'Die Quellen dieser Antwort sind amtliche Hinweise: Sie erklären das Recht und sind nicht selbst das Recht.', act: 'Gesetz', regulation: 'Verordnung', 'by-law': 'Satzung', guidance: 'Hinweis, kein Recht', judgment: 'Urteil', bill: 'Entwurf, kein Recht', other: 'anderer Text',
    repealed: 'aufgehoben', expired: 'nicht mehr in Kraft', 'not-yet-in-force': 'noch nicht in Kraft', definitions: 'Begriffe, die das Recht bestimmt', related: 'Vorschriften, auf die diese Sätze verweisen', 'subject-to': 'gilt vorbehaltlich', exception: 'ist ausgenommen durch', notwithstanding: 'weicht ab von', 'without-prejudice': 'lässt unberührt', conflicts: 'Diese Vorschriften sagen Verschiedenes. Welche gilt, hat eine Juristin oder ein Jurist zu sagen:', undated: 'ohne Datum',
  },
  fr: {
    title: 'Interroger le droit', lead: 'Chaque affirmation de la réponse repose sur une citation que vous pouvez ouvrir. Quand les textes ne disent rien, la réponse est qu’ils ne disent rien.',
    question: 'Votre question', day: 'Droit du jour', dayHint: 'Sans date, le droit d’aujourd’hui.', answerLanguage: 'Langue de la réponse', asQuestion: 'comme la question', ask: 'Demander', newQuestion: 'Nouvelle question', key: 'Clé', keyHint: 'Ce service demande une clé ; ceux qui le gèrent les délivrent. Elle reste dans cette fenêtre.',
    searched: 'Textes consultés', counts: '{works} œuvres, {provisions} dispositions dans {held} recueils : {collections}. Index {generation}.', allWorks: 'Les œuvres', forPrograms: 'Pour les programmes',
    looking: 'Recherche …', reading: 'Lecture de {count} passages …', answered: 'Réponse donnée.', noAnswer: 'Pas de réponse.', unanswered: 'Sans réponse : « {question} »', understood: 'Compris ainsi : {question}', index: 'index {generation}',
    found: 'est', ambiguous: 'peut être :', 'not-in-force': 'n’est pas en vigueur ce jour-là :', 'no-such-provision': 'n’existe pas ; à proximité :', 'unknown-work': 'n’est dans aucune œuvre de ce recueil', more: 'et {count} autres', fallback: 'Le modèle de langage n’a pas pu répondre ; ce sont les mots du droit.', notChecked: 'Cela n’a pas pu être vérifié mot à mot : comparez avec la citation.', nearest: 'Dispositions les plus proches ; elles ne répondent peut-être pas à la question :', closest: 'Ce qui s’en approche le plus, sans qu’il soit certain que cela réponde à la question :',
    always: 'sans limite de temps', inForce: 'en vigueur', from: 'à partir du {date}', until: 'jusqu’avant le {date}', asData: 'La disposition en données', loading: 'Chargement …', notShown: 'La disposition ne peut être affichée : {why}',
    brokenOff: 'la réponse s’est interrompue', noService: 'Le service n’a pas répondu : {why}',
    lawInForce: 'Droit en vigueur au {date}.', guidanceOnly: 'Les sources de cette réponse sont des informations officielles : elles expliquent le droit et ne sont pas le droit lui-même.', act: 'loi', regulation: 'règlement', 'by-law': 'règlement local', guidance: 'information officielle, non le droit', judgment: 'jugement', bill: 'projet, non le droit', other: 'autre texte',
    repealed: 'abrogé', expired: 'n’est plus en vigueur', 'not-yet-in-force': 'pas encore en vigueur', definitions: 'Termes que le droit définit', related: 'Dispositions auxquelles ces phrases renvoient', 'subject-to': 's’applique sous réserve de', exception: 'est excepté par', notwithstanding: 'déroge à', 'without-prejudice': 'est sans préjudice de', conflicts: 'Ces dispositions ne disent pas la même chose. Laquelle s’applique, c’est à un juriste de le dire :', undated: 'sans date',
  },
  ar: {
    title: 'اسأل القانون', lead: 'تستند كل عبارة في الجواب إلى اقتباس يمكنك فتحه. وحيث لا تقول النصوص شيئًا، فالجواب أنها لا تقول شيئًا.',
    question: 'سؤالك', day: 'القانون النافذ في يوم', dayHint: 'اترك اليوم فارغًا لقانون اليوم.', answerLanguage: 'لغة الجواب', asQuestion: 'كلغة السؤال', ask: 'اسأل', newQuestion: 'سؤال جديد', key: 'المفتاح', keyHint: 'تطلب هذه الخدمة مفتاحًا يمنحه من يديرها. يبقى المفتاح في هذه النافذة.',
    searched: 'ما يجري البحث فيه', counts: '{works} نصًا، {provisions} حكمًا في {held} مجموعات: {collections}. الفهرس {generation}.', allWorks: 'النصوص', forPrograms: 'للبرامج',
    looking: 'جارٍ البحث …', reading: 'جارٍ قراءة {count} مقاطع …', answered: 'تم الجواب.', noAnswer: 'لا جواب.', unanswered: 'بلا جواب: «{question}»', understood: 'فُهم السؤال هكذا: {question}', index: 'الفهرس {generation}',
    found: 'هو', ambiguous: 'قد يكون:', 'not-in-force': 'غير نافذ في ذلك اليوم:', 'no-such-provision': 'غير موجود؛ وقريب منه:', 'unknown-work': 'ليس في أي عمل من هذه المجموعة', more: 'و{count} أخرى', fallback: 'لم يتمكن النموذج اللغوي من الإجابة؛ هذه كلمات القانون نفسها.', notChecked: 'لم يمكن التحقق من هذا كلمة كلمة: قارنه بالاقتباس.', nearest: 'أقرب الأحكام، وقد لا تجيب عن السؤال:', closest: 'أقرب ما وُجد، وليس مؤكدًا أنه يجيب عن السؤال:',
    always: 'في كل وقت', inForce: 'نافذ', from: 'من {date}', until: 'إلى ما قبل {date}', asData: 'الحكم كبيانات', loading: 'جارٍ التحميل …', notShown: 'لا يمكن عرض الحكم: {why}',
    brokenOff: 'انقطع الجواب', noService: 'لم تجب الخدمة: {why}',
    lawInForce: 'القانون النافذ في {date}.', guidanceOnly: 'مصادر هذا الجواب إرشادات رسمية: تشرح القانون وليست هي القانون.', act: 'قانون', regulation: 'لائحة', 'by-law': 'لائحة محلية', guidance: 'إرشاد وليس قانونًا', judgment: 'حكم قضائي', bill: 'مشروع وليس قانونًا', other: 'نص آخر',
    repealed: 'ملغى', expired: 'لم يعد نافذًا', 'not-yet-in-force': 'لم ينفذ بعد', definitions: 'ألفاظ يعرّفها القانون', related: 'أحكام تشير إليها هذه العبارات', 'subject-to': 'يسري مع مراعاة', exception: 'يُستثنى منه بموجب', notwithstanding: 'استثناء من', 'without-prejudice': 'لا يخل بـ', conflicts: 'هذه الأحكام لا تقول الشيء نفسه. وأيها يسري أمر يقوله رجل القانون:', undated: 'بلا تاريخ',
  },
  uk: {
    title: 'Запитати право', lead: 'Кожне твердження відповіді спирається на цитату, яку можна відкрити. Де тексти нічого не кажуть, відповідь така, що вони не кажуть.',
    question: 'Ваше запитання', day: 'Право на день', dayHint: 'Без дня діє сьогоднішнє право.', answerLanguage: 'Мова відповіді', asQuestion: 'як у запитанні', ask: 'Запитати', newQuestion: 'Нове запитання', key: 'Ключ', keyHint: 'Ця служба просить ключ; його видає той, хто нею керує. Ключ лишається в цьому вікні.',
    searched: 'Де ведеться пошук', counts: 'Творів: {works}, положень: {provisions}, збірок: {held}: {collections}. Індекс {generation}.', allWorks: 'Твори', forPrograms: 'Для програм',
    looking: 'Пошук …', reading: 'Читаю уривки: {count} …', answered: 'Відповідь надано.', noAnswer: 'Відповіді немає.', unanswered: 'Без відповіді: «{question}»', understood: 'Зрозуміло так: {question}', index: 'індекс {generation}',
    found: '— це', ambiguous: 'може бути:', 'not-in-force': 'не чинне того дня:', 'no-such-provision': 'не існує; поруч:', 'unknown-work': 'немає в жодному творі цієї збірки', more: 'і ще {count}', fallback: 'Мовна модель не змогла відповісти; це слова самого закону.', notChecked: 'Це не вдалося перевірити слово за словом: порівняйте з цитатою.', nearest: 'Найближчі положення; можливо, вони не відповідають на запитання:', closest: 'Ось що найближче; чи це відповідь на запитання, не певно:',
    always: 'без обмеження в часі', inForce: 'чинне', from: 'з {date}', until: 'до {date} (не включно)', asData: 'Положення як дані', loading: 'Завантаження …', notShown: 'Положення не можна показати: {why}',
    brokenOff: 'відповідь обірвалася', noService: 'Служба не відповіла: {why}',
    lawInForce: 'Право, чинне на {date}.', guidanceOnly: 'Джерела цієї відповіді — роз’яснення: вони пояснюють право, але самі не є правом.', act: 'закон', regulation: 'підзаконний акт', 'by-law': 'місцевий акт', guidance: 'роз’яснення, не право', judgment: 'судове рішення', bill: 'законопроєкт, не право', other: 'інший текст',
    repealed: 'скасовано', expired: 'більше не чинне', 'not-yet-in-force': 'ще не чинне', definitions: 'Терміни, які визначає право', related: 'Положення, на які посилаються ці речення', 'subject-to': 'діє з урахуванням', exception: 'крім випадків за', notwithstanding: 'відступає від', 'without-prejudice': 'не зачіпає', conflicts: 'Ці положення кажуть різне. Яке з них діє, має сказати юрист:', undated: 'без дати',
  },
  ja: {
    title: '法令にたずねる', lead: '回答の一文一文は、開いて確かめられる引用に基づいています。資料に書かれていないときは、書かれていないとお答えします。',
    question: 'ご質問', day: '基準日', dayHint: '空欄なら今日の法令です。', answerLanguage: '回答の言語', asQuestion: '質問と同じ', ask: 'たずねる', newQuestion: '新しい質問', key: 'キー', keyHint: 'このサービスにはキーが必要です。運営者が発行します。キーはこのウィンドウにだけ残ります。',
    searched: '検索の対象', counts: '{works}件の資料、{provisions}の規定（{held}集）：{collections}。索引 {generation}。', allWorks: '資料の一覧', forPrograms: 'プログラム向け',
    looking: '検索中…', reading: '{count}か所を読んでいます…', answered: '回答しました。', noAnswer: '回答はありません。', unanswered: '回答できなかった部分：「{question}」', understood: '次のように理解しました：{question}', index: '索引 {generation}',
    found: 'は', ambiguous: 'は次のいずれかです：', 'not-in-force': 'はその日には施行されていません：', 'no-such-provision': 'はありません。近い規定：', 'unknown-work': 'はこの資料集のどの法令にもありません', more: 'ほか{count}件', fallback: '言語モデルは回答できませんでした。これは法令の文言です。', notChecked: '一語ずつの確認ができませんでした。引用と比べてください。', nearest: '最も近い規定（ご質問の答えではないかもしれません）：', closest: '最も近い文言です。ご質問の答えかどうかは確かではありません：',
    always: '期間の定めなし', inForce: '施行', from: '{date}から', until: '{date}の前日まで', asData: '規定のデータ', loading: '読み込み中…', notShown: '規定を表示できません：{why}',
    brokenOff: '回答が途中で切れました', noService: 'サービスから応答がありません：{why}',
    lawInForce: '{date}に施行されている法令です。', guidanceOnly: 'この回答の根拠は公的な案内であり、法令を説明するもので、法令そのものではありません。', act: '法律', regulation: '命令', 'by-law': '条例', guidance: '案内（法令ではありません）', judgment: '判決', bill: '法案（法令ではありません）', other: 'その他の文書',
    repealed: '廃止', expired: '失効', 'not-yet-in-force': '未施行', definitions: '法令で定義された用語', related: 'これらの文が指す規定', 'subject-to': '次の規定の範囲内で適用：', exception: '次の規定による例外：', notwithstanding: '次の規定の特則：', 'without-prejudice': '次の規定を妨げない：', conflicts: '次の規定は内容が異なります。どちらが適用されるかは法律の専門家にご確認ください：', undated: '日付なし',
  },
  et: {
    title: 'Küsi õigusest', lead: 'Vastuse iga väide toetub tsitaadile, mille saab avada. Kui tekstid ei ütle midagi, on vastus, et nad ei ütle.',
    question: 'Teie küsimus', day: 'Õigus seisuga', dayHint: 'Ilma kuupäevata kehtib tänane õigus.', answerLanguage: 'Vastuse keel', asQuestion: 'nagu küsimus', ask: 'Küsi', newQuestion: 'Uus küsimus', key: 'Võti', keyHint: 'See teenus küsib võtit; neid annab teenuse haldaja. Võti jääb sellesse aknasse.',
    searched: 'Kust otsitakse', counts: '{works} teost, {provisions} sätet {held} kogus: {collections}. Indeks {generation}.', allWorks: 'Teosed', forPrograms: 'Programmidele',
    looking: 'Otsin …', reading: 'Loen {count} lõiku …', answered: 'Vastatud.', noAnswer: 'Vastust ei ole.', unanswered: 'Vastamata: „{question}“', understood: 'Mõistetud nii: {question}', index: 'indeks {generation}',
    found: 'on', ambiguous: 'võib olla:', 'not-in-force': 'ei kehti sel päeval:', 'no-such-provision': 'ei ole olemas; lähedal:', 'unknown-work': 'ei ole selle kogu üheski teoses', more: 'ja veel {count}', fallback: 'Keelemudel ei saanud vastata; need on õiguse enda sõnad.', notChecked: 'Seda ei saanud sõna-sõnalt kontrollida: võrrelge tsitaadiga.', nearest: 'Lähimad sätted; need ei pruugi küsimusele vastata:', closest: 'Kõige lähemal on see; kas see küsimusele vastab, ei ole kindel:',
    always: 'tähtajatult', inForce: 'kehtib', from: 'alates {date}', until: 'kuni {date} (välja arvatud)', asData: 'Säte andmetena', loading: 'Laadin …', notShown: 'Sätet ei saa näidata: {why}',
    brokenOff: 'vastus katkes', noService: 'Teenus ei vastanud: {why}',
    lawInForce: 'Õigus, mis kehtib seisuga {date}.', guidanceOnly: 'Selle vastuse allikad on juhised: need selgitavad õigust ega ole ise õigus.', act: 'seadus', regulation: 'määrus', 'by-law': 'kohalik määrus', guidance: 'juhis, mitte õigus', judgment: 'kohtuotsus', bill: 'eelnõu, mitte õigus', other: 'muu tekst',
    repealed: 'kehtetuks tunnistatud', expired: 'enam ei kehti', 'not-yet-in-force': 'veel ei kehti', definitions: 'Mõisted, mille õigus määratleb', related: 'Sätted, millele need laused viitavad', 'subject-to': 'kehtib, arvestades', exception: 'erand:', notwithstanding: 'kaldub kõrvale sättest', 'without-prejudice': 'ei mõjuta sätet', conflicts: 'Need sätted ütlevad eri asju. Milline neist kehtib, peab ütlema jurist:', undated: 'kuupäevata',
  },
};

/** In `language` where we have it, else in English. */
export function wordsFor(language: string): AskerWords {
  return askerWords[primaryLanguage(language)] ?? english;
}

/** `Law in force on {date}.` and { date } -> `Law in force on 2024-03-01.` */
export function fill(words: string, values: Readonly<Record<string, string | number>>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Scripts that run from right to left, by primary tag of the languages usually written in them. */
const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'ckb', 'sd', 'ug', 'yi', 'dv']);
export const directionOf = (language: string): 'rtl' | 'ltr' => (rightToLeft.has(primaryLanguage(language)) ? 'rtl' : 'ltr');
