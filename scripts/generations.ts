/** `generations`: what is on disk, which is live, roll back, check, prune. */
import { activateGeneration, listGenerations, pruneGenerations, verifyGeneration } from '../src/indexing/generations.js';
import { indexesFlag, jsonFlag, wholeNumber, wrongUse, type Command } from './command.js';

export const generations: Command = {
  name: 'generations',
  use: '[list | activate ID | verify [ID] | prune --keep N] [--indexes DIR] [--json]',
  summary: 'Lists the generations on disk, makes another one live, checks every checksum, or removes old ones (never the live one).',
  flags: { indexes: indexesFlag, keep: { type: 'string', help: 'N        how many to keep (prune)' }, json: jsonFlag },
  run: async (given) => {
    const [action = 'list', id, ...others] = given.positionals;
    const folder = given.config.indexes;
    const print = (value: unknown, text: string): boolean => process.stdout.write(given.given('json') ? `${JSON.stringify(value)}\n` : text);
    if (others.length > 0) throw wrongUse(`"${others.join(' ')}" was not expected.`, generations);
    if (action === 'list') {
      const found = await listGenerations(folder);
      print(found, found.map(({ id: name, live, created, chunks }) => `${live ? '*' : ' '} ${name}  ${created}  ${chunks} chunks\n`).join(''));
    } else if (action === 'activate' && id !== undefined) {
      await activateGeneration(folder, id);
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
