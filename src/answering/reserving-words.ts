/** Words by which a sentence reserves another provision, by language: "subject to section 12", "vorbehaltlich des § 12", "第十二条の規定にかかわらず". Data, and the function that reads it. */
import { primaryLanguage } from '../language.js';
import type { Span } from '../text.js';
import type { Reservation } from './answer-types.js';

type Words = readonly (readonly [Reservation, RegExp])[];

/** What stands right before the citation. */
const ahead: Readonly<Record<string, Words>> = {
  en: [
    ['subject-to', /\bsubject to(?: the (?:provisions|conditions|requirements) (?:of|in))?\s*$/iu],
    ['exception', /\b(?:except as (?:\w+ )?(?:provided|stated|permitted)(?: \w+)? (?:in|by|under)|unless \w+ (?:in|by|under)|save as (?:provided|stated) (?:in|by)|except (?:in the (?:cases?|circumstances) (?:of|in|referred to in)|under|in terms of)|other than (?:under|in terms of))\s*$/iu],
    ['notwithstanding', /\b(?:notwithstanding|despite)(?: the provisions (?:of|in)| anything in)?\s*$/iu],
    ['without-prejudice', /\bwithout (?:prejudice to|derogating from|limiting)(?: the (?:provisions|generality) of)?\s*$/iu],
  ],
  de: [
    ['subject-to', /(?<!\p{L})vorbehaltlich(?: der?| des| von)*(?: (?:Regelung|Vorschrift|Bestimmung)(?:en)?(?: der?| des| in| nach)*)?\s*$/iu],
    ['exception', /(?<!\p{L})(?:soweit nicht|sofern nicht|ausgenommen|außer in den Fällen|mit Ausnahme)(?: der?| des| von| in| nach)*\s*$/iu],
    ['notwithstanding', /(?<!\p{L})(?:abweichend von|ungeachtet)(?: der?| des| dem)*\s*$/iu],
    ['without-prejudice', /(?<!\p{L})unbeschadet(?: der?| des| von)*(?: (?:Regelung|Vorschrift|Bestimmung)(?:en)?(?: der?| des| in| nach)*)?\s*$/iu],
  ],
  fr: [
    ['subject-to', /(?<!\p{L})sous réserve(?: d[eu]s?| de l[’']?a?| dispositions| des? conditions| prévues?| à| aux?| l[’'])*\s*(?:l[’'])?$/iu],
    ['exception', /(?<!\p{L})(?:sauf|à l[’']exception|excepté)(?: d[eu]s?| de l[’']?a?| dans| les| cas| prévus?| à| aux?| dispositions| l[’'])*\s*(?:l[’'])?$/iu],
    ['notwithstanding', /(?<!\p{L})(?:par dérogation|malgré|nonobstant)(?: d[eu]s?| les?| la| à| aux?| dispositions| l[’'])*\s*(?:l[’'])?$/iu],
    ['without-prejudice', /(?<!\p{L})sans préjudice(?: d[eu]s?| de l[’']?a?| dispositions| l[’'])*\s*(?:l[’'])?$/iu],
  ],
  ar: [
    ['subject-to', /مع مراعاة(?: ما ورد| أحكام| حكم| ب| في)*\s*$/u],
    ['exception', /(?:باستثناء|فيما عدا)(?: ما ورد| أحكام| حكم| ب| في)*\s*$/u],
    ['notwithstanding', /استثناءً? من(?: أحكام| حكم)*\s*$/u],
    ['without-prejudice', /مع عدم الإخلال(?: ما ورد| بأحكام| أحكام| بحكم| حكم| ب| في)*\s*$/u],
  ],
  uk: [
    ['subject-to', /(?<!\p{L})з урахуванням(?: положень| вимог| передбачених)*\s*$/iu],
    ['exception', /(?<!\p{L})(?:крім|за винятком)(?: випадків,?| передбачених| положень)*\s*$/iu],
    ['notwithstanding', /(?<!\p{L})(?:незважаючи на|всупереч)(?: положення(?:м)?)?\s*$/iu],
  ],
  et: [
    ['subject-to', /(?<!\p{L})arvestades(?: käesoleva \p{L}+)?\s*$/iu],
    ['exception', /(?<!\p{L})(?:välja arvatud|erandina)(?: käesoleva \p{L}+)?\s*$/iu],
  ],
};

/** What stands right behind the citation. */
const behind: Readonly<Record<string, Words>> = {
  de: [['without-prejudice', /^\s*(?:bleibt|bleiben) unberührt/iu]],
  et: [['subject-to', /^\s*sätestatut arvestades/iu], ['exception', /^\s*sätestatud (?:juhul|juhtudel) välja arvatud|^\s*nimetatud erand/iu], ['notwithstanding', /^\s*sätestatust (?:sõltumata|olenemata|erinevalt)/iu]],
  ja: [
    ['notwithstanding', /^(?:（[^）]*）)?(?:の規定)?にかかわらず/u],
    ['exception', /^(?:（[^）]*）)?(?:の規定による|に規定する|に掲げる|に定める|の)?(?:場合|とき|もの)?を除(?:き|く|いて)/u],
    ['without-prejudice', /^(?:（[^）]*）)?(?:の規定の適用)?を妨げない/u],
  ],
  zh: [
    ['exception', /^(?:的)?(?:规定)?(?:的)?(?:情形|情况)?(?:以外|之外|外|除外)/u],
  ],
};

/** Characters beside a citation in which such words are looked for. */
const reach = 60;

/** What the words right before a citation at `start` reserve it for; `null` where they only mention it, and in a language without data. */
export function reservationBefore(text: string, start: number, language: string): Reservation | null {
  const before = text.slice(Math.max(0, start - reach), start);
  return ahead[primaryLanguage(language)]?.find(([, words]) => words.test(before))?.[0] ?? null;
}

/** The same with the words right behind it, which ends at `end`: some languages say it there. */
export function reservationOf(text: string, { start, end }: Span, language: string): Reservation | null {
  const after = text.slice(end, end + reach);
  return reservationBefore(text, start, language) ?? behind[primaryLanguage(language)]?.find(([, words]) => words.test(after))?.[0] ?? null;
}
