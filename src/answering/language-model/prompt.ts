/**
 * Draft -> prompt within a budget of tokens.
 *
 *   Question: "Within how many days must I register my dog?"
 *   # "Dog Act 2019 › Section 2. Registration"
 *   1 "The owner must register a dog within 14 days of acquiring it."
 *   2 "The fee is 60 crowns."
 *
 * Every text that others wrote stands in one line as a JSON string, in which the signs are escaped that mark turns, roles and control tokens: it
 * cannot end its own quotation.
 */
import type { Draft, Sentence } from '../engine.js';
import { instructionsFor } from './instructions.js';

export interface Prompt {
  readonly system: string;
  readonly user: string;
  /** Numbers of the sentences that are shown, ascending. */
  readonly numbers: readonly number[];
}

/** Tokens that a chat template puts around two messages; the templates of the models at hand take 10 to 40. */
const templateTokens = 64;

/** Sentences in the order of their passages, best first, as many as fit into `budget` tokens; `null` when not one does. */
export async function writePrompt({ query, sentences }: Draft, budget: number, countTokens: (text: string) => Promise<number>): Promise<Prompt | null> {
  const system = instructionsFor(query.language);
  const lines = [`Question: ${quoted(query.text)}`];
  const numbers: number[] = [];
  let left = budget - templateTokens - (await countTokens(system)) - (await countTokens(`${lines[0]!}\n`));
  let above: string | null = null;
  for (const sentence of sentences) {
    const heading: string = headingOf(sentence);
    const added: string[] = heading === above ? [lineOf(sentence)] : [`# ${quoted(heading)}`, lineOf(sentence)];
    left -= await countTokens(`${added.join('\n')}\n`);
    if (left < 0) break;
    above = heading;
    lines.push(...added);
    numbers.push(sentence.number);
  }
  return numbers.length === 0 ? null : { system, user: lines.join('\n'), numbers };
}

function headingOf({ passage: { document, chunk } }: Sentence): string {
  return [document.title, ...chunk.breadcrumb].join(' › ');
}

function lineOf({ number, text }: Sentence): string {
  return `${number} ${quoted(text)}`;
}

/** Signs of which chat templates make control tokens: `<|im_start|>`, `[INST]`, `<<SYS>>`, `### Instruction`, DeepSeek's full-width bars. */
const templateSigns = /[<>[\]|#｜▁]/gu;
/** Format characters that nobody sees (direction marks, tag characters); joiners stay, for words need them. */
const invisible = /(?!\u200c|\u200d)\p{Cf}/gu;

/** A JSON string of one line: white space becomes one blank each, signs of templates `\u00…`. */
export function quoted(text: string): string {
  const line = text.replace(invisible, '').replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return JSON.stringify(line).replace(templateSigns, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
