/** Passages and citations as the service shows them: with label, offsets into the provision, and where it can be opened. */
import { describeFound, describeSpan } from './answering/cite.js';
import type { CitationView, DuplicateView, PassageView } from './contract.js';
import type { Day } from './document.js';
import type { CitedProvisions } from './retrieval/cited.js';
import type { Duplicate, Passage } from './retrieval/passage.js';

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
    alsoIn: passage.alsoIn.map((same) => duplicateView(same, asOf)),
  };
}

function duplicateView({ document, chunk }: Duplicate, asOf: Day): DuplicateView {
  const { work, expression, eId, label, title, inForce, href } = describeSpan(document, chunk.span, asOf);
  return { work, expression, eId, label, title, inForce, language: document.language, jurisdiction: document.jurisdiction, collection: document.source.collection, href };
}

/** Candidates shown with a citation; more are only counted. A number without a work may stand in every one. */
const mostCandidates = 10;

export function citationView({ citation, outcome, candidates, count, nearest }: CitedProvisions, asOf: Day): CitationView {
  const { text, span, named } = citation;
  return {
    text, span, named, outcome,
    candidates: candidates.slice(0, mostCandidates).map((candidate) => describeFound(candidate, asOf)),
    count,
    nearest: nearest.map((near) => describeFound(near, asOf)),
  };
}
