/** `training-data`: an index -> pairs and reading examples for small models of one's own. */
import { makeTrainingData } from '../src/training/training-data.js';
import { pairKinds } from '../src/training/pair.js';
import { indexesFlag, jsonFlag, wrongUse, type Command } from './command.js';
import { showProgress } from './progress.js';

const kinds: readonly string[] = [...pairKinds, 'reading-question', 'reading-heading'];
/** Most lines of a kind in a language where nothing else is said: more change little and cost hours of training. */
const LIMIT = 10_000;

export const trainingData: Command = {
  name: 'training-data',
  use: '--out DIR [--indexes DIR] [--questions DIR …] [--pages DIR …] [--leave-out FILE] [--limit N|KIND=N …] [--json]',
  summary: `Makes what small models learn from out of the live index: pairs.jsonl for the embedder (${pairKinds.join(', ')}), reading.jsonl for the reader, and card.json and card.md that count what came from where. The same index gives the same files. docs/small-models.md tells more.`,
  flags: {
    out: { type: 'string', help: 'DIR       where the four files go; older ones there are replaced' },
    indexes: indexesFlag,
    questions: { type: 'string', multiple: true, help: 'DIR topics.<language>.jsonl, qrels.<language>.tsv and answers.<language>.jsonl of a collection of the index, repeatable' },
    pages: { type: 'string', multiple: true, help: 'DIR     corpus.jsonl, queries.jsonl, qrels.tsv and answers.jsonl, repeatable; the same page ids in another language are translations. The first is the one whose lines are paired with each other one\'s' },
    'leave-out': { type: 'string', help: 'FILE one id a line, of a question, a work, a page or WORK#EID: teaches nothing' },
    limit: { type: 'string', multiple: true, help: `N|KIND=N most lines of each kind in each language, repeatable (default: ${LIMIT}); KIND: ${kinds.join(', ')}. reading-question counts questions` },
    json: jsonFlag,
  },
  run: async (given) => {
    const out = given.text('out');
    if (out === undefined) throw wrongUse('Name a folder with --out DIR.', trainingData);
    if (given.positionals.length > 0) throw wrongUse(`"${given.positionals.join(' ')}" was not expected.`, trainingData);
    const leaveOut = given.text('leave-out');
    const progress = showProgress();
    const card = await makeTrainingData({
      config: given.config, world: { clock: () => new Date(), log: () => undefined }, out, pages: given.texts('pages'), questions: given.texts('questions'),
      limits: limitsOf(given.texts('limit')), signal: given.signal, onProgress: progress.report, ...(leaveOut !== undefined && { leaveOut }),
    }).finally(progress.stop);
    process.stdout.write(given.given('json') ? `${JSON.stringify(card)}\n` : `pairs    ${card.pairs.lines}\nreading  ${card.reading.lines}\ncard     ${out}/card.md\n`);
    if (card.leftOut.unmet.length > 0) process.stderr.write(`left out, but met nowhere: ${card.leftOut.unmet.join(', ')}\n`);
  },
};

function limitsOf(texts: readonly string[]): Record<string, number> {
  const limits: Record<string, number> = { '': LIMIT };
  for (const text of texts) {
    const { kind = '', number } = /^(?:(?<kind>[a-z-]+)=)?(?<number>[1-9]\d*)$/u.exec(text)?.groups ?? {};
    if (number === undefined || (kind !== '' && !kinds.includes(kind))) throw wrongUse(`--limit must be a whole number above 0, or KIND=N with one of ${kinds.join(', ')}, not "${text}".`, trainingData);
    limits[kind] = Number(number);
  }
  return limits;
}
