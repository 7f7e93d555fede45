/** What the data is made of: counts by kind, language and collection, what was left out, licences, digests. */
import type { Pair, ReadingExample } from './pair.js';
import type { WrittenFile } from './lines-file.js';

/** Counts lines by their names: kind, language, collection. */
export interface Counter {
  count(names: readonly string[]): void;
  readonly rows: () => readonly { readonly names: readonly string[]; readonly count: number }[];
}

/** A counter at nought. */
export function counter(): Counter {
  const counts = new Map<string, { readonly names: readonly string[]; count: number }>();
  return {
    count: (names) => {
      const key = names.join('\t');
      const row = counts.get(key) ?? { names, count: 0 };
      row.count++;
      counts.set(key, row);
    },
    rows: () => [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
  };
}

export const pairNames = ({ kind, queryLanguage, positiveLanguage, collection }: Pair): string[] => [kind, queryLanguage === positiveLanguage ? queryLanguage : `${queryLanguage}>${positiveLanguage}`, collection];
export const readingNames = ({ kind, window, language, collection }: ReadingExample): string[] => [`reading-${kind}`, window, language, collection];

/** card.json. `limits['']` holds for every kind without its own; counts of `leftOut` are by group: kind, language, `pages` for those of page sets. */
export interface Card {
  readonly generation: string;
  readonly embedder: string;
  readonly corpusDigest: string;
  readonly seed: string;
  readonly limits: Readonly<Record<string, number>>;
  readonly collections: readonly { readonly id: string; readonly title: string | null; readonly documents: number; readonly licence: string | null }[];
  readonly pages: readonly { readonly name: string; readonly language: string; readonly licence: string | null; readonly pages: number; readonly questions: number; readonly notTrain: number; readonly leftOut: number; readonly heldBackPages: number; readonly generation: string }[];
  readonly leftOut: { readonly ids: number; readonly unmet: readonly string[]; readonly olderExpressions: number; readonly notChosen: Readonly<Record<string, number>>; readonly notMade: Readonly<Record<string, number>> };
  readonly pairs: WrittenFile & { readonly counts: readonly CountRow[]; readonly withoutNegatives: number };
  readonly reading: WrittenFile & { readonly counts: readonly CountRow[] };
}
type CountRow = { readonly names: readonly string[]; readonly count: number };

/** The card as a page for people. */
export function cardPage(card: Card): string {
  const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const { pairs, reading, leftOut } = card;
  return `# Training data

Made by \`responsa training-data\` from generation ${card.generation} (corpus ${card.corpusDigest.slice(0, 12)}, embedder ${card.embedder}), seed \`${card.seed}\`.

| file | lines | bytes | sha-256 |
| --- | --- | --- | --- |
| pairs.jsonl | ${pairs.lines} | ${pairs.bytes} | ${pairs.sha256} |
| reading.jsonl | ${reading.lines} | ${reading.bytes} | ${reading.sha256} |

## Sources

${table(['collection', 'title', 'documents', 'licence'], card.collections.map(({ id, title, documents, licence }) => [id, title ?? '', documents, licence ?? 'not stated']))}
${card.pages.length === 0 ? '' : `\n${table(['pages', 'language', 'licence', 'pages', 'questions learnt from', 'of another split', 'in the list', 'pages held back'], card.pages.map((set) => [set.name, set.language, set.licence ?? 'not stated', set.pages, set.questions, set.notTrain, set.leftOut, set.heldBackPages]))}\n`}
## Pairs

${table(['kind', 'language', 'collection', 'pairs'], pairs.counts.map(({ names, count }) => [...names, count]))}

${pairs.withoutNegatives} of the pairs for which negatives are mined have none.

## Reading

${table(['kind', 'window', 'language', 'collection', 'windows'], reading.counts.map(({ names, count }) => [...names, count]))}

## Left out

- ids in the list: ${leftOut.ids}; met nowhere: ${leftOut.unmet.length === 0 ? 'none' : leftOut.unmet.join(', ')}
- older expressions of a work, of which the newest is learnt from: ${leftOut.olderExpressions}
- more than the limit: ${named(leftOut.notChosen)}
- nothing could be made of: ${named(leftOut.notMade)}
`;
}

const named = (counts: Readonly<Record<string, number>>): string => Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
