/** Differences that several formats force. */
import { isLine, mapUnits, type Unit } from './law.js';
import type { Difference } from './rendition.js';

/** What its heading or its whole text says in brackets. */
export const isRepealedInWords = ({ heading, content }: Unit): boolean => /\(repealed\)|\(aufgehoben\)/.test(heading ?? '') || (content.length === 1 && isLine(content[0]!) && /^\[(?:Repealed|Aufgehoben)/.test(content[0]));

export const noPeriodsOfProvisions: Difference = {
  why: 'The format has no dates of single provisions; that one was repealed is known where its words say so.',
  expected: (law) => mapUnits(law, (unit) => ({ ...unit, inForce: null, status: isRepealedInWords(unit) ? 'repealed' : 'in-force' })),
};

export const onePreamble: Difference = {
  why: 'The format does not tell preface from preamble: what stands before the first heading is one preamble.',
  expected: (law) => {
    const isFront = ({ kind }: Unit): boolean => kind === 'preface' || kind === 'preamble';
    const front = law.units.filter(isFront);
    if (front.length === 0) return law;
    const preamble: Unit = { ...front[0]!, eId: 'preamble', kind: 'preamble', content: front.flatMap(({ content }) => content) };
    return { ...law, units: [preamble, ...law.units.filter((unit) => !isFront(unit))] };
  },
};

export const divisionsByWord: Difference = {
  why: 'The word alone says what a container is: an Abschnitt is a division, which the makers of the Akoma Ntoso file call a part.',
  expected: (law) => mapUnits(law, (unit) => (unit.kind === 'part' && /^Abschnitt/.test(unit.number ?? '') ? { ...unit, kind: 'division', eId: unit.eId.replace('part', 'dvs') } : unit)),
};

export const itemsByPlace: Difference = {
  why: 'Items have no names in the format, as `point` in a `list` of Akoma Ntoso: they are called by where they stand, paragraphs of a subsection.',
  expected: (law) => mapUnits(law, (unit, holder) => (unit.kind === 'point' && holder?.kind === 'subsection' ? { ...unit, kind: 'paragraph', eId: unit.eId.replace('__list_1__point_', '__para_') } : unit)),
};
