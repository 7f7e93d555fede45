/** The disk under a running service becomes read-only, as after a fault of the disk, and writable again. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { programFolder } from '../../src/config.js';
import { dogAct } from './small-corpus.js';

const inNamespace = (script: string, ...args: string[]) => spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', ...args], { encoding: 'utf8' });
/** A mount namespace of one's own needs Linux and leave of the kernel; many containers refuse it. */
const canMount = platform() === 'linux' && inNamespace('mount -t tmpfs -o size=1m none /mnt && mount -o remount,ro /mnt').status === 0;
if (!canMount) process.stderr.write('read-only disk test left out: no small tmpfs can be mounted here (`unshare -rm` refused).\n');

/** Builds, serves, asks; then the same on a disk that is read-only, and once more when it is not. Prints what came of each as JSON. */
const program = `
  const [folder, dist, act] = process.argv.slice(1);
  const fs = await import('node:fs');
  const { spawnSync } = await import('node:child_process');
  const { startService, runCommand } = await import(dist + '/scripts/service-under-test.js');
  fs.mkdirSync(folder + '/corpus/law', { recursive: true });
  fs.writeFileSync(folder + '/corpus/law/collection.json', '{"id":"law","jurisdiction":"xa","language":"en","type":"act"}');
  fs.writeFileSync(folder + '/corpus/law/dogs.md', act);
  fs.writeFileSync(folder + '/responsa.config.json', JSON.stringify({ corpus: folder + '/corpus', indexes: folder + '/indexes', port: 0, embedder: 'hashed-ngrams', reader: 'none', watchInterval: 50, requestTimeout: 60000 }));
  const { writeTar } = await import(dist + '/src/archive/tar-write.js');
  const texts = { 'cats.md': '# Cats\\n\\nCats pay one crown.\\n', 'birds.md': '# Birds\\n\\nBirds are free.\\n' };
  await writeTar(folder + '/archive.tar', Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.byteLength(text), mode: 0o644, contents: () => [Buffer.from(text)] })));
  const built = await runCommand(folder, ['index', '--corpus', folder + '/corpus', '--json']);
  const { generation } = JSON.parse(built.out);
  const service = await startService(folder);
  const call = async (where, init) => { const response = await fetch(service.address + where, init); return { status: response.status, body: await response.json() }; };
  const look = async () => {
    const answer = await call('/v1/answers', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ question: 'How much is the annual dog fee?' }) });
    const events = await (await fetch(service.address + '/v1/answers', { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream' }, body: JSON.stringify({ question: 'How much is the annual dog fee?' }) })).text();
    const passages = await call('/v1/passages', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: 'dog fee' }) });
    const put = await call('/v1/documents/law/cats.md', { method: 'PUT', body: '# Cats\\n\\nCats pay nothing.\\n', headers: { 'if-match': '*' } });
    const removal = await call('/v1/documents/law/cats.md', { method: 'DELETE' });
    const archive = await call('/v1/documents/law?replace=true', { method: 'POST', body: fs.readFileSync(folder + '/archive.tar'), headers: { 'content-type': 'application/x-tar' } });
    const activation = await call('/v1/generations/' + generation + '/activate', { method: 'POST' });
    const build = await call('/v1/builds', { method: 'POST' });
    if (build.status === 202) await (await fetch(service.address + '/v1/builds/' + build.body.id, { headers: { accept: 'text/event-stream' } })).text();
    return {
      answer: answer.body.status ?? answer.status, events: events.trimEnd().split('\\n\\n').at(-1).split('\\n')[0], passages: passages.status, ready: (await fetch(service.address + '/readyz')).status,
      put: put.status, read: (await fetch(service.address + '/v1/documents/law/dogs.md')).status, activation: activation.status, build: build.status, said: [put, activation, build, removal, archive].map(({ body }) => body.detail ?? ''), removal: removal.status, archive: archive.status,
    };
  };
  const first = await call('/v1/documents/law/cats.md', { method: 'PUT', body: '# Cats\\n\\nCats are free.\\n' });
  const remount = (how) => { const { status, stderr } = spawnSync('mount', ['-o', 'remount,' + how, folder], { encoding: 'utf8' }); if (status !== 0) throw new Error(stderr); };
  remount('ro');
  const readOnly = await look();
  remount('rw');
  const writable = await look();
  const metrics = await (await fetch(service.address + '/metrics')).text();
  await service.stop('SIGTERM');
  const verified = JSON.parse((await runCommand(folder, ['audit', 'verify', '--json'])).out);
  const gaps = (await runCommand(folder, ['audit', 'export'])).out.trim().split('\\n').map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'gap').map(({ data }) => data.answersNotRecorded);
  console.log(JSON.stringify({ first: first.status, readOnly, writable, failures: Number(/^responsa_audit_failures_total (\\d+)$/m.exec(metrics)[1]), problems: verified.problems, gaps, end: service.end() }));
`;

function run(): unknown {
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-read-only-'));
  try {
    const dist = pathToFileURL(path.join(programFolder, 'dist')).href;
    const done = inNamespace('mount -t tmpfs -o size=64m none "$1" && exec "$2" --input-type=module -e "$3" "$1" "$4" "$5"', folder, process.execPath, program, dist, dogAct(60, 14));
    expect(done.stderr).toBe('');
    return JSON.parse(done.stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const refused = { put: 503, removal: 503, archive: 503, activation: 503, build: 503, read: 200, passages: 200, ready: 200 };
const where = 'the folder of the corpus cannot be written (EROFS). Whoever runs the service has to let it write there; a read-only corpus is changed where it comes from.';
const said = [
  `law/cats.md was not changed: ${where}`,
  expect.stringMatching(/^Generation \S+ was not made live: the audit log cannot be written \(EROFS\), and what cannot be recorded is not done\. Whoever runs the service has to let it write there \(setting auditLog\)\.$/) as string,
  'No build was started: the folder of the index cannot be written (EROFS). Whoever runs the service has to let it write there.',
  `law/cats.md was not changed: ${where}`,
  `law was not changed: ${where}`,
];
const done = { answer: 'answered', events: 'event: answer', put: 200, removal: 200, archive: 200, activation: 200, build: 202, read: 200, passages: 200, ready: 200 };

describe.skipIf(!canMount)('a disk that becomes read-only under a service', () => {
  it('questions are answered and the gap is on record, changes are refused, and all is as before once it can be written', () => {
    expect(run()).toMatchObject({
      first: 201, readOnly: { ...refused, answer: 'answered', events: 'event: answer', said }, writable: done, failures: 2, gaps: [2], problems: [], end: '0',
    });
  });
});
