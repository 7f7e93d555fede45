/** Digits of every script -> Western ones, for searching. Offsets may change; `src/numerals.ts` keeps them for citations. */

/** First code point of each run of ten decimal digits in use (Unicode, general category Nd); full-width and mathematical ones fall to NFKC. */
const zeros: readonly number[] = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810,
];
const westernDigit = new Map(zeros.flatMap((zero) => Array.from({ length: 10 }, (_, value) => [String.fromCharCode(zero + value), String(value)] as const)));

/** NFKC with Western digits. Raised digits are a number of their own (`§ 53¹` is 53-1, not 531). */
export function foldDigits(text: string): string {
  const raised = text.replace(/[⁰¹²³⁴-⁹]+/gu, (run) => `-${run}`);
  return raised.normalize('NFKC').replace(/[^\P{Nd}0-9]/gu, (digit) => westernDigit.get(digit) ?? digit);
}
