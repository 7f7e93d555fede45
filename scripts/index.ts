/** `index`: folders of law -> a published generation. */
import { rebuildIndex } from '../src/assistant.js';
import { indexesFlag, jsonFlag, wrongUse, type Command } from './command.js';
import { showProgress } from './progress.js';

export const index: Command = {
  name: 'index',
  use: '--corpus DIR [--corpus DIR …] [--indexes DIR] [--headings in|out] [--full] [--json]',
  summary: 'Builds an index of the documents below each DIR and publishes it as a new generation. Text that has not changed is not embedded again.',
  flags: {
    corpus: { type: 'string', multiple: true, help: 'DIR    a collection, or a folder of collections; can be given several times' },
    indexes: indexesFlag,
    headings: { type: 'string', help: 'in|out  out: leaves the headings of sections and articles out, for measuring only (default: in)', setting: 'headings' },
    full: { type: 'boolean', help: '      embed everything anew' },
    json: jsonFlag,
  },
  run: async (given) => {
    const folders = given.texts('corpus');
    if (folders.length === 0) throw wrongUse('No corpus was named.', index);
    const progress = showProgress();
    const report = await rebuildIndex(given.config, folders, {
      full: given.given('full'),
      clock: () => new Date(),
      signal: given.signal,
      onProgress: progress.report,
    }).finally(progress.stop);
    process.stdout.write(given.given('json') ? `${JSON.stringify(report)}\n` : describeReport(report));
  },
};

type Report = Awaited<ReturnType<typeof rebuildIndex>>;

/** The counts as lines; each skipped file with its reason, so that nothing vanishes. */
export function describeReport({ generation, unchanged, counts, seconds, skipped, warnings }: Report): string {
  const skippedLines = skipped.map(({ file, reason }) => `  skipped ${file}: ${reason}\n`).join('');
  const warningLines = warnings.map((warning) => `  warning: ${warning}\n`).join('');
  return `${unchanged ? 'nothing changed; still live' : 'published'}: generation ${generation}
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
