/** A real service in a process of its own, for the scripts that load and kill it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { programFolder, type SettingName } from '../src/config.js';

export interface RunningService {
  readonly address: string;
  readonly pid: number;
  /** What it wrote to standard error. */
  readonly log: () => string;
  /** Null while it runs. */
  readonly end: () => string | null;
  /** Sends the signal and waits for the end. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

const command = path.join(programFolder, 'dist', 'scripts', 'responsa.js');

/** A folder to run in: a configuration, a collection `law` with one act of the edition `crowns`, and an empty collection `notes`. */
export function writeWorkplace(folder: string, crowns: number, given: Readonly<Partial<Record<SettingName, unknown>>>): void {
  const settings = { corpus: path.join(folder, 'corpus'), indexes: path.join(folder, 'indexes'), port: 0, reader: 'none', logLevel: 'warning', requestsPerAddress: 0, requestsPerKey: 0, watchInterval: 100, ...given };
  writeFileSync(path.join(folder, 'responsa.config.json'), JSON.stringify(settings));
  for (const id of ['law', 'notes']) {
    mkdirSync(path.join(folder, 'corpus', id), { recursive: true });
    writeFileSync(path.join(folder, 'corpus', id, 'collection.json'), JSON.stringify({ id, title: id, jurisdiction: 'xa', language: 'en', type: id === 'law' ? 'act' : 'guidance' }));
  }
  writeFileSync(path.join(folder, 'corpus', 'law', 'dogs.md'), dogsAct(crowns));
}

/** Each of its sections names the same sum, which is that of the edition alone: where two sums meet in one answer, two generations do. */
export function dogsAct(crowns: number): string {
  return `---\nwork: xa/act/2019/dogs\ntitle: Dogs Act 2019\ntype: act\nin_force_from: "2019-01-01"\n---\n\n# Dogs Act 2019\n
## Section 1 Dog fee\n\nThe annual dog fee is ${crowns} crowns for each dog.\n
## Section 2 Fine\n\nWhoever does not register a dog pays a fine of ${crowns} crowns.\n
## Section 3 Late payment\n\nWhoever pays the annual dog fee late pays ${crowns} crowns more.\n`;
}

/** The sums that stand in a text, each once. */
export function sumsIn(text: string): number[] {
  return [...new Set([...text.matchAll(/(\d+) crowns/g)].map(([, sum]) => Number(sum)))].sort((a, b) => a - b);
}

/** A note of some paragraphs about nothing that is asked; `version` stands in each of them, so that a mix of two shows. */
export function note(name: string, version: number): string {
  return `# Note ${name}\n\n${Array.from({ length: 6 }, (_, i) => `Paragraph ${i + 1} of the note ${name} in its version ${version} tells about the garden of the town hall.\n`).join('\n')}`;
}

/** Resolves when `/readyz` is 200. Rejects with what it wrote when it ends before. */
export async function startService(folder: string): Promise<RunningService> {
  const child = spawn(process.execPath, [command, 'serve'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, log] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const end = (): string | null => child.signalCode ?? (child.exitCode === null ? null : String(child.exitCode));
  for (;;) {
    const address = /listens on (http:\S+)/.exec(said)?.[1];
    if (address !== undefined && (await fetch(`${address}/readyz`).then(({ status }) => status, () => 0)) === 200) {
      return {
        address, pid: child.pid!, log: () => log, end,
        async stop(signal) {
          if (end() !== null) return;
          const ended = once(child, 'exit');
          child.kill(signal);
          await ended;
        },
      };
    }
    if (end() !== null) throw new Error(`The service ended (${String(end())}) before it was ready:\n${said}${log}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface CommandRun {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** A command of the program; killed `after` milliseconds where given, its code is null then. */
export async function runCommand(folder: string, argv: readonly string[], after: number | null = null): Promise<CommandRun> {
  const child = spawn(process.execPath, [command, ...argv], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const killing = after === null ? undefined : setTimeout(() => child.kill('SIGKILL'), after);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(killing);
  return { code, out, errors };
}

/** Memory of a process that is in use, MiB (`VmRSS` of Linux, proc(5)). */
export function residentMemory(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
