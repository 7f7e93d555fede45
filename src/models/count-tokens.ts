/**
 * Tokens of a text whose tokenizer is not known, from above: a byte-level tokenizer (GPT-2 and what came after it) never makes more tokens
 * than UTF-8 bytes; words in Latin letters come out at 3 letters a token or more in every such vocabulary of 30,000 entries or more, German
 * included; digits and signs may be a token each. Languages in other scripts are overestimated two to three times where the vocabulary
 * knows them: fewer sentences are then shown than would fit, never more.
 */
export function tokensAtMost(text: string): number {
  const letters = (text.match(/[a-zA-Z ]/g) ?? []).length;
  return Math.ceil(letters / 3) + (Buffer.byteLength(text, 'utf8') - letters);
}
