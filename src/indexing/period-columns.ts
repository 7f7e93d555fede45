/** Periods as numbers: a corpus has few different ones, and in an opened index each of them is one object. */
import type { Period } from '../document.js';
import { stringCollector, type StringCollector, type Strings } from './string-columns.js';

export interface PeriodCollector {
  readonly once: (period: Period) => number;
  readonly columns: StringCollector['columns'];
}

export function periodCollector(): PeriodCollector {
  const strings = stringCollector();
  return { once: ({ from, to }) => strings.once(JSON.stringify([from, to])), columns: strings.columns };
}

export function readPeriods(strings: Strings): readonly Period[] {
  return Array.from({ length: strings.count }, (_, number): Period => {
    const [from, to] = JSON.parse(strings.at(number)) as [Period['from'], Period['to']];
    return { from, to };
  });
}
