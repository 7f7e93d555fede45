/** Bundles for another kind of machine: what is compiled is looked at, with real files of several systems. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withTar } from '../../src/archive/tar-read.js';
import { binaryOf } from '../../src/bundle/native-files.js';
import { programFolder } from '../../src/config.js';
import { tiny, type Tiny } from './fixtures.js';

/** ONNX Runtime brings what it has for all systems. */
const natives = path.join(programFolder, 'node_modules/onnxruntime-node/bin/napi-v6');
const addon = path.join(programFolder, 'node_modules/hnswlib-node/build/Release/addon.node');
const binding = (platform: string): string => path.join(natives, platform, 'onnxruntime_binding.node');

describe('binaryOf', () => {
  const platforms = readdirSync(natives).flatMap((os) => readdirSync(path.join(natives, os)).map((cpu) => ({ os, cpu })));
  it.each(platforms)('tells real files of $os-$cpu', ({ os, cpu }) => {
    const files = readdirSync(path.join(natives, os, cpu)).filter((name) => /\.(?:node|so(?:\.\d+)*|dylib|dll)$/.test(name));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(binaryOf(readFileSync(path.join(natives, os, cpu, file)).subarray(0, 4096))).toEqual({ os, cpu });
  });

  it('tells what was compiled here, and the Node that runs this', () => {
    for (const file of [addon, process.execPath]) expect(binaryOf(readFileSync(file).subarray(0, 4096))).toEqual({ os: process.platform, cpu: process.arch });
  });

  it.each([['text', 'ELF'.padEnd(100)], ['an ELF of 32 bits', '\x7fELF\x01'.padEnd(100, '\0')], ['a stub without its PE', 'MZ'.padEnd(100, '\xff')], ['next to nothing', '\x7fELF\x02']])('is null for %s', (_, text) => {
    expect(binaryOf(Buffer.from(text, 'latin1'))).toBeNull();
  });
});

describe('a bundle for linux-arm64 of packages elsewhere', () => {
  let here: Tiny;
  const json = (value: unknown): string => `${JSON.stringify(value)}\n`;
  const platform = 'linux-arm64-glibc';
  const own = 'arm/node_modules/@scope/native/bin/napi-v6/linux/arm64/binding.node';
  beforeEach(() => {
    here = tiny();
    const lock = JSON.parse(readFileSync(path.join(here.program, 'package-lock.json'), 'utf8')) as { packages: Record<string, unknown> };
    lock.packages['node_modules/fast-linux-arm64'] = { version: '1.0.0', license: 'MIT' };
    lock.packages['node_modules/compiled'] = { version: '1.0.0', license: 'MIT' };
    const description = JSON.parse(readFileSync(path.join(here.program, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    here.write({
      'program/package-lock.json': json(lock),
      'program/package.json': json({ ...description, dependencies: { ...description.dependencies, compiled: '1' } }),
      'arm/node_modules/alpha/package.json': json({ name: 'alpha', version: '1.0.0', license: 'MIT', dependencies: { beta: '^3.0.0' } }),
      'arm/node_modules/alpha/node_modules/beta/package.json': json({ name: 'beta', version: '3.0.0', license: 'MIT' }),
      'arm/node_modules/beta/package.json': json({ name: 'beta', version: '3.1.0', license: 'MIT' }),
      'arm/node_modules/@scope/native/package.json': json({ name: '@scope/native', version: '2.0.0', license: 'MIT', optionalDependencies: { 'fast-linux-x64': '1', 'fast-linux-arm64': '1', 'fast-win32-arm64': '1' } }),
      'arm/node_modules/fast-linux-arm64/package.json': json({ name: 'fast-linux-arm64', version: '1.0.0', license: 'MIT', os: ['linux'], cpu: ['arm64'] }),
      'arm/node_modules/compiled/package.json': json({ name: 'compiled', version: '1.0.0', license: 'MIT', gypfile: true }),
    });
    put('arm/node_modules/compiled/build/Release/addon.node', binding('linux/arm64'));
    put(own, binding('linux/arm64'));
  });
  afterEach(() => here.remove());

  function put(name: string, from: string): void {
    mkdirSync(path.dirname(path.join(here.folder, name)), { recursive: true });
    copyFileSync(from, path.join(here.folder, name));
  }
  const bundled = (more: object = {}): ReturnType<Tiny['bundle']> => here.bundle('arm.bundle', { platform, packagesFolder: path.join(here.folder, 'arm'), ...more });

  it('holds those, and is taken by such a machine alone', async () => {
    await bundled();
    const names = await withTar(path.join(here.folder, 'arm.bundle'), async (entries) => {
      const found: string[] = [];
      for await (const entry of entries()) found.push(entry.path);
      return found;
    });
    expect(names.filter((name) => name.endsWith('.node'))).toEqual(['program/node_modules/@scope/native/bin/napi-v6/linux/arm64/binding.node', 'program/node_modules/compiled/build/Release/addon.node']);
    expect(names.filter((name) => /fast-/.test(name))).toEqual(['program/node_modules/fast-linux-arm64/package.json']);
    await expect(here.install('arm.bundle')).rejects.toThrow('was made for linux-arm64-glibc; this machine is linux-x64-glibc');
    expect((await here.install('arm.bundle', { machine: { platform, node: 20 } })).versionIsNew).toBe(true);
  });

  it('is refused with an addon of another processor, with none, with the Node of this machine, without the package named for it', async () => {
    put('arm/node_modules/compiled/build/Release/addon.node', binding('linux/x64'));
    await expect(bundled()).rejects.toThrow(`${path.join(here.folder, 'arm/node_modules/compiled/build/Release/addon.node')} is compiled for linux-x64, and the bundle is for linux-arm64.`);
    put('arm/node_modules/compiled/build/Release/addon.node', binding('darwin/arm64'));
    await expect(bundled()).rejects.toThrow('is compiled for darwin-arm64');
    put('arm/node_modules/compiled/build/Release/addon.node', binding('linux/arm64'));
    await expect(bundled({ node: { file: binding('linux/x64'), version: '20.0.0' } })).rejects.toThrow('onnxruntime_binding.node is compiled for linux-x64');
    here.write({ 'arm/node_modules/compiled/package.json': json({ name: 'compiled', version: '1.0.0', license: 'MIT', gypfile: true }), 'arm/node_modules/compiled/build/Release/addon.node': '' });
    const missing = tinyWithout('arm/node_modules/compiled/build/Release/addon.node');
    await expect(missing()).rejects.toThrow('The package compiled is compiled where it is installed, and has no compiled part');
    const unnamed = tinyWithout('arm/node_modules/fast-linux-arm64/package.json');
    await expect(unnamed()).rejects.toThrow('The package fast-linux-arm64, which node_modules/@scope/native needs, is not installed.');
  });

  /** Takes a file away and bundles. */
  const tinyWithout = (name: string) => (): ReturnType<Tiny['bundle']> => {
    rmSync(path.join(here.folder, name));
    return bundled();
  };
});
