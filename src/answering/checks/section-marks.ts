/** Every provision that a statement names is named in the sentences it cites, or is where they stand. */
import { findCitations } from '../../citation-grammar.js';
import type { CitationPart } from '../../citation.js';
import { numberValue } from '../../numerals.js';
import { met, unmet, type Check } from './check.js';

export const sectionMarksStand: Check = (claim, grounds) => {
  const given = grounds.flatMap(({ text, language }) => findCitations(text, language).map(({ parts }) => parts));
  const own = grounds.map(({ provisionNumbers }) => new Set(provisionNumbers.map(numberValue)));
  const stands = (parts: readonly CitationPart[]): boolean => given.some((path) => leads(parts, path)) || own.some((chain) => parts.every(({ value }) => chain.has(value)));
  const missing = findCitations(claim.text, claim.language).filter(({ parts }) => !stands(parts));
  return missing.length === 0 ? met : unmet(`"${missing.map(({ text }) => text).join('", "')}" is named in no cited sentence`);
};

/** Whether all steps of one citation stand in another in this order: "section 5" in "section 5(2)". Levels are compared by number: languages name them differently. */
function leads(parts: readonly CitationPart[], path: readonly CitationPart[]): boolean {
  let from = 0;
  return parts.every(({ value }) => {
    const at = path.findIndex((step, index) => index >= from && step.value === value);
    from = at + 1;
    return at !== -1;
  });
}
