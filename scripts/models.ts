/** `models`: what is in the folder of models, taking one in or out, and which is in use. */
import { addModel, listShelf, removeModel, useModel, type ShelvedModel, type Switched } from '../src/model-shelf.js';
import { indexesFlag, jsonFlag, wrongUse, type Command } from './command.js';

export const models: Command = {
  name: 'models',
  use: '[list | add DIR | remove NAME | use NAME] [--models DIR] [--indexes DIR] [--json]',
  summary: 'Lists the models at hand with kind, licence, digest and size, takes a model folder in after checking all of it, removes one that nothing needs, or makes one the embedder or the reader in use (`use none`: no trained reader).',
  flags: { models: { type: 'string', help: 'DIR    the folder of models (default: models/)', setting: 'models' }, indexes: indexesFlag, json: jsonFlag },
  run: async ({ positionals, config, given }) => {
    const [action = 'list', name, ...others] = positionals;
    const print = (value: unknown, text: string): boolean => process.stdout.write(given('json') ? `${JSON.stringify(value)}\n` : text);
    if (others.length > 0 || (action === 'list' && name !== undefined)) throw wrongUse(`"${positionals.slice(action === 'list' ? 1 : 2).join(' ')}" was not expected.`, models);
    if (action === 'list') {
      const shelf = await listShelf(config);
      print(shelf, `${table(shelf.models).join('')}${shelf.broken.map((one) => `  ${one.name}: ${one.problem}\n`).join('')}`);
    } else if (name === undefined || !['add', 'remove', 'use'].includes(action)) throw wrongUse(`"${positionals.join(' ')}" is not one of list, add DIR, remove NAME, use NAME.`, models);
    else if (action === 'add') {
      const added = await addModel(config, name);
      print({ added }, `added: ${added.name} (${added.kind}, ${added.licence}, ${added.digest.slice(0, 12)}); use it with \`models use ${added.name}\`\n`);
    } else if (action === 'remove') {
      await removeModel(config, name);
      print({ removed: name }, `removed: ${name}\n`);
    } else {
      const switched = await useModel(config, name);
      print(switched, advice(switched, name).join(''));
    }
  },
};

function table(shelved: readonly ShelvedModel[]): string[] {
  const rows = shelved.map(({ name, kind, licence, digest, bytes, parameters, inUse }) => [inUse ? '*' : ' ', name, kind, licence, digest.slice(0, 12), `${(bytes / 1e6).toFixed(1)} MB`, parameters === null ? '' : `${(parameters / 1e6).toFixed(1)} M parameters`]);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()}\n`);
}

function advice({ kind, rebuild, overriddenBy }: Switched, name: string): string[] {
  return [
    `${kind} in use: ${name}; a running service takes it with its next start\n`,
    ...(rebuild === null ? [] : [`Indexes must be built again: generation ${rebuild.generation} was built with ${rebuild.builtWith} and is refused from now on. Run \`index --corpus DIR\` for each corpus.\n`]),
    ...(overriddenBy === null ? [] : [`The setting \`${kind}\` names ${overriddenBy}, which comes first; take it out of the settings to use ${name}.\n`]),
  ];
}
