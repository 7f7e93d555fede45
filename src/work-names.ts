/** Names of works as they are compared: as written, without inflection, without the words that a name read too far took in. */

/** No article before a number: `A-1` and `L-1` are chapters. */
const leadingArticle = /^(?:the|an?|der|die|das|des|dem|den|le|la|les|l|el|los|las|il|lo|gli|i|de|het|een|o|os|as) (?=\p{L})/u;

/** NFKC, lower case, accents and punctuation off, leading article off, Arabic letter forms folded. Pure. */
export function foldName(name: string): string {
  const words = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/ß/gu, 'ss').replace(/ـ/gu, '').replace(/ى/gu, 'ي').replace(/ة/gu, 'ه');
  return words.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim().replace(leadingArticle, '');
}

/** `dog control act 2019`, `water act of 2007` -> without the year. */
export const withoutYear = (name: string): string => name.replace(/ (?:of )?(?:1[5-9]|20)\d\d$/u, '');

/**
 * The title of the work that a noun with nothing but the article means: `من النظام` is this work (`title`) when its title begins so, and in
 * the regulation that executes it (`اللائحة التنفيذية لنظام العمل`) the one of that title. `null` where the words do not tell.
 */
export function meantByNoun(named: string, title: string): string | null {
  const noun = /^ال(\p{L}+)$/u.exec(named)?.[1];
  if (noun === undefined) return null;
  const words = title.trim().split(/\s+/u);
  if (words[0] === noun || words[0] === `ال${noun}`) return title;
  return new RegExp(`التنفيذية ل(?:ل)?(${noun} .+)$`, 'u').exec(title)?.[1] ?? null;
}

/** Endings of German cases off: `burgerlichen gesetzbuchs` and `burgerliches gesetzbuch` become one. */
const stemmed = (name: string): string => name.replace(/(?<=\p{L}{4})(?:ens|es|en|er|em|e|s|n)(?=$| )/gu, '');

const books = ['erst', 'zweit', 'dritt', 'viert', 'funft', 'sechst', 'sieb', 'acht', 'neunt', 'zehnt', 'elft', 'zwolft', 'dreizehnt', 'vierzehnt'];
const bookOrdinals = books.join('|');
const romanBooks = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv'];
const socialCode = new RegExp(`^(?:sgb (?<number>\\d{1,2}|[ivx]+)|(?<word>${bookOrdinals})(?:t|ent)?es buch(?: (?:des )?sozialgesetzbuch\\w*)?)$`, 'u');
const europeanAct = /(?:^| )(?:eu|ue|el) (?:no |nr |n )?(20(?:1[5-9]|[2-9]\d)) (\d{1,4})(?: |$)|(?:^| )(20(?:1[5-9]|[2-9]\d)) (\d{1,4}) (?:eu|ue|el)(?: |$)/u;

/** Forms that mean the same work whatever the words: the books of the German social code, acts of the European Union (numbered through since 2015). */
function numberedForm(folded: string): string | null {
  const book = socialCode.exec(folded)?.groups;
  if (book !== undefined) {
    const { number, word } = book;
    const written = word === undefined ? (/^\d/.test(number!) ? Number(number) : romanBooks.indexOf(number!) + 1) : books.indexOf(word) + 1;
    return `sgb:${written}`;
  }
  const act = europeanAct.exec(folded);
  return act === null ? null : `eu:${act[1] ?? act[3]!}/${act[2] ?? act[4]!}`;
}

/** The keys under which a work of that name is found. */
export function nameKeys(name: string, language: string): readonly string[] {
  const folded = foldName(name);
  if (folded === '') return [];
  const numbered = numberedForm(folded);
  return [folded, ...(language.startsWith('de') ? [`~${stemmed(folded)}`] : []), ...(numbered === null ? [] : [numbered])];
}

/** Kinds of endings that a name's words take in a sentence, cut off on both sides before they are compared. Of folded words. */
const inflections: Readonly<Record<string, (token: string) => string>> = {
  de: stemmed,
  // Genitive, and the cases built on it: `seaduse`, `seaduses`, `seadustikuga`.
  et: (token) => token.replace(/(?<=\p{L}{4})[aeiu](?:st|ga|le|lt|ks|ni|ta|na|s|l)?$/u, ''),
  uk: (token) => token.replace(/(?<=\p{L}{3})(?:ого|ому|ими|ями|ами|их|ах|ях|им|ам|ям|ом|ем|ою|ею|оі|іі|ии|ів|[аеиіоуюяь])$/u, ''),
};

/** How names in that language are made comparable; `null` where they are written as they are. `language`: BCP 47. */
export function inflectionsFor(language: string): { readonly language: string; readonly stem: (token: string) => string } | null {
  const primary = language.split('-')[0]!.toLowerCase();
  const stem = inflections[primary];
  return stem === undefined ? null : { language: primary, stem };
}

/** A word of a text as names are compared: where it stands, and how it may be read (as it stands first). */
export interface NameToken {
  readonly start: number;
  readonly end: number;
  readonly readings: readonly [string, ...string[]];
}

const unspaced = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
/** Characters of scripts that set no blanks count as words; so does the sign for sections, which is no part of most names: `HZvV § 3` is not the law HZvV 3. */
const word = new RegExp(`§|${unspaced}|(?:(?!${unspaced})[\\p{L}\\p{N}\\p{M}])+`, 'gu');
/** `لنظام`, `بالقانون`, `للقانون`: and, in, for are written on to the next word. */
const arabicPrefix = /^(?:[وف]?[بلك](?=\p{L}{3})|[وف](?=\p{L}{3}))/u;

export function nameTokens(text: string): NameToken[] {
  return [...text.matchAll(word)].flatMap(({ 0: written, index }): NameToken[] => {
    const folded = written === '§' ? written : foldName(written);
    if (folded === '') return [];
    const bare = folded.startsWith('لل') ? `ال${folded.slice(2)}` : folded.replace(arabicPrefix, '');
    return [{ start: index, end: index + written.length, readings: bare === folded ? [folded] : [folded, bare] }];
  });
}

const romanOf = (number: number): string => romanBooks[number - 1] ?? '';

/** The books of the German social code, as people call them. */
function bookForms(book: number): string[] {
  const ordinal = books[book - 1];
  const written = ordinal === undefined ? [] : [`${ordinal}es`, `${ordinal}tes`].flatMap((word) => [`${word} buch sozialgesetzbuch`, `${word} buch des sozialgesetzbuchs`, `${word} buch sgb`]);
  return [...new Set([String(book), romanOf(book)])].filter((number) => number !== '').flatMap((number) => [`sgb ${number}`, `sozialgesetzbuch ${number}`]).concat(written);
}

/** Prefix that full titles have and people leave out. */
const statePrefix = /^中华人民共和国|^中華人民共和國/u;
/** `Bundesgesetz über das Verfahren (Verfahrensgesetz, VerfG)`: the names in the brackets are its short ones. */
const bracketed = /^(?<head>.{12,}?)\s*[(（](?<short>[^()（）]{2,80})[)）]$/su;

/** The forms in which a name is asked for, each as its words: as it stands, without what people leave out, the short forms it holds. */
export function nameForms(name: string): readonly (readonly string[])[] {
  const { head, short } = bracketed.exec(name.trim())?.groups ?? {};
  const shorts = (short ?? '').split(/,|;|\s[–-]\s/u).filter((part) => /^\P{Ll}*\p{Lu}/u.test(part.trim()) && !/\d{4}/u.test(part));
  const whole = foldName(name);
  const written = [...(head === undefined ? [] : [head, ...shorts]), ...(statePrefix.test(name) ? [name.replace(statePrefix, '')] : [])];
  const book = /^sgb:(\d+)$/u.exec(numberedForm(whole) ?? '')?.[1];
  const withSign = name.includes('§') ? [name.split('§').map(foldName).join(' § ').trim()] : [];
  const forms = [whole, ...withSign, ...written.map(foldName), ...(book === undefined ? [] : bookForms(Number(book)))];
  return [...new Set(forms)].flatMap((form): string[][] => {
    const words = form.match(word);
    return words === null ? [] : [words];
  });
}

const headNoun = /^(?<head>\p{Lu}\p{L}{2,}(?:gesetz|gesetzbuch|ordnung|verfassung|satzung))\s(?:für|über|zu[rm]?|des|der|von|vom|betreffend|in)\s/u;

/** What people call a law whose title goes on: `Grundgesetz für die Bundesrepublik Deutschland`. A name only where no other title begins so; `null` where the title is not of that kind. */
export const headOf = (title: string): string | null => headNoun.exec(title)?.groups!.head ?? null;

/** Words at which a name that was read too far may end; the name is what stands before them. */
const stops = / (?=(?:et|ou|dans|en|au|aux|pour|par|avec|sans|lorsque|relati\w+|et l|in|im|vom|von|und|oder|sowie|fur|zur|zum|nach|bei|mit|auf|an|der|des|s|n|y|a|que|sur)(?: |$))/gu;
const estonianLaw = /(?:seadus|seadustik|maarus|kord|eeskiri)$/u;

/** Shorter readings of a name, longest first: its end cut off at a function word, or (Estonian, Japanese) its beginning. */
function shorterReadings(folded: string): string[] {
  if (estonianLaw.test(folded)) {
    const words = folded.split(' ');
    return words.slice(1).map((_, at) => words.slice(at + 1).join(' ')).filter((name) => !/^(?:seadus|seadustik|maarus|kord|eeskiri)$/u.test(name));
  }
  if (/に関する/u.test(folded)) return Array.from({ length: Math.min(60, Math.max(0, folded.length - 6)) }, (_, at) => folded.slice(at + 1));
  return [...folded.matchAll(stops)].reverse().map(({ index }) => folded.slice(0, index)).filter((name) => name.includes(' ')).slice(0, 12);
}

/**
 * The keys to look a cited name up under, in groups; the first group of which one is known counts. A shorter reading comes after
 * every longer one, so that `code pénal` is not found where a longer name is known.
 */
export function nameReadings(named: string): readonly (readonly string[])[] {
  const folded = foldName(named);
  const numbered = numberedForm(folded);
  const keysOf = (name: string): readonly string[] => [name, `~${stemmed(name)}`];
  return [numbered === null ? keysOf(folded) : [numbered, ...keysOf(folded)], ...shorterReadings(folded).map(keysOf)];
}
