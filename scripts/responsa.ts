#!/usr/bin/env node
/** `responsa NAME …`: finds the command and runs it. A command's code is loaded when it is asked for: `--help` need not load a model's runtime. */
// First: what is imported after it finds no way out.
import '../src/outgoing/install.js';
import { runCommand, type Command } from './command.js';

const commands: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Command> }>> = {
  index: { summary: 'builds an index of documents and publishes it', load: async () => (await import('./index.js')).index },
  ask: { summary: 'answers one question in the terminal', load: async () => (await import('./ask.js')).ask },
  serve: { summary: 'the service over HTTP', load: async () => (await import('./serve.js')).serve },
  evaluate: { summary: 'measures retrieval, reading and answers on question sets', load: async () => (await import('./evaluate.js')).evaluate },
  generations: { summary: 'lists, activates, verifies and prunes generations', load: async () => (await import('./generations.js')).generations },
  bundle: { summary: 'writes one file for a machine without a network', load: async () => (await import('./bundle.js')).bundle },
  'bundle-key': { summary: 'makes the keys that bundles are signed with', load: async () => (await import('./bundle.js')).bundleKey },
  unbundle: { summary: 'verifies and installs a bundle, goes back', load: async () => (await import('./unbundle.js')).unbundle },
  models: { summary: 'lists, adds, removes and chooses models', load: async () => (await import('./models.js')).models },
  inspect: { summary: 'what a parser understood of one file', load: async () => (await import('./inspect.js')).inspect },
  formats: { summary: 'measures the parsers on folders of real law', load: async () => (await import('./formats.js')).formats },
  'fit-reader': { summary: 'fits the reader\'s weights again', load: async () => (await import('./fit-reader.js')).fitReaderCommand },
  'training-data': { summary: 'makes what small models learn from out of an index', load: async () => (await import('./training-data.js')).trainingData },
  replay: { summary: 'produces a past answer again and compares it', load: async () => (await import('./replay.js')).replay },
  keys: { summary: 'makes, lists and withdraws the keys of the service', load: async () => (await import('./keys.js')).keys },
  audit: { summary: 'verifies, exports or erases from the audit log', load: async () => (await import('./audit.js')).audit },
  bench: { summary: 'speeds and memory of this machine', load: async () => (await import('./bench.js')).bench },
};

function overview(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(13)} ${summary}`);
  return `responsa COMMAND …\n\n${lines.join('\n')}\n\nresponsa COMMAND --help tells more.\n`;
}

const [name, ...argv] = process.argv.slice(2);
if (name === undefined || name === '--help') process.stdout.write(overview());
else if (!Object.hasOwn(commands, name)) {
  process.stderr.write(`There is no command "${name}".\n\n${overview()}`);
  process.exitCode = 2;
} else await runCommand(await commands[name]!.load(), argv);
