/** What a language model may say: statements with the numbers of sentences, or that there is no answer. As JSON Schema, as grammar, and as the check of what came. */
import { z } from 'zod';
import { ModelFault } from '../../model-fault.js';
import type { OutputForm } from '../../models/language-model.js';

/** Sentences that one statement may name. */
const mostSentences = 4;
/** UTF-16 units of the longest statement; a sentence of law with its lead-in is seldom longer, and a model that goes on does not end at all. */
export const longestStatement = 600;

/** The form of an output on sentences with these numbers (at least one). */
export function outputForm(numbers: readonly number[], maximumStatements: number): OutputForm {
  return { schema: schemaOf(numbers, maximumStatements), grammar: grammarOf(numbers, maximumStatements) };
}

function schemaOf(numbers: readonly number[], maximumStatements: number): Readonly<Record<string, unknown>> {
  const sentences = { type: 'array', minItems: 1, maxItems: mostSentences, items: { type: 'integer', enum: numbers } };
  const statement = { type: 'object', properties: { text: { type: 'string' }, sentences }, required: ['text', 'sentences'], additionalProperties: false };
  const properties = { answered: { type: 'boolean' }, statements: { type: 'array', maxItems: maximumStatements, items: statement } };
  return { type: 'object', properties, required: ['answered', 'statements'], additionalProperties: false };
}

/** GBNF as llama.cpp reads it. A statement ends after `longestStatement` characters even where a model has no end in itself. */
function grammarOf(numbers: readonly number[], maximumStatements: number): string {
  const quoted = (text: string): string => JSON.stringify(text);
  const more = (rule: string, most: number): string => (most === 0 ? '' : ` ("," ${rule}){0,${most}}`);
  return [
    `root ::= ${quoted('{"answered":false,"statements":[]}')} | ${quoted('{"answered":true,"statements":[')} statement${more('statement', maximumStatements - 1)} "]}"`,
    `statement ::= ${quoted('{"text":"')} char{1,${longestStatement / 2}} ${quoted('","sentences":[')} number${more('number', mostSentences - 1)} "]}"`,
    String.raw`char ::= [^"\\\x00-\x1F\x7F] | "\\" ["\\/]`,
    `number ::= ${numbers.map((number) => quoted(String(number))).join(' | ')}`,
  ].join('\n');
}

const outputSchema = z.strictObject({
  answered: z.boolean(),
  statements: z.array(z.strictObject({ text: z.string().trim().min(1).max(longestStatement), sentences: z.array(z.int()).min(1).max(mostSentences) })),
});

export interface ModelStatement {
  readonly text: string;
  readonly sentences: readonly number[];
}

/** The statements, or `null` when the model says that the sentences do not answer. ModelFault('unusable') says what is wrong with anything else. */
export function readOutput(text: string, numbers: readonly number[], maximumStatements: number): readonly ModelStatement[] | null {
  const { answered, statements } = parse(text);
  if (!answered && statements.length === 0) return null;
  if (!answered) throw new ModelFault('unusable', 'The language model says that there is no answer, and gives one.');
  if (statements.length === 0) throw new ModelFault('unusable', 'The language model says that there is an answer, and gives none.');
  if (statements.length > maximumStatements) throw new ModelFault('unusable', `The language model made ${statements.length} statements; ${maximumStatements} were allowed.`);
  const stranger = statements.flatMap(({ sentences }) => sentences).find((number) => !numbers.includes(number));
  if (stranger !== undefined) throw new ModelFault('unusable', `The language model names sentence ${stranger}, which it was not shown.`);
  return statements.map((statement) => ({ ...statement, sentences: [...new Set(statement.sentences)] }));
}

function parse(text: string): z.infer<typeof outputSchema> {
  if (text.trim() === '') throw new ModelFault('unusable', 'The language model said nothing.');
  try {
    return outputSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new ModelFault('unusable', 'The output of the language model has not the form that it was given.', { cause: error });
  }
}
