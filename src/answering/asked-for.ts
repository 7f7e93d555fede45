/**
 * What a question wants to be told, and whether a sentence tells it: a sum, not merely a figure; a day or a period, not merely "before". Sharper than
 * the kinds of `question-kinds.ts`, on which the reader's weights were fitted: these decide what is said first. Data per language, from grammars.
 */
import { primaryLanguage } from '../language.js';
import { readAmounts } from './checks/amounts.js';
import { readDates } from './checks/dates.js';
import { readNumbers } from './checks/numbers.js';
import { readSentence, withoutCitations } from './checks/reading.js';
import { holdsAnswerKind, questionKindOf } from './question-kinds.js';

/** sum: money · count: how many · day: a day, an hour or a period · period · place · person · permission: whether one may */
export type Wanted = 'sum' | 'count' | 'day' | 'period' | 'place' | 'person' | 'permission';

/** whole: the thing itself · relative: a share of another ("half the fee") · none */
export type Telling = 'whole' | 'relative' | 'none';

interface Words {
  /** Questions for money. */
  readonly sum: RegExp;
  /** Questions for a length of time that are not among the kinds ("how much notice"); looked at before `sum`. */
  readonly period: RegExp;
  /** Questions whether one may, at the beginning of the question or of its last sentence. */
  readonly permission: RegExp;
  /** What is asked for beside money: "which documents … to pay the fee". Between the question word and the money, it is this that is wanted. */
  readonly other: RegExp;
  /** One of a currency: "one" by itself is an article or a pronoun as often. */
  readonly single: RegExp;
  /** Nothing to pay. */
  readonly free: RegExp;
  /** A share of another sum. */
  readonly share: RegExp;
  /** Hours of the day, days of the week, "at once". */
  readonly clock: RegExp;
  /** No end. */
  readonly unlimited: RegExp;
  /** An age without its unit: "children aged 6 to 12". */
  readonly age: RegExp;
  /** Permits and bans without a modal verb. */
  readonly permits: RegExp;
}

const never = /(?!)/u;

const languages: Readonly<Record<string, Words>> = {
  en: {
    sum: /\bhow (?:much|expensive)\b|\b(?:what|which)\b[^?.]*?\b(?:costs?|prices?|fees?|charges?|rates?|tax(?! (?:obligation|return|office|number|authorit|declaration)\p{L}*)|fine|pay(?![ -]?slip))\b|^(?!.*\b(?:do|does|did|must|may|can|could|should|is|are|will|who|when|where|why)\b).*\b(?:price|fee|cost)s?\b/iu,
    period: /\bhow much (?:notice|time)\b/iu,
    permission: /^(?:may|can|could|am i (?:allowed|permitted)|are we (?:allowed|permitted)|is it (?:allowed|permitted|legal|forbidden|prohibited))\b/iu,
    other: /\b(?:groups?|people|persons?|obligations?|duties|conditions?|requirements?|documents?|papers?|proofs?|forms?|cases?|reasons?|grounds|rules?|steps|office|happens|difference|means?)\b/iu,
    single: /\bone (?:crown|euro|dollar|pound|rand|franc)\b/iu,
    free: /\bfree(?: of charge)?\b|\bno (?:fee|charge|cost)\b|\bnothing\b/iu,
    share: /\b(?:half|third|quarter|double|twice|months?[’'] (?:net )?rent|month[’']s (?:net )?rent)\b/iu,
    clock: /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\d{1,2}(?::\d\d)?\s*(?:a\.?m|p\.?m|o[’']clock)|\b(?:immediately|at once|without delay|midnight|noon)\b/iu,
    unlimited: /\b(?:indefinitely|unlimited|permanently|for life|without limit)\b/iu,
    age: /\bage[sd]?\b(?: \p{L}+){0,2} \d/iu,
    permits: /\b(?:permits?|permission|licen[cs]e|approval|consent|allowed|forbidden|prohibited|banned)\b/iu,
  },
  de: {
    sum: /(?<!\p{L})(?:was kost\p{L}*|wie teuer|was (?:muss|müssen|soll|zahl\p{L}*)[^?.]*zahl\p{L}*|was zahl\p{L}*|wie ?viel(?: \p{L}+)?[^?.]*(?:kost|zahl|geld|kronen|euro|gebühr|steuer|beitrag|bekomm|krieg|erhalt)\p{L}*|(?:wie hoch|welche)[^?.]*?(?:gebühr|steuer|kosten|beitrag|preis|strafe|geld|miete|kaution|zuschuss|abgabe|entgelt|lohn(?!abrechnung))\p{L}*)/iu,
    period: /(?<!\p{L})(?:welche frist|wie lang)(?!\p{L})/iu,
    permission: /^(?:darf|dürfen|kann|können|ist es (?:erlaubt|gestattet|verboten)|ist das (?:erlaubt|gestattet|verboten))(?!\p{L})/iu,
    other: /^welche[^?.]*(?:(?:voraussetzung|unterlage|nachweis|dokument|papier|person|gruppe|bedingung|pflicht|fälle|formular|stelle|behörde|gründe|regel|schritt)\p{L}*|(?<!\p{L})(?:amt|ämter|frist)(?!\p{L}))/iu,
    single: /(?<!\p{L})eine?[rn]? (?:krone|euro|dollar|franken|rand)(?!\p{L})/iu,
    free: /(?<!\p{L})(?:kostenlos|kostenfrei|gebührenfrei|unentgeltlich|keine (?:gebühr|kosten)|nichts)\p{L}*/iu,
    share: /(?<!\p{L})(?:hälfte|halbe?|drittel|viertel|doppelte|monatsmieten?)(?!\p{L})/iu,
    clock: /(?<!\p{L})(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?(?!\p{L})|\d\s*uhr(?!\p{L})|(?<!\p{L})(?:unverzüglich|sofort|umgehend|mitternacht|mittags?)(?!\p{L})/iu,
    unlimited: /(?<!\p{L})(?:unbefristet|unbegrenzt|auf dauer|lebenslang)\p{L}*/iu,
    age: /(?<!\p{L})alter von \d|\d-?jährige/iu,
    permits: /(?:genehmigung|erlaubnis|zustimmung|bewilligung)\p{L}*|(?<!\p{L})(?:erlaubt|verboten|untersagt|zulässig|unzulässig|gestattet|genehmigungsfrei)\p{L}*/iu,
  },
  fr: {
    sum: /(?<!\p{L})(?:combien (?:ça |cela )?(?:co[uû]t|pai|pay|d[’'](?:euros|argent)|de (?:couronnes|taxe|frais|redevance|loyer))|combien(?! d[e’'])(?=[^?.]*(?<!\p{L})(?:co[uû]t|pai[eo]|pay|vers[eé]|taxe|touche|rend|amende))|quel(?:le)?s? (?:est |sont |était )?(?:le |la |les |l[’'])?(?:prix|montant|tarif|co[uû]t|frais|taxe|amende|droit)|co[uû]t(?:e|ent)(?!\p{L}))/iu,
    period: /(?<!\p{L})(?:combien de (?:temps|jours|mois|semaines|ans|années|préavis)|quel préavis)(?!\p{L})/iu,
    permission: /^(?:puis-je|peut-on|peux-je|pouvons-nous|est-ce que (?:je peux|on peut|j[’']ai le droit|nous pouvons)|ai-je le droit|a-t-on le droit|est-il (?:permis|interdit|autorisé))(?!\p{L})/iu,
    other: never,
    single: /(?<!\p{L})une? (?:couronne|euro|dollar|franc|rand)(?!\p{L})/iu,
    free: /(?<!\p{L})(?:gratuit\p{L}*|sans frais|aucun frais|ne coûte rien|rien)(?!\p{L})/iu,
    share: /(?<!\p{L})(?:moitié|tiers|quart|double|mois de loyer)(?!\p{L})/iu,
    clock: /(?<!\p{L})(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?(?!\p{L})|\d\s*h(?:eures?)?(?!\p{L})|(?<!\p{L})(?:immédiatement|sans délai|aussitôt|minuit|midi)(?!\p{L})/iu,
    unlimited: /(?<!\p{L})(?:indéterminée?|illimitée?|à vie|sans limite)(?!\p{L})/iu,
    age: never,
    permits: /(?<!\p{L})(?:permis|autorisation|accord|interdit\p{L}*|autorisé\p{L}*|permise?s?|licence)(?!\p{L})/iu,
  },
  ar: {
    sum: /بكم|(?:^|\s)و?كم\s[^؟?]*(?:رس[وم]|يكلف|تكلف|أدفع|ندفع|يدفع|سعر|ثمن|غرام|كرون|تكلفة|مبلغ)|(?:^|\s)و?ما (?:هي |هو )?(?:قيمة|تكلفة|رسوم|رسم|مقدار|سعر|مبلغ|غرامة)/u,
    period: never,
    permission: /^(?:هل (?:يجوز|يمكن|يمكنني|يحق|يسمح|أستطيع|نقدر|أقدر|مسموح))/u,
    other: never,
    single: /(?:كرونة|يورو|دولار|ريال|دينار|درهم|جنيه|فرنك) واحدة?|كرونت(?:ان|ين)|(?:دولار|ريال|دينار|درهم|جنيه)(?:ان|ين)(?!\p{L})/u,
    free: /مجان|بلا مقابل|دون مقابل|بدون رسوم|معف/u,
    share: /نصف|ثلث|ربع|ضعف/u,
    clock: /(?:الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد)|الساعة|فورا|فوراً/u,
    unlimited: /غير محدد|دائم|مدى الحياة/u,
    age: never,
    permits: /ترخيص|رخصة|إذن|موافقة|محظور|يحظر|ممنوع|مسموح|يمنع/u,
  },
  uk: {
    sum: /(?<!\p{L})(?:скільки[^?.]*(?:кошту|плат|сплач|збор|штраф|крон|гривень|грн)|яка (?:вартість|ціна|сума|плата)|який (?:збір|розмір|штраф)|у скільки обійд)/iu,
    period: never,
    permission: /^(?:чи (?:можна|можу|можемо|дозволено|маю право|заборонено)|можна|можу)(?!\p{L})/iu,
    other: never,
    single: /(?<!\p{L})одн(?:а|у|ієї|ин|ого) (?:крон|гривн|євро|долар)/iu,
    free: /безкоштовн|безоплатн|без плати/iu,
    share: /половин|третин|чверт|подвійн/iu,
    clock: /понеділ|вівтор|серед[аиу]|четвер|п[’'ʼ]ятниц|субот|неділ|\d{1,2}:\d\d|негайно|одраз|опівночі/iu,
    unlimited: /безстроков|необмежен|довічн/iu,
    age: never,
    permits: /дозв[оі]л|заборон|ліцензі|згод[аиу]/iu,
  },
  ja: {
    sum: /いくら|何(?:クローネ|円)|(?:料金|手数料|費用|金額|罰金|税)は(?:どのくらい|どれくらい|$|[？?])/u,
    period: never,
    permission: /(?:て|で)も?(?:いい|よい|良い|かまいません|構いません)|できますか|禁止されて|許されますか/u,
    other: never,
    single: never,
    free: /無料|無償/u,
    share: /半額|分の[一二三四五六七八九十\d]|割/u,
    clock: /[月火水木金土日]曜|[0-9０-９一二三四五六七八九十]+時|直ちに|速やかに|遅滞なく/u,
    unlimited: /無期限|終身/u,
    age: never,
    permits: /許可|禁止|してはならない|することができる|することができない/u,
  },
};

const periodUnits: ReadonlySet<string> = new Set(['day', 'week', 'month', 'year', 'hour', 'minute']);
const sumUnits: ReadonlySet<string> = new Set(['crown', 'euro', 'dollar', 'pound', 'rand', 'franc', 'mark', 'riyal', 'hryvnia', 'yen', 'percent', 'permille']);
const kinds = { 'how-long': 'period', when: 'day', 'how-much': 'count', where: 'place', who: 'person' } as const;

/** `null`: it wants something else, or nothing is known of questions in this language. */
export function wantedBy(question: string, language: string): Wanted | null {
  const words = languages[primaryLanguage(language)];
  if (words === undefined) return null;
  const last = (question.match(/[^.!?。！？؟]+[.!?。！？؟]*/gu) ?? []).at(-1)?.trim() ?? question;
  if (words.permission.test(last)) return 'permission';
  if (words.period.test(question)) return 'period';
  if (wantsMoney(question, words)) return 'sum';
  const kind = questionKindOf(question, language);
  // "Do I pay the fee?" names money and asks for something else.
  return kind === null || (kind === 'how-much' && !counts(question, language)) ? null : kinds[kind];
}

/** Money that is asked for itself, not named beside what is. */
function wantsMoney(question: string, { sum, other }: Words): boolean {
  const found = sum.exec(question);
  return found !== null && !other.test(found[0]);
}

const counting: Readonly<Record<string, RegExp>> = { en: /\bhow many\b/iu, de: /(?<!\p{L})wie ?viele?(?!\p{L})/iu, fr: /(?<!\p{L})combien(?!\p{L})/iu, ar: /(?:^|\s)كم(?=\s)/u, uk: /(?<!\p{L})скільки(?!\p{L})/iu, ja: /何(?:人|回|個|匹|頭|点|枚|割|パーセント)/u };
const counts = (question: string, language: string): boolean => counting[primaryLanguage(language)]?.test(question) === true;

/** Does a sentence in `language` tell what is wanted? `none` where nothing is known of the language. */
export function tells(sentence: string, wanted: Wanted, language: string): Telling {
  const words = languages[primaryLanguage(language)];
  if (words === undefined) return 'none';
  const whole = (is: boolean): Telling => (is ? 'whole' : 'none');
  const has = (units: ReadonlySet<string>): boolean => amountsOf(sentence, language).some((amount) => units.has(amount.split(' ')[1]!));
  switch (wanted) {
    case 'sum': return has(sumUnits) || words.single.test(sentence) || words.free.test(sentence) ? 'whole' : words.share.test(sentence) ? 'relative' : 'none';
    case 'count': return whole(readNumbers(withoutCitations(sentence, primaryLanguage(language)), language).length > 0);
    case 'day': return whole(readDates(sentence, language).length > 0 || has(periodUnits) || words.clock.test(sentence));
    case 'period': return whole(has(periodUnits) || words.unlimited.test(sentence) || words.age.test(sentence));
    case 'place': return whole(holdsAnswerKind(sentence, 'where', language) === true);
    case 'person': return whole(holdsAnswerKind(sentence, 'who', language) === true);
    case 'permission': return whole(words.permits.test(sentence) || readSentence(sentence, language)?.gaps.flat().some(({ family, value }) => family === 'modality' && permissions.has(value)) === true);
  }
}

const permissions: ReadonlySet<string> = new Set(['may', 'must-not', 'need-not']);

/** The unit may stand in the header of a column: "Fee (crowns): 48". Arabic writes preposition and article together with it. */
const headed = /([\p{L}€$£¥₴%]+)\)?\s*[:：]\s*(\p{Nd}[\p{Nd}.,٫٬]*)(?=\s*(?:;|$))/gu;

function amountsOf(text: string, language: string): string[] {
  const below = [...text.matchAll(headed)].flatMap(([, unit, number]) => readAmounts(`${number!} ${unit!.replace(/^ب?ال/u, '')}`, language));
  return [...readAmounts(withoutCitations(text, primaryLanguage(language)), language), ...below];
}
