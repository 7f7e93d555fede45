/**
 * Text in a passage that speaks to the program that reads it, not to people: "ignore all previous instructions", "SYSTEM: …". Such a sentence is never
 * citable: quoted, it would stand as the answer to a question that it does not answer. A table per language; what the table does not know
 * passes, and is then held to the same checks as every sentence. Imperatives only: a law on artificial intelligence stays quotable, and so
 * does "the officer shall disregard any previous instructions".
 */

/** Control tokens and roles of chat templates, in any language. */
const templates: readonly RegExp[] = [
  /<\|[^|<>]{1,40}\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|assistant)>/i,
  /^\P{L}{0,8}(?:system|assistant|developer)\s*[:：]/iu,
];

/** Begins a clause: an imperative stands there in most of these languages. */
const clause = String.raw`(?:^\P{L}*|[.;:!,–—]\s*|(?:please|now|bitte|jetzt|maintenant)\s+)`;

/** Orders to drop or outdo what the program was told; being told what one is; notes to a machine; orders what to say. */
const patterns: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    new RegExp(String.raw`${clause}(?:ignore|disregard|forget|override|bypass)\s+(?:[\p{L}’']+\s+){0,5}(?:instructions?|prompts?|guidelines|sentences|context|rules)\b`, 'iu'),
    /\byou are (?:now |from now on |no longer )*(?:an?|the|my)\s+(?:[\p{L}-]+\s+){0,3}(?:assistant|AI|chatbot|language model|bot)\b/iu,
    /\b(?:note|message|instructions?|attention|notice|hint|dear)\b.{0,15}\b(?:AI|chatbot|LLM|language model|virtual assistant)\b/iu,
    new RegExp(String.raw`${clause}(?:answer|reply|respond|say|print|output|write)\s+(?:(?:only|just|exactly|simply)\s+)?(?:(?:with|that)\s*[“"‘«:]|[“"‘«:])`, 'iu'),
    /\bsystem prompt\b/iu,
  ],
  de: [
    new RegExp(String.raw`${clause}(?:ignorier(?:e|en Sie)?|vergiss|vergessen Sie|missachte|überschreibe|übergehe)\s+(?:[\p{L}]+\s+){0,5}(?:Anweisung(?:en)?|Instruktion(?:en)?|Vorgaben|Regeln|Sätze|Prompts?)(?!\p{L})`, 'iu'),
    /(?<!\p{L})(?:du bist|Sie sind) (?:jetzt |nun |ab jetzt |von nun an )*(?:ein|eine|der|die|mein) (?:[\p{L}-]+ ){0,3}(?:Assistent(?:in)?|KI|Chatbot|Sprachmodell|Bot)(?!\p{L})/iu,
    /(?:Hinweis|Nachricht|Anweisung|Achtung|Notiz|Liebe[rs]?)(?!\p{L}).{0,15}(?<!\p{L})(?:KI|AI|Chatbot|Sprachmodell|LLM)(?!\p{L})/iu,
    new RegExp(String.raw`${clause}(?:antworte|sage|schreibe|gib)\s+(?:nur|ausschließlich|genau|einfach)?\s*(?:mit)?\s*[„“"«:]`, 'iu'),
  ],
  fr: [
    new RegExp(String.raw`${clause}(?:ignore[zr]?|oublie[zr]?|néglige[zr]?|contourne[zr]?)\s+(?:[\p{L}’']+\s+){0,4}(?:instructions?|consignes?|directives|règles|phrases|invites?)(?!\p{L})`, 'iu'),
    /(?<!\p{L})(?:tu es|vous êtes) (?:maintenant |désormais )*(?:une?|l’|le|la|mon) ?(?:[\p{L}-]+ ){0,3}(?:assistante?|IA|chatbot|modèle de langage|robot)(?!\p{L})/iu,
    /(?:note|message|instructions?|attention|avis|cher|chère)(?!\p{L}).{0,20}(?<!\p{L})(?:IA|chatbot|modèle de langage|LLM)(?!\p{L})/iu,
    new RegExp(String.raw`${clause}(?:réponds|répondez|dis|dites|écris|écrivez)\s+(?:uniquement|seulement|exactement|simplement)?\s*(?:par|que)?\s*[«“":]`, 'iu'),
  ],
  ar: [
    /(?:^\P{L}*|[.;:!،؛]\s*)و?(?:تجاهل|انس|أهمل|تخط)(?:ي|وا)?\s+(?:[\p{L}]+\s+){0,3}(?:ال)?(?:تعليمات|أوامر|توجيهات|قواعد|جمل)/u,
    /(?:أنت|أنتِ) (?:الآن |من الآن )*(?:[\p{L}]+ ){0,2}(?:مساعد|روبوت|نموذج لغوي|ذكاء اصطناعي)/u,
    /(?:ملاحظة|رسالة|تعليمات|تنبيه|عزيزي)\s+(?:[\p{L}]+\s+){0,3}(?:ال)?(?:ذكاء ال?اصطناعي|روبوت|نموذج ال?لغوي)/u,
    /(?:أجب|قل|اكتب|رد)\s+(?:فقط|حصرا|تماما)?\s*(?:ب|بـ)?\s*[«“":]/u,
  ],
  ja: [
    /(?:指示|命令|プロンプト|ルール|規則|文)(?:を|は|の)(?:すべて|全て|全部|一切)?を?(?:無視|忘れ)(?:し(?:ろ|て(?!は))|せよ|しなさい|してください|、|ろ|なさい|て(?!は))/u,
    /(?:あなた|君|お前)は(?:今から|これから|もう)?.{0,20}(?:アシスタント|AI|人工知能|チャットボット|言語モデル)(?:です|だ|である)/u,
    /(?:読む|読んでいる)?(?:AI|人工知能|チャットボット|言語モデル)(?:アシスタント)?(?:へ|に告ぐ|への(?:注意|指示|メモ))/u,
    /[」』”"](?:と|とだけ|とのみ)(?:答え|言い|言っ|返答|回答し|出力し|書き)(?:よ|ろ|て|なさい|てください|せよ|なさい)/u,
  ],
  uk: [
    /(?:^\P{L}*|[.;:!,–—]\s*)(?:(?:про)?ігноруй(?:те)?|забудь(?:те)?|знехтуй(?:те)?|обійди)\s+(?:[\p{L}’']+\s+){0,4}(?:інструкці[їй]|вказівки|команди|правила|речення|підказки)/iu,
    /(?<!\p{L})(?:ти|ви) (?:тепер |відтепер )?(?:[\p{L}-]+ ){0,2}(?:асистент|помічник|ШІ|чат-?бот|мовна модель)(?!\p{L})|(?:тепер|відтепер) (?:ти|ви) (?:[\p{L}-]+ ){0,2}(?:асистент|помічник|ШІ|чат-?бот|мовна модель)(?!\p{L})/iu,
    /(?:примітка|повідомлення|інструкція|увага|шановний)(?!\p{L}).{0,15}(?<!\p{L})(?:ШІ|штучн\p{L}+ інтелект\p{L}*|чат-?бот\p{L}*|мовн\p{L}+ модел\p{L}+)/iu,
    /(?:^\P{L}*|[.;:!,–—]\s*)(?:відповідай(?:те)?|відповідь|скажи|скажіть|напиши)\s+(?:лише|тільки|виключно)?\s*(?:так)?\s*[«“":]/iu,
  ],
};

const everyPattern = [...templates, ...Object.values(patterns).flat()];

/** Whatever the language of the document: an instruction may be planted in any. */
export function isAddressedToProgram(text: string): boolean {
  return everyPattern.some((pattern) => pattern.test(text));
}
