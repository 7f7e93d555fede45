/** The parsers on a folder of real law: counts, what was lost, how fast. */
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { walk, type LegalDocument } from '../../document.js';
import { countReferences, inspectFolder } from '../../inspect.js';
import { align, bare, characterSum } from './alignment.js';
import { visibleText } from './visible-text.js';

export interface FormatFigures {
  readonly folder: string;
  readonly formats: readonly string[];
  readonly files: number;
  readonly read: number;
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
  readonly works: number;
  readonly expressions: number;
  readonly provisions: number;
  /** Sections, articles, rules: what people cite. */
  readonly basicProvisions: number;
  readonly basicWithHeading: number;
  readonly withOwnPeriod: number;
  readonly notInForce: number;
  readonly terms: number;
  readonly references: number;
  /** Those that lead to a provision or work of this folder; without `speedOnly` other works are counted too. */
  readonly resolved: number;
  readonly toOtherWorks: number;
  /** Why the others lead nowhere. */
  readonly workUnknown: number;
  readonly provisionUnknown: number;
  readonly ambiguous: number;
  readonly warnings: number;
  readonly megabytes: number;
  /** Seconds until every file was parsed, on `threads` threads; only with `speedOnly`, when nothing else is computed meanwhile. */
  readonly seconds: number | null;
  /** Of the whole process, megabytes at its highest. */
  readonly peakMegabytes: number;
  /** Visible characters of the files that have a witness, and how many of them stand in the trees, in order. */
  readonly characters: number;
  readonly kept: number;
  readonly inOrder: number;
  readonly added: number;
  /** Units of the source (sections, articles) and how many stand in the tree as one provision with the very same characters. */
  readonly units: number;
  readonly unitsTrue: number;
  /** The files that lost most, with what they lost. */
  readonly worst: readonly Loss[];
}

export interface Loss {
  readonly file: string;
  readonly share: number;
  readonly lost: readonly string[];
  readonly differing: readonly string[];
}

const basic = new Set(['section', 'article', 'rule']);
const worstShown = 15;

const text = (bytes: Uint8Array): string => {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : (/encoding\s*=\s*["']([\w-]+)["']/.exec(start)?.[1] ?? 'utf-8');
  return new TextDecoder(declared).decode(bytes);
};

interface Fidelity {
  readonly total: number;
  readonly kept: number;
  readonly inOrder: number;
  readonly added: number;
  readonly units: number;
  readonly unitsTrue: number;
  readonly loss: Loss;
}

/** One file against its documents; `null` for a format without a witness. */
function fidelityOf(label: string, bytes: Uint8Array, documents: readonly LegalDocument[]): Fidelity | null {
  const visible = visibleText(documents[0]!.source.format, text(bytes));
  if (visible === null) return null;
  const { total, kept, inOrder, added, lost } = align(visible.text, bare(documents.map((document) => `${document.title}\n${document.text}\n${document.aliases.join(' ')}`).join('\n')));
  const sums = new Set(documents.flatMap((document) => [...walk(document.provisions)].map(({ provision }) => characterSum(bare(document.text.slice(provision.span.start, provision.span.end))))));
  const differing = visible.units.filter((unit) => unit !== '' && !sums.has(characterSum(unit)));
  const units = visible.units.filter((unit) => unit !== '').length;
  return { total, kept, inOrder, added, units, unitsTrue: units - differing.length, loss: { file: label, share: total === 0 ? 1 : kept / total, lost: lost.map((each) => each.slice(0, 120)), differing: differing.slice(0, 3).map((each) => each.slice(0, 120)) } };
}

/** `speedOnly`: parse and count, without the comparison, which takes longer than the parsing. */
export async function measureFolder(folder: string, options: { readonly threads: number; readonly speedOnly: boolean }): Promise<FormatFigures> {
  const sum = { read: 0, provisions: 0, basicProvisions: 0, basicWithHeading: 0, withOwnPeriod: 0, notInForce: 0, terms: 0, references: 0, resolved: 0, toOtherWorks: 0, workUnknown: 0, provisionUnknown: 0, ambiguous: 0, warnings: 0, bytes: 0, characters: 0, kept: 0, inOrder: 0, added: 0, units: 0, unitsTrue: 0 };
  const works = new Set<string>();
  const expressions = new Set<string>();
  const formats = new Set<string>();
  const losses: Loss[] = [];
  const all: LegalDocument[] = [];
  const started = performance.now();
  const { total, skipped, files } = await inspectFolder(folder, options.threads);
  const refused = skipped.map(({ file, reason }) => ({ file, reason }));
  for await (const { location, label, documents, refused: why, warnings } of files) {
    if (why !== null) {
      refused.push({ file: label, reason: why });
      continue;
    }
    sum.read += 1;
    if (!options.speedOnly) all.push(...documents);
    sum.warnings += warnings.length;
    for (const document of documents) {
      works.add(document.work);
      expressions.add(document.expression);
      formats.add(document.source.format);
      sum.warnings += document.warnings.length;
      sum.terms += document.terms.length;
      for (const { provision } of walk(document.provisions)) {
        sum.provisions += 1;
        sum.references += provision.references.length;
        sum.resolved += provision.references.filter(({ target }) => target !== null).length;
        if (provision.inForce !== null) sum.withOwnPeriod += 1;
        if (provision.status !== 'in-force') sum.notInForce += 1;
        if (!basic.has(provision.kind)) continue;
        sum.basicProvisions += 1;
        if (provision.heading !== null) sum.basicWithHeading += 1;
      }
    }
    const bytes = await readFile(location);
    sum.bytes += bytes.length;
    const fidelity = options.speedOnly ? null : fidelityOf(label, bytes, documents);
    if (fidelity === null) continue;
    sum.characters += fidelity.total;
    sum.kept += fidelity.kept;
    sum.inOrder += fidelity.inOrder;
    sum.added += fidelity.added;
    sum.units += fidelity.units;
    sum.unitsTrue += fidelity.unitsTrue;
    if (fidelity.loss.share < 1 || fidelity.loss.differing.length > 0) losses.push(fidelity.loss);
  }
  const { bytes, ...counts } = sum;
  const { found, ...linked } = options.speedOnly ? { found: counts.references } : countReferences(all);
  return {
    folder, formats: [...formats].sort(), files: total + skipped.length, refused, works: works.size, expressions: expressions.size, ...counts, references: found, ...linked, megabytes: bytes / 1_000_000,
    seconds: options.speedOnly ? (performance.now() - started) / 1000 : null, peakMegabytes: process.resourceUsage().maxRSS / 1000,
    worst: losses.sort((a, b) => a.share - b.share).slice(0, worstShown),
  };
}
