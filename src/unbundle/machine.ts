/** What kind of machine this is, as bundles name it. */
import { readdirSync } from 'node:fs';
import type { Machine } from './examine.js';

/** On Linux with the C library: binaries for one do not run with the other. */
function cLibrary(): string {
  return readdirSync('/lib').some((name) => name.startsWith('ld-musl-')) ? 'musl' : 'glibc';
}

export function thisMachine(): Machine {
  const system = `${process.platform}-${process.arch}`;
  return { platform: process.platform === 'linux' ? `${system}-${cLibrary()}` : system, node: Number(process.versions.node.split('.')[0]) };
}
