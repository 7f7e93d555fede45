/** `replay`: a past answer, produced again and compared. */
import { replayAnswer, type Replay } from '../src/replay.js';
import { indexesFlag, jsonFlag, wrongUse, type Command } from './command.js';

export const replay: Command = {
  name: 'replay',
  use: 'ID [--indexes DIR] [--json]',
  summary: 'Produces an answer of the audit log again, on the generation and with the settings it was made with, and compares. Exit code 0: the same; 1: it differs, or cannot be made.',
  flags: { indexes: indexesFlag, json: jsonFlag },
  run: async (given) => {
    const [id, ...others] = given.positionals;
    if (id === undefined || others.length > 0) throw wrongUse('The id of one answer is expected.', replay);
    const replayed = await replayAnswer(given.config, { clock: () => new Date(), log: (line) => process.stderr.write(`${line}\n`) }, id, given.signal);
    process.stdout.write(given.given('json') ? `${JSON.stringify(replayed, null, 2)}\n` : replayText(replayed));
    if (!replayed.same) process.exitCode = 1;
  },
};

function replayText({ id, generation, same, recorded, produced, differences, recordedBefore, unknownSettings }: Replay): string {
  const before = recordedBefore.length === 0 ? '' : `recorded before this version's ${recordedBefore.join(', ')}: not compared\n`;
  const unknown = unknownSettings.length === 0 ? '' : `settings that this version does not have: ${unknownSettings.join(', ')}\n`;
  if (same) return `${id}: the same answer (generation ${generation}, sha256 ${recorded})\n${before}${unknown}`;
  const lines = differences.map((one) => `  ${one.at}\n    recorded ${one.recorded ?? 'nothing'}\n    produced ${one.produced ?? 'nothing'}\n`).join('');
  return `${id}: differs (generation ${generation})\n  recorded sha256 ${recorded}\n  produced sha256 ${produced}\n${lines}${before}${unknown}`;
}
