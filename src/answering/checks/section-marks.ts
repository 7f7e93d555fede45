/** Every provision that a statement names is named in the sentences it cites, or is where they stand. */
import { findCitations } from '../../citation-grammar.js';
import type { CitationPart } from '../../citation.js';
import { numberValue } from '../../numerals.js';
import { meaningsSaid } from './coverage.js';
import { met, unmet, type Check } from './check.js';

export const sectionMarksStand: Check = (claim, grounds) => {
  const given = [...grounds, ...meaningsSaid(claim, grounds)].flatMap(({ text, language }) => findCitations(text, language).map(({ parts }) => parts));
  const own = grounds.map(({ provisionNumbers }) => new Set(provisionNumbers.map(numberValue)));
  const stands = (parts: readonly CitationPart[]): boolean => given.some((path) => leads(parts, path)) || own.some((chain) => parts.every(({ value }) => chain.has(value)));
  const said = findCitations(claim.text, claim.language);
  const missing = said.filter(({ parts }) => !stands(parts));
  const instead = missing.length > 0 ? null : namedInstead(said.map(({ parts }) => parts), given);
  if (instead !== null) return unmet(`it names ${print(instead[0])} where the cited sentence names ${print(instead[1])}`);
  return missing.length === 0 ? met : unmet(`"${missing.map(({ text }) => text).join('", "')}" is named in no cited sentence`);
};

/** The statement's own source in the place of a provision that the cited sentence names: a citation that is gone, and one of its kind that was not there. */
function namedInstead(said: readonly (readonly CitationPart[])[], given: readonly (readonly CitationPart[])[]): readonly [readonly CitationPart[], readonly CitationPart[]] | null {
  for (const own of said.filter((parts) => !given.some((path) => leads(parts, path)))) {
    const gone = given.find((path) => path[0]?.kind === own[0]?.kind && !said.some((parts) => leads(parts, path) || leads(path, parts)));
    if (gone !== undefined) return [own, gone];
  }
  return null;
}

const print = (parts: readonly CitationPart[]): string => parts.map(({ kind, value }) => `${kind} ${value}`).join(' ');

/** Whether all steps of one citation stand in another in this order: "section 5" in "section 5(2)". Levels are compared by number: languages name them differently. */
function leads(parts: readonly CitationPart[], path: readonly CitationPart[]): boolean {
  let from = 0;
  return parts.every(({ value }) => {
    const at = path.findIndex((step, index) => index >= from && step.value === value);
    from = at + 1;
    return at !== -1;
  });
}
