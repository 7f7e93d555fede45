/** `audit`: is the log as it was written, what is in it, and how something is erased from it. */
import { auditFolder } from '../src/past-answers.js';
import { eraseAnswer, eraseBefore } from '../src/record/erase-log.js';
import { linesOfLog, verifyLog } from '../src/record/verify-log.js';
import { indexesFlag, jsonFlag, wrongUse, type Arguments, type Command } from './command.js';
import { parseDay } from './values.js';

export const audit: Command = {
  name: 'audit',
  use: 'verify [--seen HASH] | export [--from DATE] [--to DATE] | erase (--before DATE | --id ID) [--indexes DIR] [--json]',
  summary:
    'verify follows the chain of the audit log and names every line that was altered, taken out or moved (exit code 1); export prints its entries, one JSON object a line; erase takes the data out of entries, which leaves the chain whole and is itself recorded. Days are those of UTC.',
  flags: {
    seen: { type: 'string', help: 'HASH   a hash that verify printed earlier: the log must still hold that entry' },
    from: { type: 'string', help: 'DATE   export: the first day' },
    to: { type: 'string', help: 'DATE     export: the last day' },
    before: { type: 'string', help: 'DATE erase: everything that was recorded before this day' },
    id: { type: 'string', help: 'ID       erase: this answer, and follow-up questions that carry its question with them' },
    indexes: indexesFlag,
    json: jsonFlag,
  },
  run: async (given) => {
    const [action, ...others] = given.positionals;
    if (others.length > 0) throw wrongUse(`"${others.join(' ')}" was not expected.`, audit);
    if (action === 'verify') await verify(given);
    else if (action === 'export') await exportEntries(given);
    else if (action === 'erase') await erase(given);
    else throw wrongUse('One of verify, export and erase is expected.', audit);
  },
};

async function verify(given: Arguments): Promise<void> {
  const checked = await verifyLog(auditFolder(given.config), given.text('seen'));
  const problems = checked.problems.map(({ file, line, what }) => `  ${file}, line ${line}: ${what}\n`).join('');
  const counts = `${checked.entries} entries in ${checked.files} files, ${checked.erased} of them erased, ${checked.torn} lines never finished\nlast entry ${checked.head.seq}, hash ${checked.head.hash}\n`;
  process.stdout.write(given.given('json') ? `${JSON.stringify(checked)}\n` : `${counts}${problems === '' ? 'every line is as it was written\n' : problems}`);
  if (checked.problems.length > 0) process.exitCode = 1;
}

/** Erased entries are among them, with `data` null. */
async function exportEntries(given: Arguments): Promise<void> {
  const day = (flag: string, open: string): string => {
    const text = given.text(flag);
    return text === undefined ? open : parseDay(text, audit);
  };
  const [from, to] = [day('from', '0000-01-01'), day('to', '9999-12-31')];
  for await (const { entry } of linesOfLog(auditFolder(given.config))) {
    if (entry !== null && entry.at.slice(0, 10) >= from && entry.at.slice(0, 10) <= to) process.stdout.write(`${JSON.stringify(entry)}\n`);
  }
}

async function erase(given: Arguments): Promise<void> {
  const { config } = given;
  const [before, id] = [given.text('before'), given.text('id')];
  if ((before === undefined) === (id === undefined)) throw wrongUse('One of --before DATE and --id ID is expected.', audit);
  const settings = { folder: auditFolder(config), sync: config.auditSync, fileSize: config.auditFileSize, clock: () => new Date() };
  const { erased } = id === undefined ? await eraseBefore(settings, () => new Date(parseDay(before!, audit)), { who: 'command', why: 'before' }) : await eraseAnswer(settings, id, 'command');
  process.stdout.write(given.given('json') ? `${JSON.stringify({ erased })}\n` : `${erased} entries erased\n`);
}
