/** What `POST /v1/answers` and `POST /v1/passages` answer with. */
import { z } from '@hono/zod-openapi';
import { fallbackReasons } from '../model-fault.js';
import { breadcrumb, citationSchema, count, daySchema, documentTypeSchema, href, listOf, page, periodSchema, spanSchema } from './domain-schemas.js';

const exampleHref = '/v1/works/xa%2Fact%2F2016%2Fresidence-registration/provisions/sec_5?asOf=2024-03-01&language=en';

const exampleCitation = {
  work: 'xa/act/2016/residence-registration', expression: 'xa/act/2016/residence-registration/eng@2016-07-01', eId: 'sec_5', label: 'Residence Registration Act, section 5',
  title: 'Residence Registration Act', page: null, breadcrumb: ['Part II Registration'], type: 'act' as const, inForce: { from: '2016-07-01', to: '2027-04-01' }, status: 'in-force' as const,
  quote: { text: 'Whoever moves into a dwelling shall register within two weeks.', start: 0, end: 62, language: 'en' }, href: exampleHref,
};

export const quoteSchema = z
  .strictObject({ text: z.string(), start: count, end: count, language: z.string().meta({ description: 'The language it stands in: the law’s, whatever the question’s is.' }) })
  .meta({ id: 'Quote', description: 'A quotation, exact to the byte; UTF-16 offsets into the text of the cited provision.', examples: [exampleCitation.quote] });

const standingSchema = z.enum(['in-force', 'repealed', 'expired', 'not-yet-in-force']).meta({ id: 'Standing', description: 'How it stands on the as-of date. `repealed`: the source says that it was taken away; `expired`: its period has ended.' });

export const answerCitationSchema = z
  .strictObject({
    work: z.string(), expression: z.string(), eId: z.string(),
    label: z.string().meta({ description: 'As one would write it.' }),
    title: z.string(), page, breadcrumb, type: documentTypeSchema, inForce: periodSchema, status: standingSchema, quote: quoteSchema, href,
  })
  .meta({ id: 'AnswerCitation', examples: [exampleCitation] });

export const statementSchema = z
  .strictObject({
    text: z.string(),
    support: z.enum(['supported', 'not-checkable']).meta({ description: 'What the check said; unsupported statements are never released.' }),
    citations: listOf(answerCitationSchema),
  })
  .meta({ id: 'Statement', description: 'One sentence of an answer with what it stands on.', examples: [{ text: exampleCitation.quote.text, support: 'supported', citations: [exampleCitation] }] });

export const nearestSchema = z
  .strictObject({ work: z.string(), eId: z.string(), label: z.string(), title: z.string(), type: documentTypeSchema, inForce: periodSchema, status: standingSchema, href })
  .meta({ id: 'Nearest', description: 'A provision, named without its text: one near a question that is declined, or one that a citation may mean.' });

const exampleCited = {
  text: 'section 5 of the Residence Registration Act', span: { start: 14, end: 57 }, named: 'Residence Registration Act', outcome: 'found' as const,
  candidates: [{ work: exampleCitation.work, eId: 'sec_5', label: exampleCitation.label, title: exampleCitation.title, type: exampleCitation.type, inForce: exampleCitation.inForce, status: exampleCitation.status, href: exampleHref }], count: 1, nearest: [],
};

export const citationViewSchema = z
  .strictObject({
    text: z.string().meta({ description: 'As it stands in the question.' }),
    span: spanSchema,
    named: z.string().nullable().meta({ description: 'The work as the question names it; null when it names none.' }),
    outcome: z.enum(['found', 'ambiguous', 'not-in-force', 'no-such-provision', 'unknown-work']).meta({
      description: '`found`: one provision is meant. `ambiguous`: several are meant by the same words. `not-in-force`: it is there, but not on that day. `no-such-provision`: the work has none of that number. `unknown-work`: no work of that name is held within the filters, or none has such a provision.',
    }),
    candidates: listOf(nearestSchema).meta({ description: 'What is meant or may be meant, ten at most.' }),
    count: count.meta({ description: 'How many may be meant in all.' }),
    nearest: listOf(nearestSchema).meta({ description: 'With `no-such-provision`: what the work holds nearby. Advice; none of these was asked for.' }),
  })
  .meta({ id: 'QuestionCitation', description: 'A citation in a question, and what came of it.', examples: [exampleCited] });

const closestSchema = z
  .strictObject({ text: z.string(), citations: listOf(answerCitationSchema) })
  .meta({ id: 'Closest', description: 'A sentence that may answer a declined question, in the words of its source.', examples: [{ text: exampleCitation.quote.text, citations: [exampleCitation] }] });

const reasonSchema = z
  .enum(['no-relevant-passage', 'not-in-force', 'insufficient-evidence', 'unsupported', 'citation-not-found', 'citation-ambiguous', 'outside-scope', 'other-jurisdiction', 'place-ambiguous'])
  .meta({ id: 'AbstentionReason' });

export const abstentionSchema = z
  .strictObject({
    reason: reasonSchema,
    message: z.string().meta({ description: 'For people.' }),
    nearest: listOf(nearestSchema),
    closest: listOf(closestSchema).meta({ description: 'With `insufficient-evidence`, where it was a near thing: the sentences that come closest to an answer, two at most. They were not believed to be one.' }),
    covers: z.strictObject({ collections: listOf(z.string()), jurisdictions: listOf(z.string()), languages: listOf(z.string()), dates: periodSchema, message: z.string() })
      .meta({ description: 'What was searched, so that one knows what silence means.' }),
  })
  .meta({ id: 'Abstention', description: 'Why there is no answer. A normal result: the corpus does not say.' });

const fallbackSchema = z
  .strictObject({
    engine: z.string().meta({ description: 'The engine that was asked.' }),
    reason: z.enum(fallbackReasons),
    message: z.string().meta({ description: 'What happened, for those who run the service.' }),
  })
  .meta({ id: 'Fallback', description: 'Why the reader answered instead of the language model, or judged without the trained reader in use (`engine` is then `extractive`).', examples: [{ engine: 'openai-compatible', reason: 'unreachable', message: 'The language-model server cannot be reached: connect ECONNREFUSED 127.0.0.1:8081.' }] });

const unansweredSchema = z
  .strictObject({ text: z.string().meta({ description: 'The part, in the words of the question.' }), reason: reasonSchema, message: z.string().meta({ description: 'For people.' }) })
  .meta({ id: 'Unanswered', description: 'A part of the question that the statements leave open.', examples: [{ text: 'what does it cost if I am late?', reason: 'insufficient-evidence', message: 'The collection holds provisions on this subject, but it is not certain that any of them answers the question.' }] });

const definitionSchema = z
  .strictObject({ term: z.string(), citation: answerCitationSchema })
  .meta({ id: 'Definition', description: 'A term of a cited sentence and where the law defines it.' });

const relatedSchema = z
  .strictObject({
    why: z.enum(['subject-to', 'exception', 'notwithstanding', 'without-prejudice']).meta({ description: '`subject-to`: the sentence holds only as far as this provision allows. `exception`: this provision takes something out of it. `notwithstanding`: the sentence departs from this provision. `without-prejudice`: this provision holds beside it.' }),
    from: z.string().meta({ description: 'The citing provision, as one would write it.' }),
    citation: answerCitationSchema,
  })
  .meta({ id: 'Related', description: 'A provision that a cited sentence points to, one step away and not quoted in the answer itself.' });

const conflictSchema = z
  .strictObject({
    kind: z.enum(['amount', 'period', 'modality']),
    sides: listOf(z.strictObject({
      rank: z.int().min(1).meta({ description: '1 act, 2 regulation, 3 by-law, 4 guidance.' }),
      date: daySchema.nullable().meta({ description: 'First day of the version; null where the source names none.' }),
      citation: answerCitationSchema,
    })).meta({ description: 'Two; the one of higher rank first, of equal rank the younger.' }),
  })
  .meta({ id: 'Conflict', description: 'Two provisions in force that answer the same differently. Which one holds is for a lawyer to say.' });

const exampleAnswer = {
  id: '4b2f0c', status: 'answered' as const,
  question: { text: 'How long do I have to register a new address?', understood: null, language: 'en', asOf: '2024-03-01', citations: [] },
  citations: [],
  lawOf: { date: '2024-03-01', message: 'Law in force on 2024-03-01.' },
  statements: [{ text: exampleCitation.quote.text, support: 'supported' as const, citations: [exampleCitation] }],
  definitions: [], related: [], conflicts: [], abstention: null, unanswered: [], dropped: [],
  provenance: { generation: '20240301T080000-1a2b3c', embedder: 'responsa-embedder-1', engine: 'extractive', languageModel: null, fallback: null, reader: 'extractive', asOf: '2024-03-01', elapsedMs: 41 },
};

export const answerSchema = z
  .strictObject({
    id: z.string(),
    status: z.enum(['answered', 'abstained']),
    question: z.strictObject({
      text: z.string(), understood: z.string().nullable().meta({ description: 'The question as it was understood with those before it; null when nothing was added.' }), language: z.string(), asOf: daySchema, citations: listOf(citationSchema),
    }),
    citations: listOf(citationViewSchema).meta({ description: 'What the question cites, in its order.' }),
    lawOf: z.strictObject({ date: daySchema, message: z.string() }).meta({ description: 'The day whose law is given, and the same in words.' }),
    statements: listOf(statementSchema),
    definitions: listOf(definitionSchema).meta({ description: 'What the defined terms of the cited sentences mean, most specific first; five at most.' }),
    related: listOf(relatedSchema).meta({ description: 'What the cited sentences reserve; four at most.' }),
    conflicts: listOf(conflictSchema).meta({ description: 'Two at most; only where next to nothing else differs.' }),
    abstention: abstentionSchema.nullable(),
    unanswered: listOf(unansweredSchema).meta({ description: 'Of a question of several parts ("How long do I have and what does it cost?"), those that nothing here answers; empty where all are answered, and with an abstention, which is of the whole.' }),
    dropped: listOf(z.strictObject({ text: z.string(), why: z.string() })).meta({ description: 'What verification took out, and why.' }),
    provenance: z.strictObject({
      generation: z.string(), embedder: z.string(), engine: z.string(),
      languageModel: z.string().nullable().meta({ description: 'The model that `engine` uses; null for the reader.' }),
      fallback: fallbackSchema.nullable(),
      reader: z.string().meta({ description: 'What judged the sentences: a trained reader, `extractive` for words and vectors alone, or `citation`: the text of what is cited was asked for, and nothing was judged.' }), asOf: daySchema, elapsedMs: z.number().min(0),
    })
      .meta({ description: 'What the answer was made with, so that it can be produced again.' }),
  })
  .meta({ id: 'Answer', examples: [exampleAnswer] });

const origin = z.strictObject({ rank: z.int().min(1), score: z.number() });
const examplePassage = {
  rank: 1, score: 2.41, sources: { lexical: { rank: 1, score: 11.2 }, dense: { rank: 2, score: 0.71 } }, text: exampleCitation.quote.text, start: 0, end: 62,
  work: exampleCitation.work, expression: exampleCitation.expression, eId: 'sec_5', label: exampleCitation.label, title: exampleCitation.title, page: null, breadcrumb: exampleCitation.breadcrumb,
  inForce: exampleCitation.inForce, language: 'en', jurisdiction: 'xa', collection: 'law', href: exampleHref, alsoIn: [],
};

const duplicateSchema = z
  .strictObject({ work: z.string(), expression: z.string(), eId: z.string(), label: z.string(), title: z.string(), inForce: periodSchema, language: z.string(), jurisdiction: z.string(), collection: z.string(), href })
  .meta({ id: 'Duplicate', description: 'A provision that says the same as the passage.' });

export const passageSchema = z
  .strictObject({
    rank: z.int().min(1),
    score: z.number().meta({ description: 'Fused score; comparable within one question only.' }),
    sources: z.strictObject({ citation: origin.exactOptional(), heading: origin.exactOptional(), lexical: origin.exactOptional(), dense: origin.exactOptional() })
      .meta({ description: 'Which retrievers found it, each with its own rank and score.' }),
    text: z.string(), start: count, end: count,
    work: z.string(), expression: z.string(), eId: z.string(), label: z.string(), title: z.string(), page, breadcrumb, inForce: periodSchema,
    language: z.string(), jurisdiction: z.string(), collection: z.string(), href,
    alsoIn: listOf(duplicateSchema).meta({ description: 'Where the same is said once more, in other municipalities or in guidance: shown here so that the other passages are different ones.' }),
  })
  .meta({ id: 'Passage', description: 'A ranked piece of law; offsets are into the text of the provision `eId`.', examples: [examplePassage] });

export const passagesResultSchema = z
  .strictObject({ generation: z.string(), asOf: daySchema, language: z.string(), understood: z.string().nullable(), citations: listOf(citationViewSchema).meta({ description: 'What the query cites, in its order; passages of what is `found` lead, with `citation` among their sources.' }), passages: listOf(passageSchema) })
  .meta({ id: 'PassagesResult', examples: [{ generation: exampleAnswer.provenance.generation, asOf: '2024-03-01', language: 'en', understood: null, citations: [], passages: [examplePassage] }] });
