/** What the law denies the statement denies, and the other way round. */
import { primaryLanguage } from '../../language.js';
import { cannotTell, folded, met, unmet, type Check } from './check.js';

export const negationStands: Check = (claim, grounds) => {
  if (folded(grounds.map(({ text }) => text).join(' ')).includes(folded(claim.text))) return met;
  const claimed = isNegated(claim.text, claim.language);
  const given = grounds.map(({ text, language }) => isNegated(text, language));
  if (claimed === null || given.includes(null)) return cannotTell('negation is not known in the language of the statement or of a cited sentence');
  if (claimed && !given.includes(true)) return unmet('it denies something, and no cited sentence does');
  if (!claimed && !given.includes(false)) return unmet('the cited sentences deny something, and it does not');
  return met;
};

/** `double` takes out what looks like a negation and is none: "must" in Japanese is "not doing will not do". */
const negations: Readonly<Record<string, { readonly words: RegExp; readonly double?: RegExp }>> = {
  en: { words: /\b(?:not|no|nobody|no one|none|never|neither|nor|nothing|cannot|without)\b|n[’']t\b/iu, double: /\bnot only\b|\bno later than\b|\bnot later than\b|\bno\. ?\d+|\bno fewer than\b|\bnot less than\b|\bnot more than\b|\bno more than\b/giu },
  de: { words: /(?<!\p{L})(?:nicht|kein(?:e[nmrs]?)?|niemand(?:em|en)?|nie(?:mals)?|nichts|weder|ohne)(?!\p{L})/iu, double: /nicht nur|nicht mehr als|nicht weniger als|nicht länger als/giu },
  fr: { words: /(?<!\p{L})(?:ne|aucune?|nul(?:le)?|jamais|sans|ni)(?!\p{L})|(?<!\p{L})n[’']/iu, double: /(?:ne|n[’'])\s?\p{L}+ que(?!\p{L})/giu },
  ar: { words: /(?<!\p{L})(?:لا|لم|لن|ليس|ليست|غير|دون|بدون|وا?لا)(?!\p{L})/u, double: /لا يتجاوز|لا تتجاوز|لا يقل|لا تقل|لا يزيد|لا تزيد|ما لم|لا بد/gu },
  ja: { words: /ない|なかった|ません|ず(?:に|、)|ぬ(?!\p{Script=Han})|不要/u, double: /なければならない|なければなりません|なければいけません|ねばならない|だけでなく|少なくとも/gu },
  uk: { words: /(?<!\p{L})(?:не|ні|ніхто|ніколи|нічого|жод\p{L}+|без|немає)(?!\p{L})/iu, double: /не лише|не тільки|не пізніше|не більше|не менше/giu },
};

/** `null` in a language without data. */
export function isNegated(text: string, language: string): boolean | null {
  const known = negations[primaryLanguage(language)];
  if (known === undefined) return null;
  return known.words.test(known.double === undefined ? text : text.replace(known.double, ' '));
}
