/**
 * `node dist/scripts/as-of-test.js COUNT SEED DIR [DIR …]`: indexes the corpus (with the embedder that needs no weights), asks COUNT
 * questions made of words of its own about random days, most of them days on which something begins or ends, and compares the period
 * of every passage with that of its provision as the parsers read it. Prints what was asked and how many passages lay outside.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openAssistant, rebuildIndex } from '../src/assistant.js';
import { loadConfig } from '../src/config.js';
import { isInForce, walk, type Day, type LegalDocument, type Period } from '../src/document.js';
import { ingest } from '../src/ingest/ingest.js';
import type { Random } from './mutations.js';
import { seededRandom } from './seeded-random.js';

export interface AsOfFigures {
  readonly questions: number;
  readonly days: number;
  readonly passages: number;
  /** Passages whose provision, or the version it stands in, is not in force on the day asked for. */
  readonly outside: number;
}

interface Truth {
  /** By expression and eId: every period that has to hold, from the document's to the provision's own. */
  readonly periods: ReadonlyMap<string, readonly Period[]>;
  /** Days on which something begins or ends. */
  readonly days: readonly Day[];
  readonly words: readonly string[];
}

/** Words taken of each document: enough to ask about all of them. */
const wordsOfDocument = 200;
const keyOf = (expression: string, eId: string): string => `${expression}\n${eId}`;
const bounded = ({ from, to }: Period): boolean => from !== null || to !== null;

function truthOf(documents: readonly LegalDocument[], random: Random): Truth {
  const periods = new Map<string, readonly Period[]>();
  const days = new Set<Day>();
  const words: string[] = [];
  for (const { expression, inForce, provisions, text } of documents) {
    for (const outside of ['', 'text']) periods.set(keyOf(expression, outside), [inForce]);
    for (const { provision, ancestors } of walk(provisions)) {
      const all = [inForce, ...ancestors.map((above) => above.inForce), provision.inForce].filter((period) => period !== null && bounded(period)) as Period[];
      for (const { from, to } of all) for (const day of [from, to]) if (day !== null) days.add(day);
      periods.set(keyOf(expression, provision.eId), all);
    }
    const found = text.split(/[^\p{L}]+/u).filter((word) => word.length > 3);
    for (let i = 0; i < wordsOfDocument && found.length > 0; i++) words.push(found[Math.floor(random() * found.length)]!);
  }
  return { periods, days: [...days].sort(), words };
}

/** The day itself, the one before, or any day between the first and the last. */
function someDay(days: readonly Day[], random: Random): Day {
  const at = Date.parse(days[Math.floor(random() * days.length)]!);
  const kind = random();
  if (kind < 0.4) return new Date(at).toISOString().slice(0, 10);
  if (kind < 0.8) return new Date(at - 86_400_000).toISOString().slice(0, 10);
  const [first, last] = [Date.parse(days[0]!), Date.parse(days.at(-1)!)];
  return new Date(first + random() * (last - first)).toISOString().slice(0, 10);
}

/** Throws when the corpus names no day at all: then there is nothing to test. */
export async function askAboutDays(count: number, seed: number, folders: readonly string[], indexes: string, onProgress: (done: number) => void = () => undefined): Promise<AsOfFigures> {
  const random = seededRandom(seed);
  const truth = truthOf((await ingest(folders)).documents, random);
  if (truth.days.length === 0) throw new Error(`nothing in ${folders.join(', ')} begins or ends on a day`);
  const config = loadConfig({ indexes, embedder: 'hashed-ngrams', reader: 'none' });
  const world = { clock: () => new Date(), log: () => undefined };
  await rebuildIndex(config, folders, { clock: world.clock });
  const assistant = await openAssistant(config, world);
  let [passages, outside] = [0, 0];
  const asked = new Set<Day>();
  try {
    for (let question = 0; question < count; question++) {
      onProgress(question);
      const query = Array.from({ length: 2 + Math.floor(random() * 5) }, () => truth.words[Math.floor(random() * truth.words.length)]!).join(' ');
      const asOf = someDay(truth.days, random);
      asked.add(asOf);
      for (const { expression, eId } of (await assistant.retrieve({ query, asOf, k: 10 })).passages) {
        passages += 1;
        const periods = truth.periods.get(keyOf(expression, eId));
        if (periods === undefined) throw new Error(`a passage of ${expression} cites "${eId}", which its parser did not read`);
        if (!periods.every((period) => isInForce(period, asOf))) outside += 1;
      }
    }
  } finally {
    await assistant.close();
  }
  return { questions: count, days: asked.size, passages, outside };
}

async function main([count, seed, ...folders]: readonly string[]): Promise<void> {
  if (!/^\d+$/.test(count ?? '') || !/^\d+$/.test(seed ?? '') || folders.length === 0) {
    process.stderr.write('Use: as-of-test.js COUNT SEED DIR [DIR …]\n');
    process.exitCode = 2;
    return;
  }
  const indexes = mkdtempSync(path.join(tmpdir(), 'responsa-as-of-'));
  try {
    const figures = await askAboutDays(Number(count), Number(seed), folders, indexes);
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    if (figures.outside > 0) process.exitCode = 1;
  } finally {
    rmSync(indexes, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
