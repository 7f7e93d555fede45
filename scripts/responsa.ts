#!/usr/bin/env node
/** `responsa NAME …`: finds the command and runs it. */
import { ask } from './ask.js';
import { bench } from './bench.js';
import { runCommand, type Command } from './command.js';
import { evaluate } from './evaluate.js';
import { generations } from './generations.js';
import { index } from './index.js';
import { serve } from './serve.js';

const commands: readonly Command[] = [index, ask, serve, evaluate, generations, bench];

function overview(): string {
  return `responsa COMMAND …\n\n${commands.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`).join('\n')}\n\nresponsa COMMAND --help tells more.\n`;
}

const [name, ...argv] = process.argv.slice(2);
const command = commands.find((one) => one.name === name);
if (command !== undefined) await runCommand(command, argv);
else if (name === undefined || name === '--help') process.stdout.write(overview());
else {
  process.stderr.write(`There is no command "${name}".\n\n${overview()}`);
  process.exitCode = 2;
}
