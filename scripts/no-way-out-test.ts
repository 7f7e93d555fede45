/**
 * Watches the system calls of a first start, questions, and a rebuild while questions go on: no connection may be attempted, to anywhere.
 * `node dist/scripts/no-way-out-test.js [--questions N] [--corpus DIR] [--embedder NAME]`
 *
 * With strace every thread and child is watched. Where there is none, the service runs without one and the guard's own count stands in; it says so.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { programFolder } from '../src/config.js';

/** What opens a connection or sends without one. */
const calls = 'connect,sendto,sendmsg,sendmmsg';

export interface Attempt {
  readonly call: string;
  readonly to: string;
}

/** The calls in strace's record that name a peer outside of the process: by IP, or a local socket (a name service's cache, a bus). */
export function attemptsIn(record: string): Attempt[] {
  return record.split('\n').flatMap((line) => {
    const [, call, family, rest = ''] = /\b(connect|sendto|sendmsg|sendmmsg)\(.*?sa_family=(AF_INET6?|AF_UNIX)(.*)/.exec(line) ?? [];
    if (call === undefined || family === undefined) return [];
    const address = /inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"|sun_path=@?"([^"]*)"/.exec(rest);
    return [{ call, to: `${family} ${address?.[1] ?? address?.[2] ?? address?.[3] ?? '?'}` }];
  });
}

const questions = ['How much is the annual dog fee?', 'How soon must I register after moving?', 'Wie hoch ist die Hundesteuer?', 'Who may object against the notice?', 'What does section 2 of the Dogs Act say?', 'How old must a driver be on Mars?'];

interface Watched {
  readonly process: ChildProcess;
  readonly record: string | null;
  readonly output: () => string;
}

function start(argv: readonly string[], folder: string, name: string, hasStrace: boolean): Watched {
  const record = hasStrace ? path.join(folder, `${name}.calls`) : null;
  const node = [process.execPath, ...argv];
  const [command = '', ...given] = record === null ? node : ['strace', '-f', '--seccomp-bpf', '-qq', '-o', record, '-e', `trace=${calls}`, ...node];
  const child = spawn(command, given, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  return { process: child, record, output: () => text };
}

/** The address that the service prints. */
async function addressOf(service: Watched): Promise<string> {
  for (;;) {
    const found = /listens on (http:\S+)/.exec(service.output())?.[1];
    if (found !== undefined && (await fetch(`${found}/readyz`)).status === 200) return found;
    if (service.process.exitCode !== null) throw new Error(`The service ended before it listened:\n${service.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function ask(address: string, number: number): Promise<boolean> {
  const body = JSON.stringify({ question: questions[number % questions.length] });
  const response = await fetch(`${address}/v1/answers`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await response.text();
  return response.status === 200;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { questions: { type: 'string', default: '50' }, corpus: { type: 'string', default: path.join(programFolder, 'corpus') }, embedder: { type: 'string', default: '' } } });
  const most = Number(values.questions);
  const hasStrace = spawnSync('strace', ['-f', '-e', 'trace=none', 'true']).status === 0;
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-no-way-out-'));
  const corpus = path.resolve(values.corpus);
  writeFileSync(path.join(folder, 'responsa.config.json'), JSON.stringify({ indexes: path.join(folder, 'indexes'), corpus, port: 0, embedder: values.embedder }));
  const service = start([path.join(programFolder, 'dist/scripts/start.js')], folder, 'service', hasStrace);
  try {
    const address = await addressOf(service);
    let answered = 0;
    for (let number = 0; number < most / 2; number++) if (await ask(address, number)) answered++;
    const build = start([path.join(programFolder, 'dist/scripts/responsa.js'), 'index', '--full', '--corpus', corpus], folder, 'build', hasStrace);
    const built = once(build.process, 'exit');
    for (let number = answered; number < most; number++) if (await ask(address, number)) answered++;
    const [code] = (await built) as [number | null];
    const metrics = await (await fetch(`${address}/metrics`)).text();
    const refused = Number(/^responsa_outgoing_refused_total (\d+)$/m.exec(metrics)?.[1]);
    const stopped = once(service.process, 'exit');
    process.kill(-service.process.pid!, 'SIGTERM');
    await stopped;
    const attempts = [service, build].flatMap(({ record }) => (record === null ? [] : attemptsIn(readFileSync(record, 'utf8'))));
    process.stdout.write(`${answered} of ${most} questions answered, rebuild ended with ${code}, watched by ${hasStrace ? 'strace' : 'the guard alone (no strace here)'}\nattempts to connect or send, loopback and local sockets included: ${attempts.length}; refused by the guard: ${refused}\n`);
    for (const { call, to } of attempts) process.stdout.write(`  ${call} ${to}\n`);
    return answered === most && code === 0 && attempts.length === 0 && refused === 0 ? 0 : 1;
  } finally {
    if (service.process.exitCode === null && service.process.signalCode === null) process.kill(-service.process.pid!, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
