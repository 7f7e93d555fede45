/** Every provision that a statement names is named in the sentences it cites, or is where they stand. */
import { findCitations } from '../../citation-grammar.js';
import type { CitationPart } from '../../citation.js';
import { numberValue } from '../../numerals.js';
import { met, unmet, type Check } from './check.js';

export const sectionMarksStand: Check = (claim, grounds) => {
  const given = new Set(grounds.flatMap(({ text, language }) => findCitations(text, language).flatMap(({ parts }) => parts.map(({ value }) => value))));
  const own = new Set(grounds.flatMap(({ provisionNumbers }) => provisionNumbers.map(numberValue)));
  const stands = ({ value }: CitationPart): boolean => given.has(value) || own.has(value);
  const missing = findCitations(claim.text, claim.language).filter(({ parts }) => !parts.every(stands));
  return missing.length === 0 ? met : unmet(`"${missing.map(({ text }) => text).join('", "')}" is named in no cited sentence`);
};
