/** Which files of the program and its packages go into a bundle, and which are left out: what is for other platforms, for compiling, or for browsers. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ResponsaError, systemCode } from '../errors.js';
import type { ProductionPackage, Target } from './closure.js';

/** A file on disk and where it goes in the bundle. */
export interface SourceFile {
  readonly path: string;
  readonly file: string;
}

const systems = ['darwin', 'linux', 'win32', 'freebsd', 'openbsd', 'android', 'sunos', 'aix'];
const processors = ['x64', 'arm64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'mips64el', 'loong64'];

/** An addon of Node, or a library that one loads. */
export const isCompiled = (name: string): boolean => /\.(?:node|dll|dylib|so(?:\.\d+)*)$/.test(name);

/** A folder or a part of one that names another system or processor: `bin/napi-v6/darwin/arm64/…`, `prebuilds/win32-x64/…`. */
function isForAnother(name: string, target: Target): boolean {
  const folders = name.split('/').slice(0, -1);
  const isNative = isCompiled(name) || folders.some((part) => /^(?:prebuilds|napi-v\d+)$/.test(part));
  const named = folders.flatMap((part) => part.split('-'));
  return isNative && ((named.some((part) => systems.includes(part)) && !named.includes(target.os)) || (named.some((part) => processors.includes(part)) && !named.includes(target.cpu)));
}

/** Read by compilers, debuggers and people who change the package, never by a running program. */
const forDevelopment = /\.(?:map|d\.[cm]?ts|[cm]?ts|tsbuildinfo|o|a|d|mk|gypi?|cc|cpp|h|hpp|cmake)$|(?:^|\/)(?:Makefile|CMakeLists\.txt|binding\.Makefile)$|(?:^|\/)build\/Release\/(?:obj\.target|\.deps)\//;

/**
 * Parts of packages that are for browsers, by the package's place: Node takes `transformers.node.mjs` and `onnxruntime-node`, both by
 * the condition `node` of the packages' `exports`. What a package is without them is held by the test that runs a bundle.
 */
const forBrowsers: Readonly<Record<string, RegExp>> = {
  'onnxruntime-web': /^dist\/.*\.(?:wasm|mjs|js)$|^lib\//,
  '@huggingface/transformers': /^(?:src|types)\/|^dist\/transformers\.(?:web|min)\.|^dist\/transformers\.(?:js|web\.js)$/,
};

/** Regular files below a folder, sorted, `/` as separator. A link is refused: it would lead elsewhere on the other machine. */
export async function filesBelow(folder: string, enters: (name: string) => boolean = () => true): Promise<readonly string[]> {
  const found: string[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(path.join(folder, below), { withFileTypes: true })) {
      const name = path.posix.join(below, entry.name);
      if (!enters(name)) continue;
      if (entry.isDirectory()) await walk(name);
      else if (entry.isFile()) found.push(name);
      else throw new ResponsaError('bad-source', `${path.join(folder, name)} is a link or no regular file; a bundle holds files only.`, 'Put the file itself there, or take it out.');
    }
  };
  await walk('');
  return found.sort();
}

async function filesOfPackage(packagesFolder: string, { place, description }: ProductionPackage, target: Target): Promise<SourceFile[]> {
  const browsers = forBrowsers[description.name];
  const names = await filesBelow(path.join(packagesFolder, place), (name) => name !== 'node_modules');
  return names
    .filter((name) => !forDevelopment.test(name) && !isForAnother(name, target) && browsers?.test(name) !== true)
    .map((name) => ({ path: `program/${place}/${name}`, file: path.join(packagesFolder, place, name) }));
}

/** What of the program's own folder goes along; a missing one is left out, but for those that it cannot run without. */
const ownFiles = ['package.json', 'package-lock.json', 'README.md', 'LICENSE'];
const ownFolders = ['dist', 'docs', 'deploy'];
const needed = ['package.json', 'dist'];

/** The compiled program, its documentation and its packages (of `packagesFolder`), without what is for other platforms or for development. */
export async function programFiles(programFolder: string, packages: readonly ProductionPackage[], target: Target, packagesFolder: string = programFolder): Promise<readonly SourceFile[]> {
  const own: SourceFile[] = [];
  for (const name of [...ownFiles, ...ownFolders]) {
    try {
      const below = ownFolders.includes(name) ? (await filesBelow(path.join(programFolder, name))).map((one) => `${name}/${one}`) : (await readdir(programFolder)).filter((one) => one === name);
      if (below.length === 0 && needed.includes(name)) throw missing(programFolder, name);
      own.push(...below.filter((one) => !forDevelopment.test(one) && !one.endsWith('.tsbuildinfo')).map((one) => ({ path: `program/${one}`, file: path.join(programFolder, one) })));
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
      if (needed.includes(name)) throw missing(programFolder, name);
    }
  }
  const fromPackages = await Promise.all(packages.map((one) => filesOfPackage(packagesFolder, one, target)));
  return [...own, ...fromPackages.flat()];
}

function missing(programFolder: string, name: string): ResponsaError {
  return new ResponsaError('not-found', `${path.join(programFolder, name)} is not there.`, 'Run `npm ci` (which compiles the program) and start again.');
}
