/**
 * A law that is named in a question apart from the number, and that the corpus does not have: "What does the Frog Act say in section 5?"
 * Without the name the number would be looked up in every law there is. Only what can be nothing but a law's name is one here; a language
 * without patterns has none.
 */
const year = String.raw`(?:,?\s(?:of\s)?(?:1[6-9]|20)\d\d)?`;

/** The group `work` is the name as it stands. */
const patterns: Readonly<Record<string, readonly RegExp[]>> = {
  en: [new RegExp(String.raw`(?<!\p{L})(?<work>(?:(?!(?:What|Which|Who|When|Where|Does|Do|Is|Are|Can|May|Must|In|Under|The|And|Of|For|See|By)\s)\p{Lu}[\p{L}’'-]*,?\s(?:(?:of|and|on|for|to|in)\s(?:the\s)?)?){1,10}(?:Act|Code|Regulations?|By-?[Ll]aws?|Ordinance)${year})(?!\p{L})`, 'u')],
  de: [
    /(?<![\p{L}-])(?<work>\p{Lu}[\p{L}-]{2,}(?:gesetz(?:buch)?|verordnung))(?:e?s)?(?!\p{L})/u,
    /(?<!\p{L})(?:im|in\sder|des|der|das|die|dem|zum|zur|vom|von\sder|nach|laut)\s(?<work>\p{Lu}[\p{Ll}]+(?:G|GB|V|VO|O))(?!\p{L})/u,
  ],
  fr: [/(?<!\p{L})(?<work>(?:[Ll]oi|[Cc]ode|[Dd]écret|[Oo]rdonnance|[Rr]èglement)\s(?:sur\s(?:les?\s|la\s|l[’'])|des\s|du\s|de\s(?:la\s|l[’']))\p{L}[\p{L}-]+)/u],
};

/** The first such name in the question, read in its own language. */
export function nameApart(text: string, language: string): string | null {
  for (const pattern of patterns[language] ?? []) {
    const work = pattern.exec(text)?.groups?.['work'];
    if (work !== undefined) return work;
  }
  return null;
}
