/** Who acts in law: nouns for persons, offices and bodies, by language. Endings that make such nouns, and the frequent ones without such an ending. */
import { primaryLanguage } from '../../language.js';

interface Actors {
  /** Sources of a pattern for one lower-case word. */
  readonly endings: string;
  readonly words: string;
  /** Words with such an ending that name no actor. */
  readonly not: string;
}

const table: Readonly<Record<string, Actors>> = {
  en: {
    endings: '\\p{L}{3,}(?:ors?|ees?|ants?|ists?|ians?|ers|er|eman|ary|aries)',
    words: 'landlords?|landladies|landlady|wife|husband|donor|persons?|people|individual|minister|ministers|governor|council|councils|court|courts|tribunal|board|boards|commission|commissions|committee|authority|authorities|municipality|agency|agencies|department|crown|state|police|bank|banks|company|companies|corporation|corporations|bodies|body|association|union|society|members?|heads?|spouses?|child|children|parents?|public|clerk|chief|judges?|president|chair\\p{L}*|parliament|senate|city|trustees?|agents?|clients?|patients?|guests?|pilots?|spouse|registrar|delegate|partners?|heirs?|debtors?|institutions?|office|bureau|counsel|attorney|province|government',
    not: 'order|orders|matter|matters|number|numbers|paper|papers|letter|letters|register|registers|whether|either|neither|rather|together|water|other|others|another|further|under|over|after|quarter|quarters|chapter|offer|offers|transfer|transfers|power|powers|error|favour|floor|door|color|factor|factors|sector|interior|minor|prior|major|degree|fee|fees|guarantee|guarantees|relevant|important|significant|warrant|warrants|grant|grants|plant|plants|instant|constant|amendment|necessary|primary|secondary|temporary|ordinary|contrary|salary|boundary|summary|february|january|customary|monetary|voluntary|monitor|refer|consider|enter|deliver|administer|alter|remember|september|october|november|december|former|latter|later|greater|lower|upper|higher|larger|proper|motor|rubber|timber|danger|container|trailer|layer|meter|computer|manner|cover|answer|border|buffer|folder|river|weather|territory|list|lists|exist|consist|persist|assist|anniversary|library|military',
  },
  de: {
    endings: '\\p{L}{3,}(?:er|ern|ers|erin|erinnen|ant|anten|ist|isten|inhaber\\p{L}*|gericht\\p{L}*|behörden?|amt\\p{L}*|ämter|kommission(?:en)?|vorstand|verband\\p{L}*|ausschüsse\\p{L}*|vorsitzende[nr]?|anstalt\\p{L}*|kammern?|stellen?|minister\\p{L}*|ministerium\\p{L}*|ausschuss\\p{L}*|träger\\p{L}*|beauftragten?|berechtigten?|pflichtigen?|gesellschaft\\p{L}*|verwaltung|regierung\\p{L}*|versammlung|agentur|bank|kasse)',
    words: 'person|personen|behörde|behörden|gericht|gerichte|gerichts|bund|land|länder|gemeinde|gemeinden|staat|minister|regierung|präsident\\p{L}*|vorstand\\p{L}*|beamte[nr]?|angehörige[nr]?|antragsteller\\p{L}*|kind|kinder|eltern|ehegatten?|mitglied\\p{L}*|betroffene[nr]?|zeugen?|anwalt\\p{L}*|notar\\p{L}*|kommission|rat|kammer|amt|verein|stiftung|bundestag|bundesrat|soldat\\p{L}*|prüfling\\p{L}*|erben?|kunden?|auszubildende[nr]?|leiter|vertreter|beschäftigte[nr]?|versicherte[nr]?',
    not: 'nummer|unter|über|hinter|weiter|weitere|später|wasser|fenster|muster|register|alter|steuer|dauer|lager|oder|aber|immer|jeder|dieser|welcher|einer|keiner|seiner|ihrer|unserer|güter|ziffer|kosten|körper|mutter|kammer|feuer|zimmer|unternehmensregister|frist|ist|mist|liste|bilder|papier|monaten|daten|bestandteil|werktage|einzeln\\p{L}*|sondern|besonder\\p{L}*|vorher|daher|bisher|ferner|höher|früher|länger|sicher|allgemeiner',
  },
  fr: {
    endings: '\\p{L}{3,}(?:eurs?|euses?|trices?|aires?|iens?|iennes?|istes?|aux)',
    words: 'personnes?|ministre|ministres|préfet|préfets|maire|maires|juge|juges|tribunal|tribunaux|cour|conseil|conseils|commission|commissions|autorité|autorités|administration|état|commune|communes|région|département|société|sociétés|organisme|organismes|association|associations|syndicat|membre|membres|président|présidente|procureur|greffier|avocat|avocats|notaire|notaires|époux|épouse|enfant|enfants|parent|parents|gouverneur|office|agence|comité|bureau|banque|entreprise|entreprises|établissement|établissements|agents?|assurés?|salariés?|intéressés?|condamnés?|médecins?|chef|chefs|directeur|gouvernement|parlement|comptable|comptables|collectivités?|caisse|caisses|service|services|héritiers?|ouvriers?|officiers?|conjoints?|experts?|clients?|tiers|assistants?|commerçants?|requérante?s?|occupants?|exploitants?|fabricants?|représentants?|suppléants?|plaignants?|habitants?|étudiants?|enseignants?|dirigeants?|commandants?|intervenants?|descendants?|ascendants?|négociants?|mandants?|participants?|adhérents?|détenus?|employés?|importateurs?|émetteur|emprunteur|institutions?',
    not: 'pendant|durant|avant|suivant|suivants|montant|montants|devant|maintenant|cependant|instant|nécessaires?|contraires?|salaires?|horaires?|annuaire|valeurs?|erreur|ordinaires?|travaux|locaux|journaux|moteurs?|hauteur|longueur|largeur|intérieur|extérieur|antérieurs?|postérieurs?|supérieurs?|inférieurs?|ultérieurs?|vigueur|heures?|judiciaires?|réglementaires?|disciplinaires?|monétaires?|complémentaires?|supplémentaires?|temporaires?|importants?|existants?|constant|formulaires?|inventaires?|communaux|départementaux|nationaux|généraux|sociaux|fiscaux|légaux|liste|listes',
  },
  ar: {
    endings: '(?:ال)?م\\p{L}{3}|(?:ال)?\\p{L}{2,}(?:ون|ين)',
    words: '(?:و|ل|ب|ف)?(?:ال|لل)?(?:وزير|وزارة|هيئة|محكمة|مجلس|لجنة|قاضي|قاض|مالك|مؤجر|مستأجر|عامل|موظف|طالب|مرخص|شخص|أشخاص|جهة|جهات|رئيس|مدير|محافظ|أمين|أمانة|بلدية|إدارة|مؤسسة|شركة|شركات|منشأة|بنك|أعضاء|عضو|طبيب|مفتش|مفتشون|مركز|سلطة|دولة|حكومة|نائب|وكيل|ولي|وصي|صاحب|مدعي|مدعى|دائن|مدين|ورثة|مواطن|مقيم|مرخص|مستفيد|مستثمر|مكتب|جمعية|جامعة|مدرسة|نيابة|شرطة|مستهلك|تاجر|ممارس)',
    not: 'المدة|المادة|المواد|المبلغ|الموعد|المكان|الموقع|المحضر|المنطقة|القوانين|السنين|الأربعين|غضون|قانون|القانون|عشرين|ثلاثين|أربعين|خمسين|ستين|سبعين|ثمانين|تسعين|قوانين|سنتين|شهرين|يومين',
  },
  uk: {
    endings: '\\p{L}{3,}(?:ач\\p{L}{0,3}|ник\\p{L}{0,3}|ець|ця|цю|цем|ців|тел[ьяюі]\\p{L}{0,2}|тор\\p{L}{0,3}|ар[ьяю]?|ист\\p{L}{0,3})',
    words: 'особ\\p{L}{0,3}|орган\\p{L}{0,3}|суд\\p{L}{0,2}|міністр\\p{L}{0,5}|рад[аиіу]|комісі\\p{L}{1,2}|громадян\\p{L}{0,3}|держав\\p{L}{0,2}|установ\\p{L}{0,2}|агентств\\p{L}{0,2}|президент\\p{L}{0,2}|уряд\\p{L}{0,2}|поліці\\p{L}{1,2}|роботодавц\\p{L}{1,2}|дитин\\p{L}{0,2}|батьк\\p{L}{1,3}',
    not: 'документ\\p{L}*|місяць|місяця',
  },
  ja: {
    endings: '[\\p{Script=Han}]*(?:者|人|長|大臣|官|庁|省|局|署|会|会社|法人|機関|団体|裁判所|委員|役員|員|社|主|師|士|国|県|市|町|村|議会|組合|銀行|知事|世帯|子|親|族|妻|夫|保護者|児|生徒)',
    words: '乙|甲|国民|市民|住民',
    not: '全国|外国|内国|議会|機会',
  },
  et: {
    endings: '\\p{L}{3,}(?:ja|jal|jale|jalt|jaga|jad|jate|nik|niku|nikud|nikul|nikule|amet|ameti|ametil|ametile|kohus|kohtu|kohtul|asutus|asutuse|asutusel|kogu|nõukogu|minister|ministri|ministril|valitsus|valitsuse|valitsusel|haldur\\p{L}{0,3}|inspektsioon\\p{L}{0,3}|komisjon\\p{L}{0,3})',
    words: 'isik\\p{L}{0,5}|kohus|kohtu\\p{L}{0,3}|minister|ministri\\p{L}{0,2}|vald|valla\\p{L}{0,4}|linn|linna\\p{L}{0,4}|omavalitsus\\p{L}{0,5}|omanik\\p{L}{0,5}|laps|lapse\\p{L}{0,2}|vanem\\p{L}{0,3}|riik|riigi|president\\p{L}{0,3}|valitsus\\p{L}{0,3}|politsei\\p{L}{0,3}|pank|panga\\p{L}{0,2}|inspektsioon\\p{L}{0,3}|juht|juhi\\p{L}{0,2}|liige|liikme\\p{L}{0,3}|võlgnik\\p{L}{0,3}|prokurör\\p{L}{0,3}|ettevõt\\p{L}{1,5}|pool|ühing\\p{L}{0,3}|asutus\\p{L}{0,4}',
    not: 'koja|asja|maja|vaja|peaaegu|kirja|osaja|välja|jälja',
  },
};

const compiled = new Map(
  Object.entries(table).map(([language, { endings, words, not }]): [string, { readonly is: RegExp; readonly not: RegExp }] => [language, { is: new RegExp(`^(?:${words}|${endings})$`, 'u'), not: new RegExp(`^(?:${not})$`, 'u') }]),
);

/** Whether a word in lower case names a person, an office or a body. False in a language without data. */
export function isActor(printed: string, language: string): boolean {
  const known = compiled.get(primaryLanguage(language));
  return known !== undefined && known.is.test(printed) && !known.not.test(printed);
}
