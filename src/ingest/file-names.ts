/** Names of files that deceive people: characters that change how a name is shown, and names that look like another's. */

/** C0 and C1 controls, and the characters that turn the direction of text (Unicode 15, UAX 9): they show another name than there is. */
const deceiving = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/u;

export function hidesItsName(name: string): boolean {
  return deceiving.test(name);
}

/** The name with what would not be seen written out: `dog\u{202e}txt`. Safe to print on a terminal. */
export function shownName(name: string): string {
  return name.replace(new RegExp(deceiving.source, 'gu'), (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`);
}

/** Letters that are drawn like a Latin one (of UTS 39, the lower-case and capital letters that law titles use). */
const lookAlikes = new Map(
  Object.entries({ a: 'аα', b: 'Ь', c: 'сϲ', d: 'ԁ', e: 'е', g: 'ɡ', h: 'һ', i: 'іι', j: 'ј', k: 'κ', l: 'ӏ', n: 'ո', o: 'оοօ', p: 'рρ', q: 'ԛ', s: 'ѕ', u: 'υ', v: 'νѵ', w: 'ԝ', x: 'хχ', y: 'уγ', A: 'АΑ', B: 'ВΒ', C: 'СϹ', E: 'ЕΕ', H: 'НΗ', I: 'ІΙ', J: 'Ј', K: 'КΚ', M: 'МΜ', N: 'Ν', O: 'ОΟ', P: 'РΡ', S: 'Ѕ', T: 'ТΤ', X: 'ХΧ', Y: 'УΥ', Z: 'Ζ' })
    .flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);

/** The same for two names that look the same: compatibility forms folded, look-alike letters made Latin, zero-width signs left out. */
export function skeletonOf(name: string): string {
  return Array.from(name.normalize('NFKC').replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/gu, ''), (letter) => lookAlikes.get(letter) ?? letter).join('');
}
