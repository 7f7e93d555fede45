/**
 * The statements of an answer -> what an asker needs to read them rightly.
 *
 *   define     terms of the cited sentences that the law defines, with the definition in force
 *   relate     provisions that the cited sentences reserve ("subject to section 12"), one step
 *   contrast   provisions in force that say the same otherwise, with rank and date
 *
 * Everything is a quotation, nothing is said in words of ours, and what is not sure is left out.
 */
import type { Day } from '../../document.js';
import type { AnswerContext, Outcome } from '../answer-types.js';
import { conflictsAmong } from './conflicts.js';
import { definitionsFor } from './definitions.js';
import { relatedTo } from './related.js';
import type { Versions } from './versions.js';

/** Of one generation, for one day. An abstention has no statements, and so no context. */
export function contextOf({ quoted, sentences }: Pick<Outcome, 'quoted' | 'sentences'>, versionsOf: Versions, asOf: Day): AnswerContext {
  return { definitions: definitionsFor(quoted, versionsOf, asOf), related: relatedTo(quoted, versionsOf, asOf), conflicts: conflictsAmong(quoted, sentences, asOf) };
}
