/** `index`: folders of law -> a published generation. */
import { openChanges } from '../src/changes.js';
import { ResponsaError } from '../src/errors.js';
import { buildWithGate, type GatedReport } from '../src/upkeep/gated-build.js';
import { commandLine, indexesFlag, jsonFlag, wrongUse, type Command } from './command.js';
import { showProgress } from './progress.js';

export const index: Command = {
  name: 'index',
  use: '--corpus DIR [--corpus DIR …] [--indexes DIR] [--headings in|out] [--full] [--force] [--json]',
  summary: 'Builds an index of the documents below each DIR and publishes it as a new generation, unless the gate refuses it: damaged, much smaller than the last, or worse at finding the answers to the collections\' own questions. Text that has not changed is not embedded again.',
  flags: {
    corpus: { type: 'string', multiple: true, help: 'DIR    a collection, or a folder of collections; can be given several times' },
    indexes: indexesFlag,
    headings: { type: 'string', help: 'in|out  out: leaves the headings of sections and articles out, for measuring only (default: in)', setting: 'headings' },
    full: { type: 'boolean', help: '      embed everything anew' },
    force: { type: 'boolean', help: '     publish it whatever the gate says, unless it is damaged; recorded' },
    json: jsonFlag,
  },
  run: async (given) => {
    const folders = given.texts('corpus');
    if (folders.length === 0) throw wrongUse('No corpus was named.', index);
    const progress = showProgress();
    const clock = (): Date => new Date();
    const report = await buildWithGate(given.config, folders, {
      full: given.given('full'),
      force: given.given('force'),
      who: commandLine,
      recordChange: openChanges(given.config, clock),
      clock,
      signal: given.signal,
      onProgress: progress.report,
    }).finally(progress.stop);
    process.stdout.write(given.given('json') ? `${JSON.stringify(report)}\n` : describeReport(report));
    if (report.refused) throw refusal(report);
  },
};

function refusal({ generation, refusals }: GatedReport): ResponsaError {
  const isDamaged = refusals.some(({ check }) => check === 'integrity');
  const advice = isDamaged ? 'Look at the disk, then build again.' : `If it is right all the same: \`index --force\`, or \`generations activate ${generation}\`.`;
  return new ResponsaError('conflict', `Generation ${generation} was built but not made live; the old one stays.\n${refusals.map(({ message }) => `  ${message}`).join('\n')}`, advice);
}

/** The counts as lines; each skipped file with its reason, so that nothing vanishes. */
export function describeReport({ generation, unchanged, refused, counts, seconds, skipped, warnings, refusals, notes }: GatedReport): string {
  const skippedLines = skipped.map(({ file, reason }) => `  skipped ${file}: ${reason}\n`).join('');
  const forced = refused ? [] : refusals.map(({ message }) => `forced: ${message}`);
  const warningLines = [...warnings.map((warning) => `warning: ${warning}`), ...notes.map((note) => `gate: ${note}`), ...forced].map((line) => `  ${line}\n`).join('');
  return `${refused ? 'refused, not live' : unchanged ? 'nothing changed; still live' : 'published'}: generation ${generation}
files read      ${counts.filesRead}
skipped         ${counts.skipped}
works           ${counts.works}
expressions     ${counts.expressions}
provisions      ${counts.provisions}
chunks          ${counts.chunks}
embedded        ${counts.embedded}
taken over      ${counts.takenOver}
references      ${counts.references}, resolved ${counts.referencesResolved}
seconds         ${seconds.toFixed(1)}
${skippedLines}${warningLines}`;
}
