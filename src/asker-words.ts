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
  searched: 'What is searched',
  counts: '{works} works, {provisions} provisions in {held} collections: {collections}. Index {generation}.',
  allWorks: 'The works',
  forPrograms: 'For programs',
  looking: 'Looking …',
  reading: 'Reading {count} passages …',
  answered: 'Answered.',
  noAnswer: 'No answer.',
  understood: 'Understood as: {question}',
  lawOf: 'Law of {date}',
  index: 'index {generation}',
  found: 'is',
  ambiguous: 'may be',
  'not-in-force': 'is not in force on that day:',
  'no-such-provision': 'does not exist; nearby:',
  'unknown-work': 'is in no work of this corpus',
  more: 'and {count} more',
  fallback: 'The language model could not answer; these are the words of the law.',
  notChecked: 'This could not be checked word by word: compare it with the quotation.',
  nearest: 'Nearest provisions, which do not answer the question:',
  always: 'at all times',
  inForce: 'in force',
  from: 'from {date}',
  until: 'until before {date}',
  asData: 'The provision as data',
  loading: 'Loading …',
  notShown: 'The provision cannot be shown: {why}',
  brokenOff: 'the answer broke off',
  noService: 'The service did not answer: {why}',
};
export type AskerWords = Readonly<Record<keyof typeof english, string>>;

/** By primary language tag. */
export const askerWords: Readonly<Record<string, AskerWords>> = {
  en: english,
  de: {
    title: 'Das Recht fragen', lead: 'Jede Aussage der Antwort steht auf einem Zitat, das Sie öffnen können. Wo die Texte nichts sagen, ist die Antwort, dass sie nichts sagen.',
    question: 'Ihre Frage', day: 'Recht vom Tag', dayHint: 'Ohne Tag gilt das Recht von heute.', answerLanguage: 'Sprache der Antwort', asQuestion: 'wie die Frage', ask: 'Fragen', newQuestion: 'Neue Frage',
    searched: 'Was durchsucht wird', counts: '{works} Werke, {provisions} Vorschriften in {held} Sammlungen: {collections}. Index {generation}.', allWorks: 'Die Werke', forPrograms: 'Für Programme',
    looking: 'Suche …', reading: 'Lese {count} Stellen …', answered: 'Beantwortet.', noAnswer: 'Keine Antwort.', understood: 'Verstanden als: {question}', lawOf: 'Recht vom {date}', index: 'Index {generation}',
    found: 'ist', ambiguous: 'kann sein:', 'not-in-force': 'gilt an diesem Tag nicht:', 'no-such-provision': 'gibt es nicht; in der Nähe:', 'unknown-work': 'steht in keinem Werk dieser Sammlung', more: 'und {count} weitere', fallback: 'Das Sprachmodell konnte nicht antworten; dies sind die Worte des Rechts.', notChecked: 'Das konnte nicht Wort für Wort geprüft werden: Vergleichen Sie es mit dem Zitat.', nearest: 'Nächstliegende Vorschriften, die die Frage nicht beantworten:',
    always: 'ohne zeitliche Grenze', inForce: 'in Kraft', from: 'ab {date}', until: 'bis vor {date}', asData: 'Die Vorschrift als Daten', loading: 'Lädt …', notShown: 'Die Vorschrift kann nicht gezeigt werden: {why}',
    brokenOff: 'die Antwort brach ab', noService: 'Der Dienst hat nicht geantwortet: {why}',
  },
  fr: {
    title: 'Interroger le droit', lead: 'Chaque affirmation de la réponse repose sur une citation que vous pouvez ouvrir. Quand les textes ne disent rien, la réponse est qu’ils ne disent rien.',
    question: 'Votre question', day: 'Droit du jour', dayHint: 'Sans date, le droit d’aujourd’hui.', answerLanguage: 'Langue de la réponse', asQuestion: 'comme la question', ask: 'Demander', newQuestion: 'Nouvelle question',
    searched: 'Textes consultés', counts: '{works} œuvres, {provisions} dispositions dans {held} recueils : {collections}. Index {generation}.', allWorks: 'Les œuvres', forPrograms: 'Pour les programmes',
    looking: 'Recherche …', reading: 'Lecture de {count} passages …', answered: 'Réponse donnée.', noAnswer: 'Pas de réponse.', understood: 'Compris ainsi : {question}', lawOf: 'Droit au {date}', index: 'index {generation}',
    found: 'est', ambiguous: 'peut être :', 'not-in-force': 'n’est pas en vigueur ce jour-là :', 'no-such-provision': 'n’existe pas ; à proximité :', 'unknown-work': 'n’est dans aucune œuvre de ce recueil', more: 'et {count} autres', fallback: 'Le modèle de langage n’a pas pu répondre ; ce sont les mots du droit.', notChecked: 'Cela n’a pas pu être vérifié mot à mot : comparez avec la citation.', nearest: 'Dispositions les plus proches, qui ne répondent pas à la question :',
    always: 'sans limite de temps', inForce: 'en vigueur', from: 'à partir du {date}', until: 'jusqu’avant le {date}', asData: 'La disposition en données', loading: 'Chargement …', notShown: 'La disposition ne peut être affichée : {why}',
    brokenOff: 'la réponse s’est interrompue', noService: 'Le service n’a pas répondu : {why}',
  },
  ar: {
    title: 'اسأل القانون', lead: 'تستند كل عبارة في الجواب إلى اقتباس يمكنك فتحه. وحيث لا تقول النصوص شيئًا، فالجواب أنها لا تقول شيئًا.',
    question: 'سؤالك', day: 'القانون النافذ في يوم', dayHint: 'اترك اليوم فارغًا لقانون اليوم.', answerLanguage: 'لغة الجواب', asQuestion: 'كلغة السؤال', ask: 'اسأل', newQuestion: 'سؤال جديد',
    searched: 'ما يجري البحث فيه', counts: '{works} نصًا، {provisions} حكمًا في {held} مجموعات: {collections}. الفهرس {generation}.', allWorks: 'النصوص', forPrograms: 'للبرامج',
    looking: 'جارٍ البحث …', reading: 'جارٍ قراءة {count} مقاطع …', answered: 'تم الجواب.', noAnswer: 'لا جواب.', understood: 'فُهم السؤال هكذا: {question}', lawOf: 'القانون في {date}', index: 'الفهرس {generation}',
    found: 'هو', ambiguous: 'قد يكون:', 'not-in-force': 'غير نافذ في ذلك اليوم:', 'no-such-provision': 'غير موجود؛ وقريب منه:', 'unknown-work': 'ليس في أي عمل من هذه المجموعة', more: 'و{count} أخرى', fallback: 'لم يتمكن النموذج اللغوي من الإجابة؛ هذه كلمات القانون نفسها.', notChecked: 'لم يمكن التحقق من هذا كلمة كلمة: قارنه بالاقتباس.', nearest: 'أقرب الأحكام، وهي لا تجيب عن السؤال:',
    always: 'في كل وقت', inForce: 'نافذ', from: 'من {date}', until: 'إلى ما قبل {date}', asData: 'الحكم كبيانات', loading: 'جارٍ التحميل …', notShown: 'لا يمكن عرض الحكم: {why}',
    brokenOff: 'انقطع الجواب', noService: 'لم تجب الخدمة: {why}',
  },
  uk: {
    title: 'Запитати право', lead: 'Кожне твердження відповіді спирається на цитату, яку можна відкрити. Де тексти нічого не кажуть, відповідь така, що вони не кажуть.',
    question: 'Ваше запитання', day: 'Право на день', dayHint: 'Без дня діє сьогоднішнє право.', answerLanguage: 'Мова відповіді', asQuestion: 'як у запитанні', ask: 'Запитати', newQuestion: 'Нове запитання',
    searched: 'Де ведеться пошук', counts: 'Творів: {works}, положень: {provisions}, збірок: {held}: {collections}. Індекс {generation}.', allWorks: 'Твори', forPrograms: 'Для програм',
    looking: 'Пошук …', reading: 'Читаю уривки: {count} …', answered: 'Відповідь надано.', noAnswer: 'Відповіді немає.', understood: 'Зрозуміло так: {question}', lawOf: 'Право на {date}', index: 'індекс {generation}',
    found: '— це', ambiguous: 'може бути:', 'not-in-force': 'не чинне того дня:', 'no-such-provision': 'не існує; поруч:', 'unknown-work': 'немає в жодному творі цієї збірки', more: 'і ще {count}', fallback: 'Мовна модель не змогла відповісти; це слова самого закону.', notChecked: 'Це не вдалося перевірити слово за словом: порівняйте з цитатою.', nearest: 'Найближчі положення, які не відповідають на запитання:',
    always: 'без обмеження в часі', inForce: 'чинне', from: 'з {date}', until: 'до {date} (не включно)', asData: 'Положення як дані', loading: 'Завантаження …', notShown: 'Положення не можна показати: {why}',
    brokenOff: 'відповідь обірвалася', noService: 'Служба не відповіла: {why}',
  },
  ja: {
    title: '法令にたずねる', lead: '回答の一文一文は、開いて確かめられる引用に基づいています。資料に書かれていないときは、書かれていないとお答えします。',
    question: 'ご質問', day: '基準日', dayHint: '空欄なら今日の法令です。', answerLanguage: '回答の言語', asQuestion: '質問と同じ', ask: 'たずねる', newQuestion: '新しい質問',
    searched: '検索の対象', counts: '{works}件の資料、{provisions}の規定（{held}集）：{collections}。索引 {generation}。', allWorks: '資料の一覧', forPrograms: 'プログラム向け',
    looking: '検索中…', reading: '{count}か所を読んでいます…', answered: '回答しました。', noAnswer: '回答はありません。', understood: '次のように理解しました：{question}', lawOf: '{date}時点の法令', index: '索引 {generation}',
    found: 'は', ambiguous: 'は次のいずれかです：', 'not-in-force': 'はその日には施行されていません：', 'no-such-provision': 'はありません。近い規定：', 'unknown-work': 'はこの資料集のどの法令にもありません', more: 'ほか{count}件', fallback: '言語モデルは回答できませんでした。これは法令の文言です。', notChecked: '一語ずつの確認ができませんでした。引用と比べてください。', nearest: '最も近い規定（ご質問に答えるものではありません）：',
    always: '期間の定めなし', inForce: '施行', from: '{date}から', until: '{date}の前日まで', asData: '規定のデータ', loading: '読み込み中…', notShown: '規定を表示できません：{why}',
    brokenOff: '回答が途中で切れました', noService: 'サービスから応答がありません：{why}',
  },
  et: {
    title: 'Küsi õigusest', lead: 'Vastuse iga väide toetub tsitaadile, mille saab avada. Kui tekstid ei ütle midagi, on vastus, et nad ei ütle.',
    question: 'Teie küsimus', day: 'Õigus seisuga', dayHint: 'Ilma kuupäevata kehtib tänane õigus.', answerLanguage: 'Vastuse keel', asQuestion: 'nagu küsimus', ask: 'Küsi', newQuestion: 'Uus küsimus',
    searched: 'Kust otsitakse', counts: '{works} teost, {provisions} sätet {held} kogus: {collections}. Indeks {generation}.', allWorks: 'Teosed', forPrograms: 'Programmidele',
    looking: 'Otsin …', reading: 'Loen {count} lõiku …', answered: 'Vastatud.', noAnswer: 'Vastust ei ole.', understood: 'Mõistetud nii: {question}', lawOf: 'Õigus seisuga {date}', index: 'indeks {generation}',
    found: 'on', ambiguous: 'võib olla:', 'not-in-force': 'ei kehti sel päeval:', 'no-such-provision': 'ei ole olemas; lähedal:', 'unknown-work': 'ei ole selle kogu üheski teoses', more: 'ja veel {count}', fallback: 'Keelemudel ei saanud vastata; need on õiguse enda sõnad.', notChecked: 'Seda ei saanud sõna-sõnalt kontrollida: võrrelge tsitaadiga.', nearest: 'Lähimad sätted, mis küsimusele ei vasta:',
    always: 'tähtajatult', inForce: 'kehtib', from: 'alates {date}', until: 'kuni {date} (välja arvatud)', asData: 'Säte andmetena', loading: 'Laadin …', notShown: 'Sätet ei saa näidata: {why}',
    brokenOff: 'vastus katkes', noService: 'Teenus ei vastanud: {why}',
  },
};

/** In `language` where we have it, else in English. */
export function wordsFor(language: string): AskerWords {
  return askerWords[primaryLanguage(language)] ?? english;
}

/** `Law of {date}` and { date } -> `Law of 2024-03-01`. */
export function fill(words: string, values: Readonly<Record<string, string | number>>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Scripts that run from right to left, by primary tag of the languages usually written in them. */
const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'ckb', 'sd', 'ug', 'yi', 'dv']);
export const directionOf = (language: string): 'rtl' | 'ltr' => (rightToLeft.has(primaryLanguage(language)) ? 'rtl' : 'ltr');
