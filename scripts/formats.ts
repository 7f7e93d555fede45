/** `formats`: the parsers measured on folders of real law. */
import { measureFolder, type FormatFigures } from '../src/evaluation/formats/measure-folder.js';
import { printFormatsTable } from './formats-table.js';
import { jsonFlag, wrongUse, type Command } from './command.js';

export const formats: Command = {
  name: 'formats',
  use: 'DIR [--speed] [--json] | --table DIR [DIR …]',
  summary: 'Parses every file below DIR and holds each tree against the visible text of its source, extracted in another way: what was kept, in which order, what was lost. With --speed only parses and counts.',
  flags: { speed: { type: 'boolean', help: '     parse and count only: seconds and memory are then those of the parsers' }, table: { type: 'boolean', help: '     both for each DIR, in processes of their own, as the table of docs/formats.md' }, json: jsonFlag },
  run: async (given) => {
    const [folder, ...others] = given.positionals;
    if (folder !== undefined && given.given('table')) {
      await printFormatsTable(given.positionals, (text) => process.stdout.write(text));
      return;
    }
    if (folder === undefined || others.length > 0) throw wrongUse('Expected one folder.', formats);
    const figures = await measureFolder(folder, { threads: given.config.threads, speedOnly: given.given('speed') });
    process.stdout.write(given.given('json') ? `${JSON.stringify(figures)}\n` : describeFigures(figures));
  },
};

const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(3)} %`);

function describeFigures(figures: FormatFigures): string {
  const { megabytes, seconds } = figures;
  const lines = [
    `${figures.folder}: ${figures.formats.join(', ')}`,
    `files             ${figures.files} (${figures.read} read, ${figures.refused.length} not), ${megabytes.toFixed(1)} MB`,
    `works             ${figures.works}, expressions ${figures.expressions}`,
    `provisions        ${figures.provisions}; sections and articles ${figures.basicProvisions}, with heading ${share(figures.basicWithHeading, figures.basicProvisions)} (${figures.basicWithHeading})`,
    `own period        ${figures.withOwnPeriod}; repealed or otherwise not in force ${figures.notInForce}; defined terms ${figures.terms}`,
    `references        ${figures.references}, resolved ${share(figures.resolved, figures.references)} (${figures.toOtherWorks} in other works; work not here ${figures.workUnknown}, no such provision ${figures.provisionUnknown}, ambiguous ${figures.ambiguous})`,
    `warnings          ${figures.warnings}`,
    `text kept         ${share(figures.kept, figures.characters)} of ${figures.characters} characters; in order ${share(figures.inOrder, figures.kept)}; added ${figures.added}`,
    `provisions equal  ${share(figures.unitsTrue, figures.units)} of ${figures.units} sections or articles of the source`,
    `speed             ${seconds === null ? 'not measured (use --speed)' : `${seconds.toFixed(1)} s, ${(megabytes / seconds).toFixed(1)} MB/s`}; peak ${figures.peakMegabytes.toFixed(0)} MB`,
    ...figures.refused.filter(({ reason }) => !reason.startsWith('another rendition')).slice(0, 40).map(({ file, reason }) => `  not read ${file}: ${reason}`),
    ...figures.worst.map(({ file, share: kept, lost, differing }) => `  ${(100 * kept).toFixed(2)} % ${file}\n${lost.slice(0, 4).map((each) => `      lost: ${each}\n`).join('')}${differing.map((each) => `      differs: ${each}\n`).join('')}`.trimEnd()),
  ];
  return `${lines.join('\n')}\n`;
}
