/** Exceptions in the words of the law, by language. */
import { primaryLanguage } from '../../language.js';

interface Markers {
  /** Any exception. */
  readonly any: RegExp;
  /** One that takes back another provision: it counts wherever it stands in the section. */
  readonly elsewhere: RegExp;
}

const markers: Readonly<Record<string, Markers>> = {
  en: {
    any: /\b(?:unless|except(?:ing|ions?)?|excluding|other than|does not apply|do not apply|shall not apply|exempt(?:ed|ion)?s?|provided that|notwithstanding|save (?:as|where|that))\b/iu,
    elsewhere: /\b(?:does not apply|do not apply|shall not apply|is exempt|are exempt|despite (?:sub)?section|notwithstanding (?:sub)?section)\b/iu,
  },
  de: {
    any: /(?<!\p{L})(?:sofern nicht|soweit nicht|wenn nicht|es sei denn|ausgenommen|ausnahmsweise|ausnahmen?|außer|mit ausnahme|gilt nicht|gelten nicht|findet keine anwendung|finden keine anwendung|nicht anzuwenden|abweichend|befreit)(?!\p{L})/iu,
    elsewhere: /(?<!\p{L})(?:gilt nicht|gelten nicht|findet keine anwendung|finden keine anwendung|nicht anzuwenden|abweichend von absatz|ausgenommen von)(?!\p{L})/iu,
  },
  fr: {
    any: /(?<!\p{L})(?:sauf|excepté|exception|à l[’']exclusion|hormis|à moins (?:que|de)|n[’']est pas applicable|ne s[’']applique(?:nt)? pas|ne sont pas applicables|par dérogation|dispensée?s?|exonérée?s?|exemptée?s?)(?!\p{L})/iu,
    elsewhere: /(?<!\p{L})(?:n[’']est pas applicable|ne s[’']applique(?:nt)? pas|ne sont pas applicables|par dérogation)(?!\p{L})/iu,
  },
  ar: {
    any: /(?<!\p{L})(?:إلا|ما لم|باستثناء|استثناء|يستثنى|تستثنى|عدا|فيما عدا|لا تسري|لا يسري|يعفى|تعفى)(?!\p{L})/u,
    elsewhere: /(?<!\p{L})(?:لا تسري|لا يسري|استثناء من|يستثنى من|تستثنى من)(?!\p{L})/u,
  },
  ja: {
    any: /ただし|但し|除く|除き|この限りでない|限りではない|適用しない|にかかわらず|免除/u,
    elsewhere: /適用しない|この限りでない|(?:前項|第[一二三四五六七八九十\p{Nd}]+項)の規定にかかわらず/u,
  },
  uk: {
    any: /(?<!\p{L})(?:крім|окрім|за винятком|якщо не|не застосовується|не застосовуються|не поширюється|звільняються|звільнені)(?!\p{L})/iu,
    elsewhere: /(?<!\p{L})(?:не застосовується|не застосовуються|не поширюється)(?!\p{L})/iu,
  },
};

export type ExceptionReach = 'none' | 'here' | 'elsewhere';

/** Whether a sentence makes an exception, and whether only to its own subsection or to the section around it. `none` in a language without data. */
export function exceptionIn(text: string, language: string): ExceptionReach {
  const known = markers[primaryLanguage(language)];
  if (known === undefined || !known.any.test(text)) return 'none';
  return known.elsewhere.test(text) ? 'elsewhere' : 'here';
}
