/**
 * Which provisions are basic: the units people cite and read, a section or an article. Above them stand containers (parts,
 * chapters), inside them their paragraphs and points. Kinds are Akoma Ntoso element names.
 */
import type { Provision } from '../document.js';

/** Divisions of a law that only hold other provisions; whatever they hold stands alone. */
const divisions: ReadonlySet<string> = new Set(['book', 'tome', 'part', 'subpart', 'title', 'subtitle', 'chapter', 'subchapter', 'division', 'subdivision']);
/** Things that hold either provisions in their own right or just rows and items: a schedule of fees, a headed block of a guidance page. */
const blocks: ReadonlySet<string> = new Set(['schedule', 'attachment', 'annex', 'appendix', 'hcontainer', 'transitional', 'level']);
/** What is a basic provision wherever it stands. */
const basics: ReadonlySet<string> = new Set(['section', 'article', 'rule', 'regulation']);

/** Numbering starts anew inside these: "Schedule 2, paragraph 5" is not section 5. */
export const restartsNumbering = (kind: string): boolean => kind !== 'hcontainer' && blocks.has(kind);
/** Part, chapter and the like: sections are numbered through them. */
export const isDivision = (kind: string): boolean => divisions.has(kind);

/** True when the provision's children are to be taken one by one; false for a basic provision. Pure look at kinds and headings. */
export function isContainer(provision: Provision): boolean {
  const children = provision.provisions;
  if (children.length === 0) return false;
  if (divisions.has(provision.kind)) return true;
  if (blocks.has(provision.kind)) return children.some((child) => child.heading !== null || divisions.has(child.kind)) || holdsBasic(children);
  return holdsBasic(children);
}

/** A French "section" holds articles; then the articles are the basic ones. Iterative, since nesting may be hostile. */
function holdsBasic(provisions: readonly Provision[]): boolean {
  const pending = [...provisions];
  for (let provision = pending.pop(); provision !== undefined; provision = pending.pop()) {
    if (basics.has(provision.kind)) return true;
    for (const child of provision.provisions) pending.push(child);
  }
  return false;
}
