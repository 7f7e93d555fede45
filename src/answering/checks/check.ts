/** What every check of a statement is: a pure function from the statement and the sentences it cites to a verdict. */

/** A statement to be released. */
export interface Claim {
  readonly text: string;
  /** BCP 47 tag. */
  readonly language: string;
}

/** A word the document defines and what it says the word means. */
export interface Definition {
  readonly term: string;
  readonly meaning: string;
}

/** One cited sentence. */
export interface Ground {
  readonly text: string;
  readonly language: string;
  /** Numbers of the provisions it stands in, as printed (`Section 5.`, `(2)`): a statement may name its own source. */
  readonly provisionNumbers: readonly string[];
  /** Title of the document and headings of the provisions it stands in: their words may be used to say what the sentence is about. */
  readonly headings: readonly string[];
  /** Definitions of the document: a statement may say a thing by its defined name, or by what the name means. */
  readonly definitions: readonly Definition[];
}

export type Verdict =
  | { readonly kind: 'met' }
  | { readonly kind: 'unmet'; readonly why: string }
  /** Nothing can be said: the language's words are not known. Never counts as met. */
  | { readonly kind: 'cannot-tell'; readonly why: string };

export type Check = (claim: Claim, grounds: readonly Ground[]) => Verdict;

export const met: Verdict = { kind: 'met' };
export const unmet = (why: string): Verdict => ({ kind: 'unmet', why });
export const cannotTell = (why: string): Verdict => ({ kind: 'cannot-tell', why });

/** Lower case, compatibility forms joined, white space folded: for telling whether words are the same. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Word for word one of the cited sentences, or all of them one behind the other. A part of a sentence is no quotation: what it leaves out may be its condition. */
export function quotesWhole(claim: Claim, grounds: readonly Ground[]): boolean {
  const bare = (text: string): string => folded(text).replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, '');
  const said = bare(claim.text);
  return grounds.some(({ text }) => bare(text) === said) || bare(grounds.map(({ text }) => text).join(' ')) === said;
}
