/** Heading lines as publishers without XML print them. */
import type { Law, Unit } from './law.js';

/** `Part I — General`, `1. Waiver`, `Section 1. Waiver`, `§ 1 Zweck`. */
export function headingLine({ number, heading }: Unit): string {
  if (number === null || heading === null) return number ?? heading ?? '';
  if (/^Section \d+$/.test(number)) return `${number}. ${heading}`;
  return /^§|\.$/.test(number) ? `${number} ${heading}` : `${number} — ${heading}`;
}

const containers = new Set(['book', 'part', 'title', 'chapter', 'division', 'schedule']);

/** True for units with a heading line: containers, schedules, sections. */
export const isHeaded = ({ kind }: Unit): boolean => containers.has(kind) || kind === 'section';

/** `0` for parts, schedules and the sections of a law without parts, `1` for sections inside parts. */
export function depthIn(law: Law, { kind }: Unit): 0 | 1 {
  return kind === 'section' && law.units.some((unit) => containers.has(unit.kind) && unit.kind !== 'schedule') ? 1 : 0;
}

/** Law in sections, drafted in English or German. */
export const isInSections = ({ language, units }: Law): boolean => (language === 'en' || language === 'de') && units.length > 0;
