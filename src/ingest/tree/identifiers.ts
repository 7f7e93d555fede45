/** eIds: the abbreviations of the Akoma Ntoso naming convention (3.0, section 5), made unique inside one expression. */
import { numberValue } from '../../numerals.js';
import { isDraft, type Draft } from './draft.js';

/** Kind -> the abbreviation its eIds begin with; a kind that is not here is its own. */
export const abbreviations: Readonly<Record<string, string>> = {
  alinea: 'al', article: 'art', book: 'book', chapter: 'chp', clause: 'cl', division: 'dvs', indent: 'indent', item: 'item', paragraph: 'para',
  part: 'part', point: 'point', rule: 'rule', section: 'sec', schedule: 'schedule', subchapter: 'subchp', subclause: 'subcl', subdivision: 'subdvs',
  subparagraph: 'subpara', subpart: 'subpart', subsection: 'subsec', title: 'title', crossHeading: 'crossHeading', hcontainer: 'h', definition: 'def',
};

/** Units that are numbered throughout a law, so that their eId needs no container before it. */
export const headedKinds = new Set([
  'book', 'part', 'title', 'chapter', 'division', 'subdivision', 'subpart', 'subchapter', 'subtitle', 'tome', 'section', 'article', 'rule', 'schedule',
  'hcontainer', 'crossHeading', 'preface', 'preamble', 'conclusions', 'transitional', 'notes',
]);

function segment(draft: Draft, count: (kind: string) => number): string {
  const prefix = abbreviations[draft.kind] ?? draft.kind;
  if (['preface', 'preamble', 'conclusions', 'notes', 'body'].includes(draft.kind)) return prefix;
  const value = draft.value ?? (draft.number === null ? null : numberValue(draft.number));
  if (value !== null) return `${prefix}_${value}`;
  return draft.kind === 'schedule' ? prefix : `${prefix}_${count(draft.kind)}`;
}

/**
 * `schedule`, then `schedule_2`, `sec_5` again as `part_2__sec_5`, then `part_2__sec_5_2`. `tried` keeps how far the counting has come,
 * so that a thousand provisions of one number are not counted from the beginning each.
 */
function unique(taken: ReadonlySet<string>, tried: Map<string, number>, wanted: string, parent: string | null): string {
  if (!taken.has(wanted)) return wanted;
  const prefixed = parent === null || wanted.startsWith(`${parent}__`) ? wanted : `${parent}__${wanted}`;
  if (!taken.has(prefixed)) return prefixed;
  let again = tried.get(prefixed) ?? 2;
  while (taken.has(`${prefixed}_${again}`)) again++;
  tried.set(prefixed, again);
  return `${prefixed}_${again}`;
}

/** The eId of every draft, all different; a source's own identifier used twice is reported. */
export function assignIdentifiers(drafts: readonly Draft[]): { readonly eIds: ReadonlyMap<Draft, string>; readonly warnings: readonly string[] } {
  const eIds = new Map<Draft, string>();
  const taken = new Set<string>();
  const tried = new Map<string, number>();
  const repeated: string[] = [];
  const counts = new Map<string, number>();
  const count = (scope: string) => (kind: string): number => {
    const key = `${headedKinds.has(kind) ? '' : scope} ${kind}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key)!;
  };
  const visit = (draft: Draft, parent: string | null, article: string | null, supplement: string | null): void => {
    const own = segment(draft, count(parent ?? ''));
    // Sections are numbered throughout a law, but anew in each article that is divided into sections; supplementary provisions always anew.
    const scope = draft.kind === 'section' ? (article ?? supplement) : headedKinds.has(draft.kind) ? supplement : parent;
    const wanted = draft.eId ?? (scope === null ? own : `${scope}__${own}`);
    const eId = unique(taken, tried, wanted, parent);
    if (draft.eId !== null && eId !== draft.eId) repeated.push(`"${draft.eId}" is called "${eId}"`);
    taken.add(eId);
    eIds.set(draft, eId);
    for (const child of draft.content) if (isDraft(child)) visit(child, eId, draft.kind === 'article' ? eId : article, draft.kind === 'transitional' ? eId : supplement);
  };
  for (const draft of drafts) visit(draft, null, null, null);
  const more = repeated.length > 1 ? `, and ${repeated.length - 1} more` : '';
  return { eIds, warnings: repeated.length === 0 ? [] : [`identifiers stand more than once; where it stands again, ${repeated[0]!}${more}`] };
}
