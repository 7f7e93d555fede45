#!/usr/bin/env node
/** `npm start`: builds an index of the shipped corpus when there is none, then serves. */
// First: what is imported after it finds no way out.
import '../src/outgoing/install.js';
import { openChanges } from '../src/changes.js';
import { readCurrent } from '../src/indexing/generations.js';
import { buildWithGate } from '../src/upkeep/gated-build.js';
import { commandLine, indexesFlag, runCommand, type Command } from './command.js';
import { describeReport } from './index.js';
import { showProgress } from './progress.js';
import { serve, serveUntil } from './serve.js';

const start: Command = {
  name: 'start',
  use: '[--host H] [--port N] [--indexes DIR]',
  summary: 'Builds an index of the collections (setting `corpus`) when there is none yet, then serves it.',
  flags: { ...serve.flags, indexes: indexesFlag },
  run: async ({ config, signal }) => {
    if ((await readCurrent(config.indexes)) === null) {
      process.stderr.write(`No index yet: building one of ${config.corpus}.\n`);
      const clock = (): Date => new Date();
      const progress = showProgress();
      const report = await buildWithGate(config, [config.corpus], { full: false, force: false, who: commandLine, recordChange: openChanges(config, clock), clock, signal, onProgress: progress.report }).finally(progress.stop);
      process.stderr.write(describeReport(report));
    }
    await serveUntil(config, signal);
  },
};

await runCommand(start, process.argv.slice(2));
