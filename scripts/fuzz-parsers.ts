/**
 * `node dist/scripts/fuzz-parsers.js COUNT SEED DIR [DIR …]`: takes real files below each DIR, damages them in COUNT ways in all (the same for
 * every parser that reads any of them) and parses what comes out. Ends with 1 when a file made a parser fail by a fault of ours, hang, take too much
 * memory, or lose text in silence. The same SEED makes the same files; each that failed is kept beside the report.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LegalDocument } from '../src/document.js';
import { align, bare, type Alignment } from '../src/evaluation/formats/alignment.js';
import { visibleText } from '../src/evaluation/formats/visible-text.js';
import { findFiles } from '../src/ingest/ingest.js';
import { parseFile } from '../src/ingest/parse-file.js';
import type { SourceFile } from '../src/ingest/parser.js';
import { parsers } from '../src/ingest/parsers.js';
import type { ParsedFile } from '../src/ingest/parsing-messages.js';
import { openParsingPool } from '../src/ingest/parsing-pool.js';
import { readSource } from '../src/ingest/read-source.js';
import { mutate, type Random } from './mutations.js';
import { seededRandom } from './seeded-random.js';

/** Bytes: larger files would make the run long and are parsed by the same code. */
const largestSample = 150_000;
const samplesPerParser = 40;
/**
 * A document without any warning has lost text in silence when more than this share of its visible text, and more than so many characters, are missing
 * beyond what is left out of the undamaged file: the witness reads damaged markup otherwise than a parser does, here and there.
 */
const silentLoss = { share: 0.05, characters: 200 };
/** Seconds: real files of this size take a tenth of one. */
const hang = 10;

interface Sample {
  readonly format: string;
  /** Parsers look at names. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Visible characters that are left out of the undamaged file, as menus and banners are. */
  readonly leftOut: number;
}

async function samplesOf(folders: readonly string[], random: Random): Promise<Map<string, Sample[]>> {
  const found = await findFiles(folders);
  const byFormat = new Map<string, Sample[]>();
  const shuffled = found.files.map((file) => ({ file, at: random() })).sort((a, b) => a.at - b.at);
  for (const { file } of shuffled) {
    const read = await readSource(file).catch(() => null);
    const format = read === null || read.source.bytes.length > largestSample ? undefined : parsers.find((parser) => parser.accepts(read.source))?.format;
    if (read === null || format === undefined) continue;
    const samples = byFormat.get(format) ?? [];
    if (samples.length < samplesPerParser) byFormat.set(format, [...samples, { format, name: file.path, bytes: read.source.bytes, leftOut: await leftOutOf(read.source) }]);
  }
  return byFormat;
}

/** What is wrong with the outcome, or `null`. */
function complaint(parsed: ParsedFile, bytes: Uint8Array, sample: Sample): string | null {
  if (parsed.is === 'refused') return parsed.advice.startsWith('This is a fault of the program') || parsed.reason.startsWith('it ') ? parsed.reason : null;
  const [document] = parsed.documents;
  if (document === undefined) return 'no document, and no reason';
  if ([...parsed.warnings, ...parsed.documents.flatMap(({ warnings }) => warnings)].length > 0) return null;
  const found = fidelity(parsed.documents, bytes);
  if (found === null) return null;
  const { kept, total, lost } = found;
  const missing = total - kept - sample.leftOut;
  return missing > silentLoss.share * total && missing > silentLoss.characters ? `lost ${total - kept} of ${total} characters without a warning: ${lost[0]?.slice(0, 80) ?? ''}` : null;
}

function fidelity(documents: readonly LegalDocument[], bytes: Uint8Array): Alignment | null {
  const visible = visibleText(documents[0]!.source.format, new TextDecoder().decode(bytes));
  if (visible === null) return null;
  // Letters and digits: lines of dashes and the like separate text and are none.
  const wordsOf = (text: string): string => bare(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  return align(wordsOf(visible.text), wordsOf(documents.map((each) => `${each.title}\n${each.text}\n${each.aliases.join(' ')}`).join('\n')));
}

async function leftOutOf(source: SourceFile): Promise<number> {
  const documents = await parseFile(source).catch(() => []);
  const found = documents.length === 0 ? null : fidelity(documents, source.bytes);
  return found === null ? 0 : found.total - found.kept;
}

async function main(count: number, seed: number, folders: readonly string[]): Promise<void> {
  const random = seededRandom(seed);
  const byFormat = await samplesOf(folders, random);
  const folder = await mkdtemp(path.join(tmpdir(), 'fuzz-'));
  const pool = openParsingPool({ threads: 2, seconds: hang, secondsPerMegabyte: 0, heapMegabytes: 512 });
  const each = Math.ceil(count / byFormat.size);
  let failures = 0;
  for (const [format, samples] of byFormat) {
    const outcome = { parsed: 0, refused: 0, failed: 0 };
    for (let done = 0; done < each; done += 2) {
      await Promise.all(
        [0, 1].map(async (lane) => {
          const sample = samples[Math.floor(random() * samples.length)]!;
          const bytes = mutate(sample.bytes, random);
          const location = path.join(folder, `${format}-${done + lane}${path.extname(sample.name)}`);
          await writeFile(location, bytes);
          const parsed = await pool.parse({ collection: { id: 'fuzz' }, path: path.basename(sample.name), location, label: location });
          const wrong = complaint(parsed, bytes, sample);
          if (wrong === null) {
            outcome[parsed.is] += 1;
            await rm(location);
          } else {
            outcome.failed += 1;
            process.stdout.write(`  ${path.basename(location)}: ${wrong.slice(0, 300)}\n`);
          }
        }),
      );
    }
    failures += outcome.failed;
    process.stdout.write(`${format.padEnd(22)} ${samples.length} files, ${outcome.parsed + outcome.refused + outcome.failed} inputs: ${outcome.parsed} read, ${outcome.refused} refused, ${outcome.failed} failed\n`);
  }
  await pool.close();
  if (failures === 0) await rm(folder, { recursive: true });
  else {
    process.stdout.write(`${failures} failed; their files are in ${folder}\n`);
    process.exitCode = 1;
  }
}

const [count, seed, ...folders] = process.argv.slice(2);
if (!/^\d+$/.test(count ?? '') || !/^\d+$/.test(seed ?? '') || folders.length === 0) {
  process.stderr.write('Use: fuzz-parsers.js COUNT SEED DIR [DIR …]\n');
  process.exitCode = 2;
} else await main(Number(count), Number(seed), folders);

