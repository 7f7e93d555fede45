/** `audit`: is the log as it was written, and what is in it. */
import { auditFolder } from '../src/past-answers.js';
import { entriesOf, verifyLog } from '../src/record/verify-log.js';
import { indexesFlag, jsonFlag, wrongUse, type Command } from './command.js';

export const audit: Command = {
  name: 'audit',
  use: 'verify [--seen HASH] | export [--indexes DIR] [--json]',
  summary: 'verify follows the chain of the audit log and names every line that was altered, taken out or moved (exit code 1); export prints its entries, one JSON object a line.',
  flags: {
    seen: { type: 'string', help: 'HASH   a hash that verify printed earlier: the log must still hold that entry' },
    indexes: indexesFlag,
    json: jsonFlag,
  },
  run: async (given) => {
    const [action, ...others] = given.positionals;
    const folder = auditFolder(given.config);
    if (others.length > 0 || (action !== 'verify' && action !== 'export')) throw wrongUse('One of verify and export is expected.', audit);
    if (action === 'export') {
      for await (const entry of entriesOf(folder)) process.stdout.write(`${JSON.stringify(entry)}\n`);
      return;
    }
    const checked = await verifyLog(folder, given.text('seen'));
    const problems = checked.problems.map(({ file, line, what }) => `  ${file}, line ${line}: ${what}\n`).join('');
    const counts = `${checked.entries} entries in ${checked.files} files, ${checked.torn} lines never finished\nlast entry ${checked.head.seq}, hash ${checked.head.hash}\n`;
    process.stdout.write(given.given('json') ? `${JSON.stringify(checked)}\n` : `${counts}${problems === '' ? 'every line is as it was written\n' : problems}`);
    if (checked.problems.length > 0) process.exitCode = 1;
  },
};
