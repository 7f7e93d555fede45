/** Signs of the fonts Symbol and Wingdings, which are no Unicode fonts: Word stores their places in the private use area U+F000 to U+F0FF. */

/** Adobe Symbol, from 0x22 on where it differs from ASCII; Greek by its keyboard letters. */
const greek = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ';
const smallGreek = 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ';
const symbol = new Map<number, string>([
  ...Array.from(greek, (letter, at): [number, string] => [0x41 + at, letter]),
  ...Array.from(smallGreek, (letter, at): [number, string] => [0x61 + at, letter]),
  [0x22, '∀'], [0x24, '∃'], [0x27, '∋'], [0x2a, '∗'], [0x2d, '−'], [0x40, '≅'], [0x5c, '∴'], [0x5e, '⊥'], [0x7e, '∼'],
  [0xa0, '€'], [0xa2, '′'], [0xa3, '≤'], [0xa4, '⁄'], [0xa5, '∞'], [0xa7, '♣'], [0xa8, '♦'], [0xa9, '♥'], [0xaa, '♠'], [0xab, '↔'], [0xac, '←'], [0xad, '↑'], [0xae, '→'], [0xaf, '↓'],
  [0xb0, '°'], [0xb1, '±'], [0xb2, '″'], [0xb3, '≥'], [0xb4, '×'], [0xb5, '∝'], [0xb6, '∂'], [0xb7, '•'], [0xb8, '÷'], [0xb9, '≠'], [0xba, '≡'], [0xbb, '≈'], [0xbc, '…'],
  [0xc5, '⊕'], [0xc6, '∅'], [0xc7, '∩'], [0xc8, '∪'], [0xc9, '⊃'], [0xcc, '⊂'], [0xce, '∈'], [0xcf, '∉'], [0xd0, '∠'], [0xd2, '®'], [0xd3, '©'], [0xd4, '™'], [0xd5, '∏'], [0xd6, '√'], [0xd7, '⋅'], [0xd8, '¬'], [0xd9, '∧'], [0xda, '∨'],
  [0xdb, '⇔'], [0xdc, '⇐'], [0xdd, '⇑'], [0xde, '⇒'], [0xdf, '⇓'], [0xe5, '∑'], [0xf2, '∫'],
]);
/** The signs that forms and lists use: boxes, ticks, bullets, arrows, hands, letters. */
const wingdings = new Map<number, string>([
  [0x22, '✂'], [0x28, '☎'], [0x2a, '✉'], [0x36, '⌛'], [0x46, '☞'], [0x6c, '●'], [0x6e, '■'], [0x6f, '□'], [0x70, '□'], [0x71, '❑'], [0x72, '❒'], [0x75, '◆'], [0x76, '❖'], [0x78, '☒'], [0x9f, '•'], [0xa0, '▪'], [0xa1, '○'], [0xa7, '▪'], [0xa8, '◻'],
  [0xd8, '➢'], [0xdf, '←'], [0xe0, '→'], [0xe1, '↑'], [0xe2, '↓'], [0xe8, '➔'], [0xf0, '⇨'], [0xfb, '✗'], [0xfc, '✓'], [0xfd, '☒'], [0xfe, '☑'],
]);
const wingdings2 = new Map<number, string>([[0x2a, '☐'], [0x4f, '✗'], [0x50, '✓'], [0x51, '☒'], [0x52, '☑'], [0x53, '☒'], [0x54, '☒'], [0xa3, '☐']]);

const fonts = new Map([['symbol', symbol], ['wingdings', wingdings], ['wingdings 2', wingdings2]]);

/** The sign at `code` of that font; `null` when it has no known Unicode character. Other fonts are Unicode fonts. */
export function symbolCharacter(font: string, code: number): string | null {
  const place = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  const table = fonts.get(font.toLowerCase());
  const known = table?.get(place);
  if (known !== undefined) return known;
  if (table === symbol && place >= 0x20 && place < 0x7f) return String.fromCharCode(place);
  const isPrivate = code >= 0xe000 && code <= 0xf8ff;
  return table !== undefined || isPrivate || code < 0x20 || code > 0xffff || (code >= 0xd800 && code <= 0xdfff) ? null : String.fromCharCode(code);
}
