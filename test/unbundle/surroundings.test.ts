/** Where bundles are installed: a machine with nothing but Node, a full disk, a process that is killed; and the files for services and containers. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { platform, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../scripts/seeded-random.js';
import { killUnbundles } from '../../scripts/unbundle-crash-test.js';
import { productionClosure, targetOf } from '../../src/bundle/closure.js';
import { programFiles } from '../../src/bundle/program-files.js';
import { programFolder } from '../../src/config.js';
import { thisMachine } from '../../src/unbundle/machine.js';
import { tiny, type Tiny } from './fixtures.js';

let here: Tiny;
beforeEach(() => { here = tiny(); });
afterEach(() => { here.remove(); });

const alone = path.join(programFolder, 'dist/scripts/unbundle-alone.js');
const run = (...args: string[]) => spawnSync(process.execPath, [alone, ...args], { encoding: 'utf8' });

describe('unbundle-alone', () => {
  it('imports nothing but what Node itself has', () => {
    const seen = new Set<string>();
    const foreign: string[] = [];
    const walk = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, target] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^'"\n=]*?'([^']+)';$/gm)) {
        if (target!.startsWith('.')) walk(path.join(path.dirname(file), target!));
        else if (!builtinModules.includes(target!.replace(/^node:/, ''))) foreign.push(`${file} imports ${target!}`);
      }
    };
    walk(alone);
    expect(foreign).toEqual([]);
    expect(seen.size).toBeGreaterThan(8);
  });

  it('installs, lists and says what it was told wrong', async () => {
    await here.bundle('a.bundle', { platform: thisMachine().platform });
    const done = run('--in', path.join(here.folder, 'a.bundle'), '--to', here.to);
    expect(done.stderr).toBe('');
    expect(done.stdout).toContain('who made it is not known: it is not signed');
    const [listed] = JSON.parse(run('--to', here.to, '--list', '--json').stdout) as { current: boolean; version: string }[];
    expect(listed).toMatchObject({ current: true });
    expect(run('--to', here.to, '--switch', listed!.version).stdout).toContain(`in use: ${listed!.version}`);
    expect(run('--to', here.to, '--back')).toMatchObject({ status: 1 });
    expect(run('--to', here.to)).toMatchObject({ status: 2 });
    expect(run('--in', 'x', '--to', here.to, '--list')).toMatchObject({ status: 2 });
    expect(run('--wrong')).toMatchObject({ status: 2 });
    expect(run('--help').stdout).toContain('--public-key FILE');
  });
});

describe('what the program needs where it runs', () => {
  it('is what the lock file says is no development dependency, for this platform alone', async () => {
    const target = targetOf(thisMachine().platform);
    const packages = await productionClosure(programFolder, target);
    const lock = JSON.parse(readFileSync(path.join(programFolder, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean; os?: string[] }> };
    expect(packages.filter(({ place }) => lock.packages[place] === undefined || lock.packages[place].dev === true).map(({ place }) => place)).toEqual([]);
    const places = packages.map(({ place }) => place);
    expect(places).toContain('node_modules/hnswlib-node');
    expect(places.filter((place) => /vitest|\/typescript$|eslint|\/langchain$/.test(place))).toEqual([]);
    const names = (await programFiles(programFolder, packages, target)).map((file) => file.path);
    const native = names.filter((name) => /\.(?:node|so(?:\.[\d.]+)?|dll|dylib)$/.test(name));
    const others = ['darwin', 'win32', 'linux', 'arm64', 'x64', 'musl'].filter((one) => !thisMachine().platform.split('-').includes(one));
    expect(native.filter((name) => name.split(/[/-]/).some((part) => others.includes(part)))).toEqual([]);
    expect(native.some((name) => name.endsWith('hnswlib-node/build/Release/addon.node'))).toBe(true);
    expect(native.some((name) => name.endsWith('onnxruntime_binding.node'))).toBe(true);
    expect(names.filter((name) => /\.wasm$|\.map$|\.d\.ts$|config\.gypi$/.test(name) && name.includes('onnxruntime-web'))).toEqual([]);
    expect(names.filter((name) => /config\.gypi$|Makefile$|\.d\.ts$/.test(name))).toEqual([]);
  });
});

const inNamespace = (script: string, ...args: string[]) => spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', ...args], { encoding: 'utf8' });
const canMount = platform() === 'linux' && inNamespace('mount -t tmpfs -o size=1m none /mnt').status === 0;
if (!canMount) process.stderr.write('tests with a full disk and a read-only medium left out: nothing can be mounted here (`unshare -rm` refused).\n');

describe.skipIf(!canMount)('a disk', () => {
  it('that is too small is seen before anything is written', async () => {
    const id = await here.index(5, 6, 7);
    await here.bundle('a.bundle', { platform: thisMachine().platform, generations: [id], live: id });
    const full = inNamespace('mkdir -p "$1" && mount -t tmpfs -o size=64k none "$1" && "$2" "$3" --in "$4" --to "$1"; echo "rc $?"; find "$1" -type f', here.to, process.execPath, alone, path.join(here.folder, 'a.bundle'));
    expect(full.stderr).toMatch(/bytes left; \d+ are needed/);
    expect(full.stdout).toBe('rc 1\n');
  });

  it('that is read-only is enough for the bundle, and is said where it is to be installed', async () => {
    await here.bundle('medium/../a.bundle', { platform: thisMachine().platform });
    const script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && mount -t tmpfs none /mnt && "$2" "$3" --in "$1/a.bundle" --to /mnt/there && "$2" "$3" --in "$1/a.bundle" --to "$1/there"; echo "rc $?"';
    const done = inNamespace(script, here.folder, process.execPath, alone);
    expect(done.stdout).toContain('installed       bundle');
    expect(done.stdout).toContain('rc 1');
    expect(done.stderr).toContain('it cannot be written');
  });
});

/** `node dist/scripts/unbundle-crash-test.js 500` does the same five hundred times. */
const KILLS = 12;

it(`${KILLS} runs of unbundle killed at random moments: what is in use is whole each time, and the same call succeeds then`, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-unbundle-'));
  try {
    expect(await killUnbundles(KILLS, seededRandom(5), folder)).toMatchObject({ kills: KILLS });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('deploy/', () => {
  const textOf = (name: string): string => readFileSync(path.join(programFolder, 'deploy', name), 'utf8');

  it('has a unit for a service without rights, with one writable folder and no way out', () => {
    const statements = textOf('responsa.service').split('\n').filter((line) => /^\w+=/.test(line));
    for (const statement of ['User=responsa', 'ProtectSystem=strict', 'ReadWritePaths=/opt/responsa/data', 'NoNewPrivileges=yes', 'CapabilityBoundingSet=', 'IPAddressDeny=any', 'IPAddressAllow=localhost', 'PrivateTmp=yes', 'ProtectHome=yes']) expect(statements).toContain(statement);
    expect(statements.filter((line) => line.startsWith('ReadWritePaths='))).toHaveLength(1);
  });

  const hasVerify = spawnSync('systemd-analyze', ['--version']).status === 0;
  it.skipIf(!hasVerify)('has a unit that systemd understands whole', () => {
    const checked = spawnSync('systemd-analyze', ['verify', '--man=no', path.join(programFolder, 'deploy/responsa.service')], { encoding: 'utf8' });
    // The program is not installed on the machine of the test; everything else is a fault of the unit.
    const faults = `${checked.stdout}${checked.stderr}`.split('\n').filter((line) => line.includes('responsa.service') && !/is not executable/.test(line));
    expect(faults).toEqual([]);
  });

  it('has a container file that names its base, runs as nobody special and fetches nothing', () => {
    const instructions = textOf('Containerfile').split('\n').filter((line) => /^[A-Z]+ /.test(line));
    expect(instructions.filter((line) => line.startsWith('FROM '))).toEqual(['FROM node:20-bookworm-slim']);
    expect(instructions).toContain('USER 1000:1000');
    expect(instructions).toContain('VOLUME ["/srv/responsa/data"]');
    expect(instructions.filter((line) => line.startsWith('RUN '))).toEqual(['RUN chown -R 1000:1000 data']);
    expect(readdirSync(path.join(programFolder, 'deploy')).sort()).toEqual(['Containerfile', 'responsa.service']);
    expect(existsSync(path.join(programFolder, 'docs/air-gapped.md'))).toBe(true);
  });
});
