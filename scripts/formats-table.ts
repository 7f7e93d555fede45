/** The table of docs/formats.md: every folder measured twice, each time in a process of its own, so that memory and seconds are its own. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FormatFigures } from '../src/evaluation/formats/measure-folder.js';

/** Megabytes of heap for the comparison, which holds the whole corpus to resolve references between its works. */
const heapMegabytes = 10_000;

function measured(folder: string, flags: readonly string[]): Promise<FormatFigures> {
  return new Promise((resolve, reject) => {
    const program = fileURLToPath(new URL('./responsa.js', import.meta.url));
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMegabytes}`, program, 'formats', folder, '--json', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
    const printed: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => printed.push(data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(Buffer.concat(printed).toString('utf8')) as FormatFigures);
      else reject(new Error(`measuring ${folder} ended with code ${code ?? 'none'}`));
    });
  });
}

const share = (part: number, whole: number, digits: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(digits)} %`);
const thousands = (count: number): string => count.toLocaleString('en');

const head = '| material | formats | files read | not read | works | provisions | sections, articles | with heading | own period | text kept | in order | equal | references | resolved | warnings | MB | MB/s | peak MB |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n';

/** Each row is printed as soon as it is known: large folders take minutes. */
export async function printFormatsTable(folders: readonly string[], print: (text: string) => void): Promise<void> {
  print(head);
  for (const folder of folders) {
    const speed = await measured(folder, ['--speed']);
    const whole = await measured(folder, []);
    const seconds = speed.seconds ?? NaN;
    const cells = [
      path.basename(path.resolve(folder)), whole.formats.join(', '), thousands(whole.read), thousands(whole.refused.length), thousands(whole.works), thousands(whole.provisions), thousands(whole.basicProvisions),
      share(whole.basicWithHeading, whole.basicProvisions, 1), thousands(whole.withOwnPeriod), share(whole.kept, whole.characters, 3), share(whole.inOrder, whole.kept, 3), share(whole.unitsTrue, whole.units, 2),
      thousands(whole.references), share(whole.resolved, whole.references, 1), thousands(whole.warnings), whole.megabytes.toFixed(1), (speed.megabytes / seconds).toFixed(1), speed.peakMegabytes.toFixed(0),
    ];
    print(`| ${cells.join(' | ')} |\n`);
  }
}
