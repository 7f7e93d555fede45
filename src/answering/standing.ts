/** How a provision stands on a day: in force, no longer, or not yet. The period decides; where it says nothing, what the source says of the provision. */
import { intersect, type Day, type LegalDocument, type Period, type Provision } from '../document.js';

/** `repealed`: the source says that it was taken away; `expired`: its period has ended, for whatever reason. */
export type Standing = 'in-force' | 'repealed' | 'expired' | 'not-yet-in-force';

/** The expression's period cut by that of every provision of `chain` (outermost first). */
export function periodThrough(document: Pick<LegalDocument, 'inForce'>, chain: readonly Provision[]): Period {
  return chain.reduce((period, { inForce }) => intersect(period, inForce), document.inForce);
}

/**
 * The standing on `asOf` of the innermost provision of `chain`. A repeal that has a day counts from that day: who asks about 2016 is told of
 * what was in force in 2016, though it was repealed in 2019.
 */
export function standingOn(document: Pick<LegalDocument, 'inForce'>, chain: readonly Provision[], asOf: Day): Standing {
  const { from, to } = periodThrough(document, chain);
  const said = new Set(chain.map(({ status }) => status));
  if (from !== null && asOf < from) return 'not-yet-in-force';
  if (to !== null && asOf >= to) return said.has('repealed') ? 'repealed' : 'expired';
  if (to === null && said.has('repealed')) return 'repealed';
  if (to === null && said.has('spent')) return 'expired';
  return from === null && said.has('not-yet-in-force') ? 'not-yet-in-force' : 'in-force';
}
