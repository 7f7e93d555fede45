/** `inspect`: what a parser understood of one file. */
import { inspectFile } from '../src/inspect.js';
import { inspectionText, inspectionView } from '../src/inspection-view.js';
import { jsonFlag, wrongUse, type Command } from './command.js';

export const inspect: Command = {
  name: 'inspect',
  use: 'FILE [--json]',
  summary: 'Shows what is understood of one file: what it is, its tree of provisions with periods, pages and references, and warnings. With --json one object a document, each on a line of its own (most files hold one).',
  flags: { json: jsonFlag },
  run: async (given) => {
    const [file, ...others] = given.positionals;
    if (file === undefined || others.length > 0) throw wrongUse(file === undefined ? 'No file was named.' : `"${others.join(' ')}" was not expected: one file at a time.`, inspect);
    const { documents, warnings } = await inspectFile(file);
    for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
    const printed = documents.map((document) => (given.given('json') ? `${JSON.stringify(inspectionView(document))}\n` : inspectionText(document)));
    process.stdout.write(printed.join(given.given('json') ? '' : '\n'));
  },
};
