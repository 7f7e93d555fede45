/** What the service takes, field by field. Everything unknown is refused: a misspelt `asOf` must not silently ask for today's law. */
import { z } from '@hono/zod-openapi';
import { longestQuestion, mostPrevious } from '../contract.js';
import { documentTypes } from '../document.js';
import { canonicalLanguage, languageTag } from '../language-tag.js';

/** More names than any index has collections; keeps a request small. */
const mostNames = 100;
const longestName = 200;

const wellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

export const questionText = z
  .string('Write the question as text.')
  .trim()
  .min(1, 'The question is empty.')
  .refine((text) => Array.from(text).length <= longestQuestion, { error: `The question is longer than ${longestQuestion} characters.` })
  .refine(wellFormed, { error: 'The question holds half a character (a lone surrogate).' })
  .meta({ minLength: 1, maxLength: longestQuestion, pattern: '\\S', description: `1 to ${longestQuestion} characters; white space at the ends does not count.` });

/** A day of the calendar, `YYYY-MM-DD`. */
export const day = z.iso
  .date({ error: (issue) => `${typeof issue.input === 'string' ? issue.input.slice(0, 40) : JSON.stringify(issue.input ?? null).slice(0, 40)} is not a day of the calendar; write YYYY-MM-DD.` })
  .refine((text) => !text.startsWith('0000'), { error: 'There is no year 0000.' })
  .meta({ examples: ['2024-03-01'] });

export const asOf = day.meta({ description: 'The day whose law is asked for. Default: today.' });

export const language = z
  .string('Write the language as a tag such as `de`.')
  .max(35, { error: 'No language tag is that long (RFC 5646, section 4.4.1).', abort: true })
  .refine((tag) => canonicalLanguage(tag) !== null, { error: 'This is no tag of a known language; write for example `de`, `zh-Hant` or `pt-BR` (BCP 47: language, script, region).' })
  .transform((tag) => canonicalLanguage(tag) ?? tag)
  .meta({ pattern: languageTag.source, examples: ['de'] });

const name = z.string('Write a name.').min(1, 'The name is empty.').max(longestName, `No name is longer than ${longestName} characters.`).refine(wellFormed, { error: 'The name holds half a character.' });
const names = z.array(name, 'Write a list of names.').min(1, 'The list is empty; leave it out to ask everywhere.').max(mostNames, `At most ${mostNames} names.`).readonly();

const scope = {
  asOf: asOf.exactOptional(),
  language: language.exactOptional().meta({ description: 'Language to answer in. Default: that of the question.' }),
  collections: names.exactOptional().meta({ description: 'Look only into these collections.', examples: [['law']] }),
  jurisdictions: names.exactOptional().meta({ description: 'Look only into the law of these jurisdictions.', examples: [['xa']] }),
  languages: z.array(language, 'Write a list of languages.').min(1, 'The list is empty; leave it out to look into every language.').max(mostNames, `At most ${mostNames} languages.`).readonly().exactOptional().meta({ description: 'Look only into documents in these languages; `de` means `de-CH` too.', examples: [['en']] }),
  types: z.array(z.enum(documentTypes, { error: `Write one of: ${documentTypes.join(', ')}.` }), 'Write a list of types.').min(1, 'The list is empty; leave it out to look into every type.').max(mostNames, `At most ${mostNames} types.`).readonly().exactOptional().meta({ description: 'Look only into documents of these types.', examples: [['act']] }),
};

export const answerId = z
  .string('Write the id of an answer.')
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'No answer has such an id: they are letters and digits.')
  .meta({ description: 'Id of an answer.', examples: ['4b2f0c'] });

const previousSchema = z
  .strictObject({
    question: questionText,
    answer: answerId.exactOptional().meta({ description: 'Id of its answer: what it cited, its day and its filters are read from the audit log. One that the log does not have leaves the words of the question.' }),
  })
  .meta({ id: 'PreviousQuestion', description: 'A question asked before.' });

const previous = z.array(previousSchema, 'Write a list of earlier questions.').max(mostPrevious, `At most ${mostPrevious} earlier questions.`).readonly().exactOptional()
  .meta({ description: 'The conversation so far, oldest first. A question that is no follow-up is not mixed with it; `question.understood` of the answer says what was asked.' });

export const askRequestSchema = z
  .strictObject({
    question: questionText,
    ...scope,
    previous,
    engine: name.exactOptional().meta({ description: 'What composes the answer. Default: that of the service.', examples: ['extractive'] }),
  }, { error: 'Send one JSON object.' })
  .meta({ id: 'AskRequest', examples: [{ question: 'How long do I have to register a new address?', asOf: '2024-03-01', language: 'en', jurisdictions: ['xa'] }] });

export const passagesRequestSchema = z
  .strictObject({
    query: questionText,
    k: z.int('Write a whole number.').min(1, 'At least 1.').max(100, 'At most 100.').exactOptional().meta({ description: 'How many passages. Default: 10.' }),
    previous,
    ...scope,
  }, { error: 'Send one JSON object.' })
  .meta({ id: 'PassagesRequest', examples: [{ query: 'register a new address', k: 5, asOf: '2024-03-01' }] });

/** A whole number in the query of an address, in digits only. */
export function wholeNumber(least: number, most: number, standard: number, description: string): z.ZodType<number, string | undefined> {
  return z
    .string(`Write one whole number from ${least} to ${most}.`)
    .regex(/^\d{1,15}$/, `Write a whole number from ${least} to ${most}, in digits.`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: `Write a whole number from ${least} to ${most}.` })
    .default(standard)
    .openapi({ type: 'integer', minimum: least, maximum: most, default: standard, description });
}

export const pagingQuery = z.strictObject({
  limit: wholeNumber(1, 1000, 100, 'How many works at most.'),
  offset: wholeNumber(0, 1_000_000_000, 0, 'How many works to leave out at the start.'),
});

export const workPath = z.strictObject({
  work: z.string().min(1).meta({ description: 'Identifier of the work; its slashes may be written `%2F` or as they are.', examples: ['xa/act/2016/residence-registration'] }),
});
export const provisionPath = workPath.extend({ eId: z.string().min(1).meta({ description: 'Identifier of the provision inside the expression.', examples: ['sec_5__subsec_2'] }) });
export const workQuery = z.strictObject({ asOf: asOf.optional() });
export const provisionQuery = workQuery.extend({
  language: language.optional().meta({ description: 'Language of the expression, when the work exists in several.' }),
});

export const answerPath = z.strictObject({ id: answerId });

/** Of a build: letters, digits and `-`. */
export const buildPath = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'No build has such an id: they are letters and digits.').meta({ description: 'Id of a build.', examples: ['0f8fad5b-d9cb-469f-a165-70867728950e'] }),
});
export const generationPath = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'No generation has such an id.').meta({ description: 'Id of a generation.', examples: ['20240301T080000Z-1a2b3c4d5e6f'] }),
});
