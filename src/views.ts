/** A passage as the service shows it: with label, offsets into its provision, and where it can be opened. */
import { describeSpan } from './answering/cite.js';
import type { PassageView } from './contract.js';
import type { Day } from './document.js';
import type { Passage } from './retrieval/passage.js';

export function passageView(passage: Passage, asOf: Day): PassageView {
  const { document, chunk } = passage;
  const citation = describeSpan(document, chunk.span, asOf);
  return {
    rank: passage.rank,
    score: passage.score,
    sources: passage.sources,
    text: citation.quote.text,
    start: citation.quote.start,
    end: citation.quote.end,
    work: citation.work,
    expression: citation.expression,
    eId: citation.eId,
    label: citation.label,
    title: citation.title,
    page: citation.page,
    breadcrumb: citation.breadcrumb,
    inForce: citation.inForce,
    language: document.language,
    jurisdiction: document.jurisdiction,
    collection: document.source.collection,
    href: citation.href,
  };
}
