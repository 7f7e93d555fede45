#!/usr/bin/env node
/**
 * `unbundle` where nothing is installed yet, out of the bundle itself:
 *
 *   tar -xf FILE program/package.json program/dist && node program/dist/scripts/unbundle-alone.js --in FILE --to DIR
 */
import { parseArgs } from 'node:util';
import { describe, faults, messageOf, ResponsaError } from '../src/errors.js';
import { runUnbundle, unbundle } from './unbundle.js';

const usage = `unbundle ${unbundle.use}\n\n${unbundle.summary}\n\n${Object.entries(unbundle.flags).map(([name, { help }]) => `  --${name} ${help}\n`).join('')}`;

function parse(argv: readonly string[]): ReturnType<typeof parseArgs> {
  const options = Object.fromEntries([...Object.entries(unbundle.flags).map(([name, { type }]) => [name, { type }] as const), ['help', { type: 'boolean' }] as const]);
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new ResponsaError('bad-request', messageOf(error), `Use: ${unbundle.use}`);
  }
}

try {
  const { values, positionals } = parse(process.argv.slice(2));
  const text = (flag: string): string | undefined => {
    const value = values[flag];
    return typeof value === 'string' ? value : undefined;
  };
  if (values['help'] === true) process.stdout.write(usage);
  else await runUnbundle({ positionals, text, given: (flag) => values[flag] === true });
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = error instanceof ResponsaError ? faults[error.fault].exitCode : 1;
}
