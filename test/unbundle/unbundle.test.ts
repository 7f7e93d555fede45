/** What a bundle brings, what is refused, and the way back. */
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BLOCK, headerOf, padded } from '../../src/archive/tar-header.js';
import { withTar } from '../../src/archive/tar-read.js';
import { writeTar } from '../../src/archive/tar-write.js';
import { readBase } from '../../src/bundle/earlier-bundle.js';
import { readCurrent, verifyGeneration } from '../../src/indexing/generations.js';
import { manifestText, parseManifest, programDigest, sha256Of, type BundledFile, type BundleManifest } from '../../src/unbundle/bundle-manifest.js';
import { signatureText } from '../../src/unbundle/signature.js';
import { goBack, listVersions, switchVersion } from '../../src/unbundle/unbundle.js';
import { keyPair, textOf, tiny, type Tiny } from './fixtures.js';

let here: Tiny;
beforeEach(() => { here = tiny(); });
afterEach(() => { here.remove(); });

const at = (...names: string[]): string => path.join(here.folder, ...names);
const contents = (file: string): Promise<ReadonlyMap<string, Buffer>> => withTar(file, async (entries) => {
  const found = new Map<string, Buffer>();
  for await (const entry of entries()) {
    const pieces: Buffer[] = [];
    for await (const piece of entry.contents()) pieces.push(piece);
    found.set(entry.path, Buffer.concat(pieces));
  }
  return found;
});
const isEmpty = (): boolean => !existsSync(here.to) || readdirSync(here.to).length === 0;

/** A bundle whose manifest says what the entries are, whatever they are: what somebody would make who wants harm. */
async function forged(name: string, files: Readonly<Record<string, string>>, change: (manifest: BundleManifest) => BundleManifest = (same) => same): Promise<void> {
  const described: BundledFile[] = Object.entries({ 'sbom.cdx.json': '{}', ...files }).map(([file, text]) => ({ path: file, bytes: text.length, sha256: sha256Of(text), mode: 0o644, from: 'bundle' }));
  const manifest = change({ format: 1, kind: 'full', program: { version: '1.0.0', platform: 'linux-x64-glibc', node: 20, digest: programDigest(described) }, created: '2026-01-01T00:00:00Z', generations: [], live: null, base: null, files: described });
  const text = Buffer.from(manifestText(manifest));
  const entry = (file: string, bytes: Buffer) => ({ path: file, bytes: bytes.length, mode: 0o644, contents: () => [bytes] });
  await writeTar(at(name), [entry('manifest.json', text), entry('manifest.sig', Buffer.from(signatureText(text, null))), ...Object.entries({ 'sbom.cdx.json': '{}', ...files }).map(([file, body]) => entry(file, Buffer.from(body)))]);
}

describe('a bundle', () => {
  it('holds the program, what it needs here, and nothing that is for developing or for other platforms', async () => {
    await here.bundle('a.bundle');
    const found = await contents(at('a.bundle'));
    expect([...found.keys()].slice(0, 3)).toEqual(['manifest.json', 'manifest.sig', 'sbom.cdx.json']);
    expect([...found.keys()].slice(3)).toEqual([
      'program/LICENSE', 'program/README.md', 'program/dist/scripts/responsa.js', 'program/models/models.json', 'program/models/small-one/model.json', 'program/models/small-one/onnx/model.onnx',
      'program/node_modules/@scope/native/bin/napi-v6/linux/x64/binding.node', 'program/node_modules/@scope/native/package.json', 'program/node_modules/alpha/index.js',
      'program/node_modules/alpha/node_modules/beta/package.json', 'program/node_modules/alpha/package.json', 'program/node_modules/beta/package.json',
      'program/node_modules/fast-linux-x64/fast.node', 'program/node_modules/fast-linux-x64/package.json', 'program/package-lock.json', 'program/package.json',
    ]);
    expect(found.get('program/models/models.json')?.toString()).toBe('{"use":{"embedder":"small-one","reader":null}}\n');
  });

  it('has a bill of materials as CycloneDX 1.6 asks for it', async () => {
    await here.bundle('a.bundle', { node: { file: at('program/LICENSE'), version: '20.0.0' } });
    interface Part { readonly type: string; readonly 'bom-ref': string; readonly name: string; readonly version?: string; readonly purl?: string; readonly licenses: unknown; readonly hashes: { alg: string; content: string }[] }
    const bill = JSON.parse((await contents(at('a.bundle'))).get('sbom.cdx.json')!.toString()) as { bomFormat: string; specVersion: string; serialNumber: string; version: number; metadata: { timestamp: string; component: Part }; components: Part[]; dependencies: { ref: string; dependsOn: string[] }[] };
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { timestamp: '2026-01-01T00:00:00.000Z', component: { type: 'application', name: 'tiny', version: '1.0.0', purl: 'pkg:npm/tiny@1.0.0' } } });
    expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const refs = [bill.metadata.component, ...bill.components].map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !refs.includes(ref))).toEqual([]);
    for (const { hashes } of bill.components) for (const { alg, content } of hashes) expect(content).toMatch(alg === 'SHA-512' ? /^[0-9a-f]{128}$/ : /^[0-9a-f]{64}$/);
    expect(bill.components.map(({ type, purl }) => purl ?? type)).toEqual(['pkg:npm/%40scope/native@2.0.0', 'pkg:npm/alpha@1.0.0', 'pkg:npm/beta@3.0.0', 'pkg:npm/beta@3.1.0', 'pkg:npm/fast-linux-x64@1.0.0', 'machine-learning-model', 'platform']);
    expect(bill.components[1]!.licenses).toEqual([{ expression: 'MIT OR CC0-1.0' }]);
    expect(bill.components[5]).toMatchObject({ name: 'small-one', licenses: [{ license: { id: 'Apache-2.0' } }], hashes: [{ alg: 'SHA-256', content: sha256Of('the weights') }] });
    expect(bill.dependencies.find(({ ref }) => ref === 'node_modules/alpha')?.dependsOn).toEqual(['node_modules/alpha/node_modules/beta']);
  });

  it('has the same bytes for the same input', async () => {
    const id = await here.index(5);
    const [first, second] = [await here.bundle('a.bundle', { generations: [id], live: id, corpusFolders: [at('corpus')] }), await here.bundle('b.bundle', { generations: [id], live: id, corpusFolders: [at('corpus')] })];
    expect(second.sha256).toBe(first.sha256);
    expect(readFileSync(at('b.bundle')).equals(readFileSync(at('a.bundle')))).toBe(true);
    expect(sha256Of(readFileSync(at('a.bundle')))).toBe(first.sha256);
  });

  it('is not made of what is not as it says: a model, a generation, a package, a link', async () => {
    const id = await here.index(5);
    here.write({ 'program/node_modules/beta/package.json': '{"name":"beta","version":"4.0.0"}' });
    await expect(here.bundle('a.bundle')).rejects.toThrow('node_modules/beta is installed as 4.0.0, but package-lock.json has 3.1.0');
    here.write({ 'program/node_modules/beta/package.json': '{"name":"beta","version":"3.1.0"}' });
    symlinkSync('/etc/hostname', at('program/dist/link.js'));
    await expect(here.bundle('a.bundle')).rejects.toThrow('is a link or no regular file');
    rmSync(at('program/dist/link.js'));
    writeFileSync(at('indexes/generations', id, 'vectors.i8'), 'other');
    await expect(here.bundle('a.bundle', { generations: [id], live: id })).rejects.toThrow('is damaged');
    writeFileSync(at('models/small-one/onnx/model.onnx'), 'other');
    await expect(here.bundle('a.bundle')).rejects.toThrow('not what its model.json says');
    rmSync(at('program/node_modules/alpha'), { recursive: true });
    await expect(here.bundle('a.bundle')).rejects.toThrow('The package alpha, which the program needs, is not installed');
    expect(readdirSync(here.folder).filter((name) => name.includes('bundle'))).toEqual([]);
  });
});

describe('unbundle', () => {
  it('installs, switches and goes back, program and index together; installed again nothing changes', async () => {
    const first = await here.index(5);
    const one = await here.bundle('1.bundle', { generations: [first], live: first, corpusFolders: [at('corpus')] });
    const done = await here.install('1.bundle');
    expect(done).toMatchObject({ bundle: one.bundle, signedBy: null, versionIsNew: true, generation: first, generationsNew: [first], versionBefore: null, corpus: path.join(here.to, 'data/corpus'), takenOver: 0 });
    expect(readlinkSync(path.join(here.to, 'current'))).toBe(`versions/${done.version}`);
    expect(textOf(here.to, 'current/dist/scripts/responsa.js')).toBe('console.log("tiny 1");\n');
    expect(statSync(path.join(here.to, 'current/dist/scripts/responsa.js')).mode & 0o777).toBe(0o755);
    expect(JSON.parse(textOf(here.to, 'responsa.config.json'))).toEqual({ indexes: 'data/indexes', corpus: 'data/corpus' });
    expect(await verifyGeneration(path.join(here.to, 'data/indexes'))).toMatchObject({ id: first });
    expect(parseManifest(textOf(here.to, 'current/.bundle/manifest.json'), 'it').files.length).toBe(one.files);
    expect(JSON.parse(textOf(here.to, 'current/.bundle/sbom.cdx.json'))).toMatchObject({ bomFormat: 'CycloneDX' });

    expect(await here.install('1.bundle')).toMatchObject({ versionIsNew: false, generationsNew: [], corpus: null, versionBefore: done.version });
    await expect(goBack(here.to)).rejects.toThrow('There is nothing to go back to');

    here.write({ 'program/dist/scripts/responsa.js': 'console.log("tiny 2");\n' });
    const second = await here.index(6);
    await here.bundle('2.bundle', { generations: [second], live: second, corpusFolders: [at('corpus')] });
    writeFileSync(path.join(here.to, 'data/corpus/dogs/mine.md'), '# Mine\n');
    const then = await here.install('2.bundle');
    // What was changed here is not overwritten: the new documents are put beside.
    expect(then.corpus).toBe(path.join(here.to, `data/corpus-${then.bundle.slice(0, 12)}`));
    expect(textOf(here.to, 'data/corpus/dogs/mine.md')).toBe('# Mine\n');
    expect(textOf(here.to, 'current/dist/scripts/responsa.js')).toBe('console.log("tiny 2");\n');
    expect(await listVersions(here.to)).toEqual([done.version, then.version].sort().map((version) => ({ version, current: version === then.version, created: '2026-01-01T00:00:00.000Z', platform: 'linux-x64-glibc' })));

    expect(await goBack(here.to)).toEqual({ version: done.version, generation: first });
    expect(textOf(here.to, 'current/dist/scripts/responsa.js')).toBe('console.log("tiny 1");\n');
    expect(await readCurrent(path.join(here.to, 'data/indexes'))).toBe(first);
    await expect(goBack(here.to)).rejects.toThrow('There is nothing to go back to');
    expect(await switchVersion(here.to, then.version)).toEqual({ version: then.version, generation: first });
    expect(await goBack(here.to)).toEqual({ version: done.version, generation: first });
    await expect(switchVersion(here.to, '../../etc')).rejects.toThrow('There is no version');
  });

  it('does not go back to what was altered or removed', async () => {
    const first = await here.index(5);
    await here.bundle('1.bundle', { generations: [first], live: first });
    const { version } = await here.install('1.bundle');
    const second = await here.index(6);
    await here.bundle('2.bundle', { generations: [second], live: second });
    await here.install('2.bundle');
    rmSync(path.join(here.to, 'data/indexes/generations', first), { recursive: true });
    await expect(goBack(here.to)).rejects.toThrow(`The generation ${first} is no longer in`);
    writeFileSync(path.join(here.to, 'versions', version, 'README.md'), 'other');
    await expect(goBack(here.to)).rejects.toThrow('is damaged');
    expect(await readCurrent(path.join(here.to, 'data/indexes'))).toBe(second);
  });

  it('refuses every altered byte, before it writes', async () => {
    here.write({ 'program/node_modules/fast-linux-x64/fast.node': '' });
    const { privateKey, publicKey } = keyPair();
    await forged('small.bundle', { 'program/a.txt': 'some text' });
    await here.bundle('signed.bundle', { privateKey });
    for (const [name, key, step] of [['small.bundle', null, 1], ['signed.bundle', publicKey, 97]] as const) {
      const whole = readFileSync(at(name));
      for (let position = 0; position < whole.length; position += step) {
        const altered = Buffer.from(whole);
        altered[position]! ^= 1 << (position % 8);
        writeFileSync(at('altered.bundle'), altered);
        await expect(here.install('altered.bundle', { publicKey: key }), `${name} byte ${position}`).rejects.toMatchObject({ name: 'ResponsaError' });
      }
    }
    expect(isEmpty()).toBe(true);
  });

  it('refuses a bundle that was cut off or made longer', async () => {
    await forged('small.bundle', { 'program/a.txt': 'some text' });
    const whole = readFileSync(at('small.bundle'));
    for (const length of [0, 1, 511, 512, 700, 2048, whole.length - 1024, whole.length - 512, whole.length - 1]) {
      writeFileSync(at('cut.bundle'), whole.subarray(0, length));
      await expect(here.install('cut.bundle'), `${length} bytes`).rejects.toMatchObject({ fault: 'damaged' });
    }
    for (const more of [Buffer.alloc(1), Buffer.alloc(512), Buffer.from('x')]) {
      writeFileSync(at('long.bundle'), Buffer.concat([whole, more]));
      await expect(here.install('long.bundle')).rejects.toThrow('something follows behind its end');
    }
    expect(isEmpty()).toBe(true);
  });

  it.each(['../outside', 'program/../../outside', '/etc/passwd', 'program//x', 'program/./x', 'program/a\\b', 'other/x', 'program/\u0001', 'generations/../x', 'generations/.x/y', 'program/.bundle/manifest.json', `program/${'n'.repeat(256)}`])('refuses the path %j', async (name) => {
    await forged('bad.bundle', { [name]: 'x' });
    await expect(here.install('bad.bundle')).rejects.toMatchObject({ fault: 'damaged' });
    expect(isEmpty()).toBe(true);
    expect(existsSync(at('outside'))).toBe(false);
  });

  it('refuses entries that the manifest does not list, that lack, that stand twice, links, and manifests that contradict themselves', async () => {
    await forged('ok.bundle', { 'program/a.txt': 'some text' });
    const whole = readFileSync(at('ok.bundle'));
    const body = whole.subarray(0, whole.length - 2 * BLOCK);
    const withMore = (...more: Buffer[]): void => writeFileSync(at('bad.bundle'), Buffer.concat([body, ...more, Buffer.alloc(2 * BLOCK)]));
    withMore(headerOf({ path: 'program/b.txt', bytes: 0, mode: 0o644 }));
    await expect(here.install('bad.bundle')).rejects.toThrow('is in it, but not in its manifest');
    writeFileSync(at('bad.bundle'), Buffer.concat([body.subarray(0, body.length - 2 * BLOCK), Buffer.alloc(2 * BLOCK)]));
    await expect(here.install('bad.bundle')).rejects.toThrow('nothing follows');
    const link = headerOf({ path: 'program/b.txt', bytes: 0, mode: 0o644 });
    link.write('2', 156, 'latin1');
    link.write('/etc/passwd', 157, 'latin1');
    withMore(link);
    await expect(here.install('bad.bundle')).rejects.toThrow('is no regular file');
    await forged('bad.bundle', { 'program/a': 'x', 'program/a/b': 'y' });
    await expect(here.install('bad.bundle')).rejects.toThrow('as a file and as a folder');
    const cases: readonly (readonly [(manifest: BundleManifest) => unknown, string])[] = [
      [(manifest) => ({ ...manifest, files: [...manifest.files, manifest.files[1]] }), 'digest of the program'],
      [(manifest) => ({ ...manifest, live: '20260101T000000Z-000000000000' }), 'does not bring it'],
      [(manifest) => ({ ...manifest, kind: 'delta' }), 'neither of a full nor of a delta'],
      [(manifest) => ({ ...manifest, files: manifest.files.map((file) => ({ ...file, from: 'base' })) }), 'leaves files out'],
      [(manifest) => ({ ...manifest, format: 2 }), 'has the format 2'],
      [(manifest) => ({ ...manifest, program: { ...manifest.program, version: '../..' } }), 'wrong or missing part: program'],
    ];
    for (const [change, message] of cases) {
      await forged('bad.bundle', { 'program/a.txt': 'some text' }, change as (manifest: BundleManifest) => BundleManifest);
      await expect(here.install('bad.bundle')).rejects.toThrow(message);
    }
    expect(isEmpty()).toBe(true);
  });

  it('refuses another platform and an older Node, unless the bundle brings one', async () => {
    await here.bundle('a.bundle');
    await expect(here.install('a.bundle', { machine: { platform: 'darwin-arm64', node: 22 } })).rejects.toThrow('was made for linux-x64-glibc; this machine is darwin-arm64');
    await expect(here.install('a.bundle', { machine: { platform: 'linux-x64-glibc', node: 18 } })).rejects.toThrow('needs Node.js 20 or later; this is 18');
    expect(isEmpty()).toBe(true);
    await here.bundle('b.bundle', { node: { file: at('program/LICENSE'), version: '20.0.0' } });
    await here.install('b.bundle', { machine: { platform: 'linux-x64-glibc', node: 18 } });
  });

  it('takes a file from a folder that nobody may write, and leaves nothing there', async () => {
    mkdirSync(at('medium'));
    await here.bundle('medium/a.bundle');
    const before = readdirSync(at('medium'));
    await here.install('medium/a.bundle');
    expect(readdirSync(at('medium'))).toEqual(before);
    await expect(here.install('medium/none.bundle')).rejects.toMatchObject({ fault: 'not-found' });
  });
});

describe('a signature', () => {
  it('is asked for once a key is known, and the key is kept', async () => {
    const [maker, other] = [keyPair(), keyPair()];
    await here.bundle('plain.bundle');
    await here.bundle('signed.bundle', { privateKey: maker.privateKey });
    await here.bundle('other.bundle', { privateKey: other.privateKey });
    await expect(here.install('plain.bundle', { publicKey: maker.publicKey })).rejects.toThrow('it is not signed');
    await expect(here.install('signed.bundle')).rejects.toMatchObject({ advice: expect.stringContaining(`--trust ${maker.fingerprint}`) as string });
    await expect(here.install('other.bundle', { publicKey: maker.publicKey })).rejects.toThrow('which is not known here');
    await expect(here.install('other.bundle', { trust: maker.fingerprint })).rejects.toThrow('which is not known here');
    expect(isEmpty()).toBe(true);
    expect(await here.install('signed.bundle', { trust: maker.fingerprint })).toMatchObject({ signedBy: maker.fingerprint });
    await expect(here.install('plain.bundle')).rejects.toThrow('it is not signed');
    await expect(here.install('other.bundle')).rejects.toThrow('which is not known here');
    expect(await here.install('signed.bundle')).toMatchObject({ signedBy: maker.fingerprint, versionIsNew: false });
  });

  it('of another manifest, or by another key under the name of a known one, is refused', async () => {
    const [maker, other] = [keyPair(), keyPair()];
    await here.bundle('signed.bundle', { privateKey: maker.privateKey });
    const whole = readFileSync(at('signed.bundle'));
    const manifest = (await contents(at('signed.bundle'))).get('manifest.json')!;
    const rightSignature = signatureText(manifest, maker.privateKey);
    const start = BLOCK + padded(manifest.length) + BLOCK;
    const put = (text: string): void => writeFileSync(at('wrong.bundle'), Buffer.concat([whole.subarray(0, start), Buffer.from(text), whole.subarray(start + text.length)]));
    expect(whole.subarray(start, start + rightSignature.length).toString()).toBe(rightSignature);
    put(rightSignature.replace(/"signature": ".*"/, /"signature": ".*"/.exec(signatureText(manifest, other.privateKey))![0]));
    await expect(here.install('wrong.bundle', { publicKey: maker.publicKey })).rejects.toThrow(`its signature is not that of the key ${maker.fingerprint}`);
    put(signatureText(Buffer.from('another'), maker.privateKey));
    await expect(here.install('wrong.bundle', { publicKey: maker.publicKey })).rejects.toThrow('its manifest has another digest');
    expect(isEmpty()).toBe(true);
  });
});

describe('a delta bundle', () => {
  it('brings only what the base lacks, in a chain, and what is taken over is compared', async () => {
    const ids = [await here.index(5)];
    await here.bundle('0.bundle', { generations: [ids[0]!], live: ids[0]! });
    await here.install('0.bundle');
    for (const step of [1, 2]) {
      ids.push(await here.index(5, 5 + step));
      const report = await here.bundle(`${step}.bundle`, { generations: [ids[step]!], live: ids[step]!, base: await readBase(at(`${step - 1}.bundle`)) });
      expect(report.kind).toBe('delta');
      const names = [...(await contents(at(`${step}.bundle`))).keys()];
      expect(names.filter((name) => name.startsWith('program/'))).toEqual([]);
      expect(names).toContain(`generations/${ids[step]!}/manifest.json`);
      const done = await here.install(`${step}.bundle`);
      expect(done).toMatchObject({ versionIsNew: false, generation: ids[step], generationsNew: [ids[step]] });
      expect(await verifyGeneration(path.join(here.to, 'data/indexes'))).toMatchObject({ id: ids[step] });
    }
    expect(await goBack(here.to)).toMatchObject({ generation: ids[1] });
    // A changed program: the files that did not change are taken over from the installed version.
    here.write({ 'program/dist/scripts/responsa.js': 'console.log("tiny 3");\n' });
    const report = await here.bundle('3.bundle', { base: await readBase(at('2.bundle')) });
    expect([...(await contents(at('3.bundle'))).keys()].filter((name) => name.startsWith('program/'))).toEqual(['program/dist/scripts/responsa.js']);
    expect(await here.install('3.bundle')).toMatchObject({ versionIsNew: true, takenOver: report.leftOut });
    expect(textOf(here.to, 'current/node_modules/alpha/index.js')).toBe('export {};\n');
  });

  it('onto another base is refused with what is missing, and so is one whose base was altered', async () => {
    await here.bundle('0.bundle');
    here.write({ 'program/dist/scripts/responsa.js': 'console.log("tiny 2");\n' });
    const base = await readBase(at('0.bundle'));
    await here.bundle('1.bundle', { base });
    await expect(here.install('1.bundle')).rejects.toThrow(`goes onto the bundle ${base.digest.slice(0, 12)}, which is not installed`);
    expect(existsSync(path.join(here.to, 'current'))).toBe(false);
    const { version } = await here.install('0.bundle');
    writeFileSync(path.join(here.to, 'versions', version, 'LICENSE'), 'other');
    await expect(here.install('1.bundle')).rejects.toThrow('1 files are missing, as program/LICENSE');
    expect(readlinkSync(path.join(here.to, 'current'))).toBe(`versions/${version}`);
    writeFileSync(at('manifest.json'), (await contents(at('0.bundle'))).get('manifest.json')!);
    expect(await readBase(at('manifest.json'))).toEqual(base);
  });
});
