/** Language codes: Akoma Ntoso names languages with three letters (ISO 639-2), everything else here with BCP 47 tags. */

/** Two letters -> three, for the official languages of states; used to name expressions as Akoma Ntoso does. */
const threeLetters = new Map(
  'af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces cy:cym da:dan de:deu el:ell en:eng es:spa et:est eu:eus fa:fas fi:fin fo:fao fr:fra ga:gle gl:glg he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn ka:kat kk:kaz km:khm ko:kor ky:kir lb:ltz lo:lao lt:lit lv:lav mg:mlg mi:mri mk:mkd mn:mon ms:msa mt:mlt my:mya nb:nob ne:nep nl:nld nn:nno no:nor pl:pol ps:pus pt:por rm:roh ro:ron ru:rus rw:kin si:sin sk:slk sl:slv so:som sq:sqi sr:srp sv:swe sw:swa ta:tam tg:tgk th:tha tk:tuk tr:tur uk:ukr ur:urd uz:uzb vi:vie xh:xho zh:zho zu:zul'
    .split(' ').map((pair) => { const [two, three] = pair.split(':'); return [two!, three!] as const; }),
);

/** `eng`, `EN-gb`, `fre` as a BCP 47 tag (`en`, `en-GB`, `fr`); `null` when it is no language tag at all. */
export function languageTag(code: string): string | null {
  try {
    return Intl.getCanonicalLocales(code.trim().replace(/_/g, '-'))[0] ?? null;
  } catch {
    return null;
  }
}

/** `en` -> `eng`; a language not in the table keeps its tag. */
export function threeLetterCode(tag: string): string {
  return threeLetters.get(tag.split('-')[0]!) ?? tag;
}
