/**
 * What kind of thing a question asks for, and what an answer of that kind looks like. Data per language; a language without
 * an entry has no kinds, and the evidence then says nothing either way.
 */
import { primaryLanguage } from '../language.js';

export const questionKinds = ['when', 'how-long', 'how-much', 'where', 'who'] as const;
export type QuestionKind = (typeof questionKinds)[number];

interface Patterns {
  readonly asks: Readonly<Record<QuestionKind, RegExp>>;
  /** Words of the answer; figures, addresses and the like are the same in all languages. */
  readonly times: RegExp;
  readonly periods: RegExp;
  readonly amounts: RegExp;
  readonly places: RegExp;
  readonly actors: RegExp;
  /** Words that only ask: they stand in questions and seldom in answers. */
  readonly asking: RegExp;
}

const languages: Readonly<Record<string, Patterns>> = {
  en: {
    asks: {
      when: /^when\b|\b(?:what time|what date|by when|since when|deadline)\b|,\s*when\b/iu,
      'how-long': /\b(?:how long|how many (?:days|weeks|months|years|hours)|how old|what age|how often|how soon|how quickly|how late)\b/iu,
      'how-much': /\b(?:how much|how many|how high|costs?|price|fees?|what rate)\b/iu,
      where: /\bwhere\b|\b(?:which|what) (?:office|place|address|authority|counter)\b/iu,
      who: /\b(?:who|whom|whose)\b/iu,
    },
    times: /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:before|after|until|within|as soon as|from|later|immediately)\b/iu,
    periods: /\b(?:days?|weeks?|months?|years?|hours?|minutes?|annually|yearly|monthly|once|immediately|age)\b/iu,
    amounts: /[€$£%]|\b(?:free|crowns?|euros?|eur|per cent|percent|fee)\b/iu,
    places: /\b(?:street|road|square|office|centre|center|website|online|counter|authority|court|app|address|at the|registry)\b/iu,
    actors: /\b(?:person|anyone|authority|office|owner|landlord|tenant|parents?|minister|court|holder|applicant|keeper|adults?|children|everyone|nobody|citizens?)\b/iu,
    asking: /\b(?:what|which|who|whom|whose|when|where|why|how|much|many|long|do|does|did|can|could|may|must|should|shall|will|would|is|are|am|was|were|have|has|had|i|me|my|we|our|you|your|it|its|they|them|there|the|a|an|of|to|in|on|at|for|from|by|with|and|or|if|be|get|need|this|that|any|some|as|so|not|but|please)\b/giu,
  },
  de: {
    asks: {
      when: /^(?:ab |bis |seit )?wann\b|(?<!\p{L})(?:bis wann|ab wann|seit wann|um wie viel uhr|welche[rmns]? (?:datum|uhrzeit|frist|tag)|wann)(?!\p{L})/iu,
      'how-long': /(?<!\p{L})(?:wie lange|wie ?viele? (?:tage|wochen|monate|jahre|stunden)|wie alt|welchem alter|wie oft|wie schnell|frist)(?!\p{L})/iu,
      'how-much': /(?<!\p{L})(?:wie ?viele?|wie hoch|was kostet|was kosten|kosten|kostet|preis|gebühr(?:en)?|welche höhe)(?!\p{L})/iu,
      where: /(?<!\p{L})(?:wo|wohin|woher)(?!\p{L})|(?<!\p{L})(?:welche[rsnm]? (?:stelle|amt|behörde|ort|adresse))(?!\p{L})/iu,
      who: /(?<!\p{L})(?:wer|wen|wem|wessen|an wen)(?!\p{L})/iu,
    },
    times: /(?<!\p{L})(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?\b|(?<!\p{L})(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)(?!\p{L})|(?<!\p{L})(?:vor|nach|bis|ab|binnen|innerhalb|sobald|spätestens|unverzüglich|sofort)(?!\p{L})/iu,
    periods: /(?<!\p{L})(?:tage?n?|wochen?|monate?n?|monats|jahre?n?|jahres|stunden?|minuten?|jährlich|monatlich|einmal|unverzüglich|lebensjahr(?:es)?)(?!\p{L})/iu,
    amounts: /[€$£%]|(?<!\p{L})(?:kostenlos|kostenfrei|gebührenfrei|kronen|euro|eur|prozent|gebühr)(?!\p{L})/iu,
    places: /(?:stra(?:ß|ss)e|platz|amt|behörde|stelle|zentrum|rathaus|büro|gericht)(?!\p{L})|(?<!\p{L})(?:online|internet|app|adresse|webseite)(?!\p{L})/iu,
    actors: /(?:behörde|amt|eltern|personen?|halter(?:in)?|eigentümer|vermieter|mieter|antragsteller|gericht|minister(?:ium)?|kinder|erwachsene)(?!\p{L})|(?<!\p{L})(?:wer|jeder|niemand|alle)(?!\p{L})/iu,
    asking: /(?<!\p{L})(?:was|welche[rsnm]?|wer|wen|wem|wessen|wann|wo|wohin|woher|warum|wieso|weshalb|wie|viele?|lange|kann|können|könnte|darf|dürfen|muss|müssen|soll|sollte|will|wird|werden|würde|ist|sind|bin|war|habe|hat|haben|ich|mich|mir|mein(?:e[nrms]?)?|wir|uns|unser|man|du|sie|ihr|ihre|er|es|der|die|das|den|dem|des|ein(?:e[nrms]?)?|und|oder|wenn|ob|in|im|an|am|auf|für|von|vom|bei|beim|mit|zu|zum|zur|aus|nach|um|gibt|als|auch|so|nicht|sich|bekomme|brauche|bitte)(?!\p{L})/giu,
  },
  fr: {
    asks: {
      when: /(?<!\p{L})(?:quand|à quelle date|à quelle heure|jusqu[’']à quand|depuis quand|à partir de quand|avant quand)(?!\p{L})/iu,
      'how-long': /(?<!\p{L})(?:combien de (?:temps|jours|semaines|mois|ans|années)|quel délai|quel âge|quelle durée|dans quel délai|délai)(?!\p{L})/iu,
      'how-much': /(?<!\p{L})(?:combien|quel (?:prix|montant|tarif|coût)|coûte|coûtent|frais|taux)(?!\p{L})/iu,
      where: /(?<!\p{L})(?:où|à quel endroit|quel (?:bureau|service|guichet)|quelle (?:adresse|autorité|mairie))(?!\p{L})/iu,
      who: /(?<!\p{L})(?:qui|à qui)(?!\p{L})/iu,
    },
    times: /(?<!\p{L})(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|avant|après|jusqu|dès|à compter|au plus tard)(?!\p{L})/iu,
    periods: /(?<!\p{L})(?:jours?|semaines?|mois|ans?|années?|heures?|minutes?|annuel(?:le)?|mensuel(?:le)?|une fois|immédiatement|âge)(?!\p{L})/iu,
    amounts: /[€$£%]|(?<!\p{L})(?:gratuit(?:e|ement)?|couronnes?|euros?|eur|pour cent)(?!\p{L})/iu,
    places: /(?<!\p{L})(?:rue|place|avenue|mairie|bureau|guichet|service|préfecture|tribunal|site|en ligne|adresse|officier)(?!\p{L})/iu,
    actors: /(?<!\p{L})(?:personne|toute personne|autorité|parents?|père|mère|propriétaire|locataire|officier|tribunal|mairie|maire|demandeur|ministre)(?!\p{L})/iu,
    asking: /(?<!\p{L})(?:que|quoi|quels?|quelles?|qui|quand|où|pourquoi|comment|combien|est-ce|puis-je|dois-je|peut-on|faut-il|je|j|me|mon|ma|mes|nous|notre|vous|votre|il|elle|on|ils|elles|le|la|les|l|un|une|des|de|d|du|au|aux|à|en|dans|pour|par|sur|avec|et|ou|si|est|sont|suis|ai|a|ont|être|avoir|faire|fait|ne|pas|se|s|ce|cette|ces|qu|c|y)(?!\p{L})/giu,
  },
  ar: {
    asks: {
      when: /متى|في أي (?:وقت|تاريخ|يوم)|أي موعد/u,
      'how-long': /كم (?:يوم|يوما|أسبوع|شهر|شهرا|سنة|من الوقت|المدة|عمر)|ما (?:هي )?(?:المدة|مدة|المهلة|مهلة|السن|سن)|المدة|المهلة/u,
      'how-much': /كم|ما (?:هي )?(?:قيمة|تكلفة|رسوم|رسم|مقدار|سعر)|بكم/u,
      where: /أين|اين|إلى أي (?:جهة|مكتب)|أي (?:جهة|مكتب|مكان)/u,
      who: /(?:^|\s)(?:من|لمن)\s|مَن/u,
    },
    times: /يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد|قبل|بعد|خلال|حتى|اعتبارا|من تاريخ/u,
    periods: /يوم|أيام|أسبوع|أسابيع|شهر|أشهر|شهور|سنة|سنوات|عام|ساعة|ساعات|سنويا|شهريا|فورا/u,
    amounts: /%|٪|كرونة|كرونات|يورو|مجان|رسم|رسوم|بالمائة|في المائة/u,
    places: /شارع|ميدان|مكتب|دائرة|بلدية|مركز|محكمة|موقع|إلكتروني|عنوان|السجل/u,
    actors: /شخص|السلطة|البلدية|الوالد|ولي|الولي|صاحب|المالك|الجهة|المحكمة|الوزير|كل من/u,
    asking: /(?<!\p{L})(?:ما|ماذا|هل|متى|أين|اين|كيف|كم|لماذا|من|أي|أية|هي|هو|في|على|إلى|عن|أن|إذا|التي|الذي|يمكن|يمكنني|يجب|علي|لي|أنا|أريد|و|أو|مع|هناك|هذا|هذه|لا|بعد|قبل)(?!\p{L})/gu,
  },
  ja: {
    asks: {
      when: /いつ|何日に|何時|日付|期日|期限/u,
      'how-long': /どのくらい(?:の期間|かか)|どれくらい(?:の期間|かか)|何(?:日|週間|か月|ヶ月|カ月|年|歳|才|時間)|期間|いつまで|何歳/u,
      'how-much': /いくら|何(?:クローネ|円|％|パーセント|割)|金額|料金|手数料|費用|どのくらい|どれくらい|何(?:人|回|個|匹|頭)/u,
      where: /どこ|どちら|どの(?:窓口|役所|場所)|何課/u,
      who: /誰|だれ|どなた/u,
    },
    times: /月曜|火曜|水曜|木曜|金曜|土曜|日曜|[0-9０-９一二三四五六七八九十]+(?:年|月|日)|まで|以内|から|前|後/u,
    periods: /[0-9０-９一二三四五六七八九十百]+(?:日|週間|か月|箇月|ヶ月|カ月|月|年|時間|歳|分)|直ちに|速やかに|毎年|毎月/u,
    amounts: /クローネ|円|％|%|パーセント|無料|手数料|分の|割/u,
    places: /市役所|役場|窓口|課|センター|庁|署|裁判所|丁目|番地|ホームページ|オンライン|場所/u,
    actors: /者は|市長|知事|世帯主|本人|保護者|大臣|職員|機関|の者/u,
    asking: /いつまでに|いつまで|いつ|どこで|どこに|どこ|いくら|どのくらい|どれくらい|どのように|どうすれば|どう|なぜ|誰が|誰|何|ですか|ますか|でしょうか|ありますか|必要ですか|できますか|もらえますか|いいですか|しなければなりません|か？|？/gu,
  },
  uk: {
    asks: {
      when: /(?<!\p{L})(?:коли|о котрій|до якого (?:числа|часу)|з якого часу)(?!\p{L})/iu,
      'how-long': /(?<!\p{L})(?:як довго|скільки (?:днів|тижнів|місяців|років|часу|годин)|який строк|який термін|якого віку|як часто)(?!\p{L})/iu,
      'how-much': /(?<!\p{L})(?:скільки|яка (?:вартість|ціна|сума|плата)|коштує|коштують|який розмір)(?!\p{L})/iu,
      where: /(?<!\p{L})(?:де|куди|звідки|яка (?:установа|адреса)|за якою адресою)(?!\p{L})/iu,
      who: /(?<!\p{L})(?:хто|кого|кому|ким)(?!\p{L})/iu,
    },
    times: /понеділ|вівтор|серед[аиу]|четвер|п[’']ятниц|субот|неділ|січн|лютого|берез|квітн|травн|червн|липн|серпн|вересн|жовтн|листопад|грудн|до |після|протягом|не пізніше/iu,
    periods: /день|дні|днів|тижн|місяц|рок|рік|годин|хвилин|щорічно|щомісяц|одраз/iu,
    amounts: /[€$£%₴]|безкоштовн|безоплатн|євро|крон|гривень|грн|відсот/iu,
    places: /вулиц|площ|центр|офіс|установ|відділ|суд|сайт|онлайн|адрес|служб/iu,
    actors: /особ|орган|батьк|власник|орендар|заявник|суд|кожн|діти|дорослі/iu,
    asking: /(?<!\p{L})(?:що|який|яка|яке|які|яких|яким|хто|кого|кому|коли|де|куди|чому|як|скільки|чи|можна|можу|треба|потрібно|є|я|мені|мій|ми|ви|в|у|на|з|за|до|для|від|по|про|та|і|й|або|якщо|це|не|мати|бути)(?!\p{L})/giu,
  },
};

/** The first kind that the question's words show, or `null`. Length of time goes before amount: "how many days" is no price. */
export function questionKindOf(question: string, language: string): QuestionKind | null {
  const patterns = languages[primaryLanguage(language)];
  if (patterns === undefined) return null;
  const order: readonly QuestionKind[] = ['how-long', 'when', 'how-much', 'where', 'who'];
  return order.find((kind) => patterns.asks[kind].test(question)) ?? null;
}

const figure = /[\p{Nd}一二三四五六七八九十百]/u;
const address = /@|www\.|https?:|\p{Nd}{5}/u;

/** Does the sentence hold a thing of that kind? `null` in a language without patterns. */
export function holdsAnswerKind(sentence: string, kind: QuestionKind, language: string): boolean | null {
  const patterns = languages[primaryLanguage(language)];
  if (patterns === undefined) return null;
  switch (kind) {
    case 'when': return patterns.times.test(sentence) || /\p{Nd}/u.test(sentence);
    case 'how-long': return patterns.periods.test(sentence);
    case 'how-much': return figure.test(sentence) || patterns.amounts.test(sentence);
    case 'where': return address.test(sentence) || patterns.places.test(sentence);
    case 'who': return patterns.actors.test(sentence);
  }
}

/** The question without the words that only ask. */
export function contentOf(question: string, language: string): string {
  const asking = languages[primaryLanguage(language)]?.asking;
  return asking === undefined ? question : question.replace(asking, ' ');
}
