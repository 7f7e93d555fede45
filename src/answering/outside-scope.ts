/** What is no question about law or guidance: greetings, and questions for an opinion or for what a court will decide. Data per language; in others only the greetings of all languages are known. */
import { primaryLanguage } from '../language.js';

const smallTalk = new Set([
  'hi', 'hello', 'hey', 'hi there', 'hello there', 'good morning', 'good afternoon', 'good evening', 'thanks', 'thank you', 'thank you very much', 'test', 'testing', 'bye', 'goodbye', 'ok', 'okay', 'how are you', 'who are you',
  'hallo', 'guten morgen', 'guten tag', 'guten abend', 'grüezi', 'servus', 'danke', 'vielen dank', 'danke schön', 'tschüss', 'wie geht es dir', 'wer bist du',
  'bonjour', 'bonsoir', 'salut', 'merci', 'merci beaucoup', 'au revoir', 'essai', 'ça va', 'qui es-tu', 'qui êtes-vous',
  'مرحبا', 'السلام عليكم', 'أهلا', 'صباح الخير', 'مساء الخير', 'شكرا', 'شكرا جزيلا', 'تجربة', 'من أنت',
  'こんにちは', 'おはよう', 'おはようございます', 'こんばんは', 'ありがとう', 'ありがとうございます', 'テスト', 'もしもし', 'あなたは誰ですか',
  'привіт', 'вітаю', 'добрий день', 'добрий ранок', 'добрий вечір', 'дякую', 'тест', 'хто ти',
]);

/** Asks for an opinion or for how a case will end, not for what the law says. Each pattern names the asking itself: "may a court decide …" is a question of law. */
const opinions: Readonly<Record<string, RegExp>> = {
  en: /\b(?:what do you think|do you think|what(?:'s| is) your opinion|in your opinion|(?:will|would) (?:i|we) win|chances of winning|who will win|(?:how|what) will the (?:court|judge|jury) (?:decide|rule|say)|will the (?:court|judge|jury) (?:decide|rule|find|believe|convict|agree)|tell me a (?:joke|story))\b/iu,
  de: /(?<!\p{L})(?:was (?:hältst|denkst) du|was (?:halten|denken|meinen) sie|(?:deine|ihre) meinung|(?:glaubst du|glauben sie|findest du|finden sie),? |(?:werde|würde) ich [^?]*(?:gewinnen|verlieren)|gewinne ich|wie stehen meine chancen|wie wird (?:das gericht|der richter|die richterin) [^?]*(?:entscheiden|urteilen)|wird (?:das gericht|der richter|die richterin) [^?]*(?:entscheiden|zustimmen|glauben|verurteilen)|erzähl[et]? (?:mir )?einen witz)/iu,
  fr: /(?<!\p{L})(?:que pensez-vous|que penses-tu|qu[’']en penses|(?:votre|ton) avis sur|à (?:votre|ton) avis|(?:vais-je|est-ce que je vais|allons-nous) (?:gagner|perdre)|quelles sont mes chances|(?:comment|que) (?:va|vont) (?:décider|juger)|le (?:juge|tribunal) va-t-il|comment le (?:juge|tribunal) va-t-il|raconte[z]?(?:-moi)? une blague)/iu,
  ar: /ما رأيك|هل تعتقد|هل ترى أن|هل سأربح|هل سأفوز|هل سأخسر|كيف سيحكم|بماذا سيحكم|ماذا سيقرر القاضي|ماذا ستقرر المحكمة|هل سيحكم القاضي|احك لي نكتة/u,
  uk: /(?<!\p{L})(?:що (?:ви думаєте|ти думаєш)|як (?:ви вважаєте|ти вважаєш)|(?:ваша|твоя) думка|чи (?:виграю|виграємо|програю)|які мої шанси|(?:як|що) вирішить (?:суд|суддя)|чи (?:засудить|повірить) (?:суд|суддя|мене)|розкажи(?:те)? анекдот)/iu,
  ja: /どう思(?:いますか|う)|(?:あなた|貴方)の(?:意見|考え)|勝て(?:ますか|る)|勝訴でき|裁判(?:官|所)はどう(?:判断|判決)|判決は?どうなり|冗談を言って/u,
};

/** A greeting, thanks, a test, nothing with a letter in it, or a question for an opinion or a prediction. */
export function isOutsideScope(text: string, language: string): boolean {
  const words = text.toLowerCase().replace(/[\p{P}\p{S}]+(?=\s|$)|^[\p{P}\p{S}]+/gu, '').replace(/\s+/gu, ' ').trim();
  return !/\p{L}/u.test(words) || smallTalk.has(words) || opinions[primaryLanguage(language)]?.test(text) === true;
}
