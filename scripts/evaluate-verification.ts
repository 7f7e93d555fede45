/** `evaluate --verify DIR …`: real sentences made false and said otherwise by rule -> how many the check of statements catches and drops. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { measureVerification, type KindFigures, type VerificationFigures } from '../src/evaluation/verification/measure.js';
import { wholeNumber, type Arguments, type Command } from './command.js';
import { showProgress } from './progress.js';
import { seededRandom } from './seeded-random.js';

/** Files read of each folder: enough for the rare kinds (dates, exceptions) in every corpus that was measured. */
const filesOfFolder = 150;
/** Statements of each kind from each folder; `--limit` sets another number. */
const statementsOfKind = 60;
/** `--seed` sets another: other files, sentences and changes, to see that what is found does not hang on these. */
const usualSeed = 6;

/** Writes the figures; `--failures FILE` gets a JSON line for each mutation not caught and each rewording dropped. */
export async function evaluateVerification(given: Arguments, command: Command): Promise<void> {
  const failures = given.text('failures');
  if (failures !== undefined) writeFileSync(failures, '');
  const progress = showProgress();
  const figures = await measureVerification([...given.texts('verify'), ...given.positionals], {
    seed: wholeNumber(given, 'seed', command) ?? usualSeed, random: seededRandom, threads: given.config.threads, files: filesOfFolder, perKind: wholeNumber(given, 'limit', command) ?? statementsOfKind,
    signal: given.signal, onProgress: progress.report,
    onChecked: (checked) => {
      if (failures !== undefined && (checked.is === 'mutation') !== (checked.support === 'unsupported')) appendFileSync(failures, `${JSON.stringify(checked)}\n`);
    },
  }).finally(progress.stop);
  process.stdout.write(given.given('json') ? `${JSON.stringify(figures)}\n` : tables(figures));
}

function tables({ folders, sentences, mutations, allMutations, mutationsByLanguage, rewordings, allRewordings, rewordingsByLanguage }: VerificationFigures): string {
  const rows = (figures: Readonly<Record<string, KindFigures>>): string => Object.entries(figures).map(([name, { made, unsupported, notCheckable, shareUnsupported }]) => `| ${name} | ${made} | ${unsupported} | ${notCheckable} | ${(100 * shareUnsupported).toFixed(1)} % |\n`).join('');
  return `${folders} folders, ${sentences} sentences to choose from

| mutation | made | caught | not checkable | share caught |
|---|---|---|---|---|
${rows({ ...mutations, all: allMutations, ...mutationsByLanguage })}
| rewording | made | dropped | not checkable | share dropped |
|---|---|---|---|---|
${rows({ ...rewordings, all: allRewordings, ...rewordingsByLanguage })}`;
}
