/** Compiled files: for which system and processor, by their first bytes, so that no bundle carries one that its machine cannot load. */
import { open } from 'node:fs/promises';
import { ResponsaError } from '../errors.js';
import type { ProductionPackage, Target } from './closure.js';
import { isCompiled, type SourceFile } from './program-files.js';

export interface Binary {
  /** As Node names it: `linux`, `darwin`, `win32`. */
  readonly os: string;
  /** `x64`, `arm64`, or a number that is neither. */
  readonly cpu: string;
}

/** Bytes that hold what is looked at; a PE header stands some hundred behind the beginning. */
const looked = 4096;

/** e_machine of ELF, cputype of Mach-O, Machine of PE (their specifications). */
const elf: ReadonlyMap<number, string> = new Map([[62, 'x64'], [183, 'arm64']]);
const machO: ReadonlyMap<number, string> = new Map([[0x0100_0007, 'x64'], [0x0100_000c, 'arm64']]);
const pe: ReadonlyMap<number, string> = new Map([[0x8664, 'x64'], [0xaa64, 'arm64']]);

/** `null`: no 64-bit ELF, Mach-O or PE file (a universal Mach-O file, which holds several, too). */
export function binaryOf(bytes: Buffer): Binary | null {
  const named = (os: string, known: ReadonlyMap<number, string>, code: number): Binary => ({ os, cpu: known.get(code) ?? String(code) });
  if (bytes.length < 64) return null;
  if (bytes.readUInt32BE(0) === 0x7f45_4c46 && bytes[4] === 2) return named('linux', elf, bytes.readUInt16LE(18));
  if (bytes.readUInt32LE(0) === 0xfeed_facf) return named('darwin', machO, bytes.readUInt32LE(4));
  const header = bytes.readUInt32LE(60);
  if (bytes.toString('latin1', 0, 2) === 'MZ' && header + 6 <= bytes.length && bytes.toString('latin1', header, header + 4) === 'PE\0\0') return named('win32', pe, bytes.readUInt16LE(header + 4));
  return null;
}

async function binaryAt(file: string): Promise<Binary | null> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(looked), 0, looked, 0);
    return binaryOf(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** ResponsaError('bad-source') when a compiled file is for another machine than `target`, or a package that is compiled where it is installed has no such file. */
export async function requireNatives(files: readonly SourceFile[], packages: readonly ProductionPackage[], target: Target, node: string | null): Promise<void> {
  const natives = files.filter(({ path }) => isCompiled(path));
  for (const file of [...natives.map((one) => one.file), ...(node === null ? [] : [node])]) {
    const binary = await binaryAt(file);
    if (binary !== null && (binary.os !== target.os || binary.cpu !== target.cpu)) throw new ResponsaError('bad-source', `${file} is compiled for ${binary.os}-${binary.cpu}, and the bundle is for ${target.os}-${target.cpu}.`, 'Put the file there that such a machine has, or leave --platform out for a bundle for this one.');
  }
  for (const { place, description } of packages) {
    if (description.gypfile === true && !natives.some(({ path }) => path.startsWith(`program/${place}/`))) throw new ResponsaError('bad-source', `The package ${description.name} is compiled where it is installed, and has no compiled part in ${place}.`, `Run \`npm ci\` on a machine of the kind ${target.os}-${target.cpu} and take its build/Release/*.node.`);
  }
}
