/** Compile-time checks: each schema and the type it mirrors are assignable to each other. A difference fails the build here, by name. */
import type { z } from '@hono/zod-openapi';
import type { Answer, AskRequest, IndexView, PassagesRequest, PassagesResult, ProvisionSummary, ProvisionView, WorkSummary, WorkView } from '../assistant.js';
import type { Build, GenerationView } from '../build-contract.js';
import type { Citation } from '../citation.js';
import type { Period } from '../document.js';
import type { answerSchema, passagesResultSchema } from './answer-schemas.js';
import type { buildSchema, generationSchema } from './build-schemas.js';
import type { citationSchema, periodSchema } from './domain-schemas.js';
import type { indexSchema } from './index-schema.js';
import type { askRequestSchema, passagesRequestSchema } from './request-schemas.js';
import type { provisionSchema, provisionSummarySchema, workSchema, workSummarySchema } from './work-schemas.js';

type Same<Schema extends z.ZodType, T> = [z.infer<Schema>] extends [T] ? ([T] extends [z.infer<Schema>] ? true : false) : false;
type Holds<T extends true> = T;

export type AnswerHolds = Holds<Same<typeof answerSchema, Answer>>;
export type AskRequestHolds = Holds<Same<typeof askRequestSchema, AskRequest>>;
export type PassagesRequestHolds = Holds<Same<typeof passagesRequestSchema, PassagesRequest>>;
export type PassagesResultHolds = Holds<Same<typeof passagesResultSchema, PassagesResult>>;
export type WorkSummaryHolds = Holds<Same<typeof workSummarySchema, WorkSummary>>;
export type WorkHolds = Holds<Same<typeof workSchema, WorkView>>;
export type ProvisionSummaryHolds = Holds<Same<typeof provisionSummarySchema, ProvisionSummary>>;
export type ProvisionHolds = Holds<Same<typeof provisionSchema, ProvisionView>>;
export type IndexHolds = Holds<Same<typeof indexSchema, IndexView>>;
export type CitationHolds = Holds<Same<typeof citationSchema, Citation>>;
export type PeriodHolds = Holds<Same<typeof periodSchema, Period>>;
export type BuildHolds = Holds<Same<typeof buildSchema, Build>>;
export type GenerationHolds = Holds<Same<typeof generationSchema, GenerationView>>;
