/** Names of works as they are compared: as written, without inflection, without the words that a name read too far took in. */

const leadingArticle = /^(?:the|an?|der|die|das|des|dem|den|le|la|les|l|el|los|las|il|lo|gli|i|de|het|een|o|os|as) (?=.)/u;

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
const stemmed = (name: string): string => name.replace(/(?<=\p{L}{4})(?:es|en|er|em|e|s|n)(?=$| )/gu, '');

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
