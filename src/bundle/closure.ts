/** Which packages the program needs where it runs: `dependencies` and the `optionalDependencies` that are there, from package to package, looked up as Node does. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, ResponsaError, systemCode } from '../errors.js';

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  libc: z.union([z.string(), z.array(z.string())]).optional(),
  engines: z.object({ node: z.string().optional() }).optional(),
  /** It is compiled where it is installed. */
  gypfile: z.boolean().optional(),
});
export type PackageDescription = z.infer<typeof packageSchema>;

/** As `linux-x64-glibc`, in parts. */
export interface Target {
  readonly os: string;
  readonly cpu: string;
  /** Linux only. */
  readonly libc: string | null;
}

export function targetOf(platform: string): Target {
  const [os = '', cpu = '', libc = null] = platform.split('-');
  return { os, cpu, libc };
}

export interface ProductionPackage {
  /** Below the program's folder, as the lock file names it: `node_modules/a/node_modules/b`. */
  readonly place: string;
  readonly description: PackageDescription;
  readonly optional: boolean;
  /** `place` of each package it needs. */
  readonly needs: readonly string[];
}

/** The description of the package in `folder`, `null` when there is none. */
export async function readPackage(folder: string): Promise<PackageDescription | null> {
  const file = path.join(folder, 'package.json');
  try {
    return packageSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null;
    throw new ResponsaError('damaged', `${file} describes no package: ${messageOf(error)}.`, 'Run `npm ci` and start again.', { cause: error });
  }
}

/** npm's rule for `os`, `cpu` and `libc`: one of the list, or none of those with a `!`. */
function allows(list: readonly string[] | undefined, value: string | null): boolean {
  if (list === undefined || value === null) return true;
  const wanted = list.filter((one) => !one.startsWith('!'));
  return !list.includes(`!${value}`) && (wanted.length === 0 || wanted.includes(value) || wanted.includes('any'));
}

function fits({ os, cpu, libc }: PackageDescription, target: Target): boolean {
  return allows(os, target.os) && allows(cpu, target.cpu) && allows(typeof libc === 'string' ? [libc] : libc, target.libc);
}

/** Where Node finds `name` for a package at `place`: the nearest `node_modules` upwards. */
async function lookUp(packagesFolder: string, place: string, name: string): Promise<{ readonly place: string; readonly description: PackageDescription } | null> {
  for (let from = place; ;) {
    const candidate = path.posix.join(from, 'node_modules', name);
    const description = await readPackage(path.join(packagesFolder, candidate));
    if (description !== null) return { place: candidate, description };
    if (from === '') return null;
    const above = from.lastIndexOf('/node_modules/');
    from = above === -1 ? '' : from.slice(0, above);
  }
}

/** An optional package whose name says that it is for this very platform (`@img/sharp-linux-arm64`) is what the package that lists it runs on there. */
const isNamedFor = (name: string, { os, cpu, libc }: Target): boolean => (libc === 'musl' ? [`-${os}musl-${cpu}`, `-${os}-${cpu}-musl`] : [`-${os}-${cpu}`, `-${os}-${cpu}-gnu`, `-${os}-${cpu}-msvc`]).some((end) => name.endsWith(end));

/**
 * Every package that the program needs on `target`, sorted by place; they lie in the `node_modules` of `packagesFolder`. ResponsaError('bad-source') when a
 * needed one is not installed or is not for that platform.
 */
export async function productionClosure(programFolder: string, target: Target, packagesFolder: string = programFolder): Promise<readonly ProductionPackage[]> {
  const root = await readPackage(programFolder);
  if (root === null) throw new ResponsaError('not-found', `${programFolder} has no package.json.`, 'Bundles are made from the folder of the program.');
  const found = new Map<string, ProductionPackage>();
  /** Returns the places of what is needed. Each package is walked once. */
  const walk = async (place: string, { dependencies, optionalDependencies }: PackageDescription, optional: boolean): Promise<string[]> => {
    const needs: string[] = [];
    const names = new Map([...Object.keys(dependencies).map((name) => [name, optional] as const), ...Object.keys(optionalDependencies).map((name) => [name, true] as const)]);
    for (const [name, isOptional] of names) {
      const mayMiss = name in optionalDependencies && !isNamedFor(name, target);
      const at = await lookUp(packagesFolder, place, name);
      if (at === null || !fits(at.description, target)) {
        if (mayMiss) continue;
        throw new ResponsaError('bad-source', `The package ${name}, which ${place || 'the program'} needs, is ${at === null ? 'not installed' : `not for ${target.os}-${target.cpu}`}.`, 'Run `npm ci` and start again.');
      }
      needs.push(at.place);
      const known = found.get(at.place);
      // Reached first as an optional one, and now as a needed one: walked again, so that what it needs counts as needed too.
      if (known !== undefined && (isOptional || !known.optional)) continue;
      found.set(at.place, { ...at, optional: isOptional, needs: [] });
      found.set(at.place, { ...at, optional: isOptional, needs: await walk(at.place, at.description, isOptional) });
    }
    return needs.sort();
  };
  await walk('', root, false);
  return [...found.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
}
