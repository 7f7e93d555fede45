/** `generations`: what is on disk, which is live, roll back, check, prune. */
import { openChanges } from '../src/changes.js';
import { isRefused, listGenerations, pruneGenerations, verifyGeneration } from '../src/indexing/generations.js';
import { activate } from '../src/upkeep/generations.js';
import { commandLine, indexesFlag, jsonFlag, wholeNumber, wrongUse, type Command } from './command.js';

export const generations: Command = {
  name: 'generations',
  use: '[list | activate ID | verify [ID] | prune --keep N] [--indexes DIR] [--json]',
  summary: 'Lists the generations on disk, makes another one live, checks every checksum, or removes old ones (never the live one, nor one that a running service answers from).',
  flags: { indexes: indexesFlag, keep: { type: 'string', help: 'N        how many to keep (prune)' }, json: jsonFlag },
  run: async (given) => {
    const [action = 'list', id, ...others] = given.positionals;
    const folder = given.config.indexes;
    const print = (value: unknown, text: string): boolean => process.stdout.write(given.given('json') ? `${JSON.stringify(value)}\n` : text);
    if (others.length > 0) throw wrongUse(`"${others.join(' ')}" was not expected.`, generations);
    if (action === 'list') {
      const found = await listGenerations(folder);
      const lines = await Promise.all(found.map(async ({ id: name, live, created, chunks }) => `${live ? '*' : ' '} ${name}  ${created}  ${chunks} chunks${(await isRefused(folder, name)) ? '  refused by the gate' : ''}\n`));
      print(found, lines.join(''));
    } else if (action === 'activate' && id !== undefined) {
      const clock = (): Date => new Date();
      await activate(id, { indexes: folder, who: commandLine, embedder: null, recordChange: openChanges(given.config, clock), clock });
      print({ live: id }, `live: ${id}\n`);
    } else if (action === 'verify') {
      const checked = await verifyGeneration(folder, id);
      print(checked, `${checked.id}: ${checked.files} files, ${checked.bytes} bytes, every checksum right\n`);
    } else if (action === 'prune') {
      const keep = wholeNumber(given, 'keep', generations);
      if (keep === undefined) throw wrongUse('prune needs --keep N.', generations);
      const removed = await pruneGenerations(folder, keep);
      print({ removed }, `removed: ${removed.length === 0 ? 'none' : removed.join(', ')}\n`);
    } else throw wrongUse(`"${given.positionals.join(' ')}" is not one of list, activate ID, verify [ID], prune --keep N.`, generations);
  },
};
