/** `serve`: the service, until it is told to stop. */
import { fileURLToPath } from 'node:url';
import { openAccess, openEncryption, type AccessControl } from '../src/access-control.js';
import { openAssistant } from '../src/assistant.js';
import { openChanges } from '../src/changes.js';
import { programVersion, type Config } from '../src/config.js';
import { openCorpusDocuments, type CorpusDocuments } from '../src/corpus-documents.js';
import { describe } from '../src/errors.js';
import { checkQuestionFile } from '../src/evaluation/question-set.js';
import { openLog, type Log } from '../src/log.js';
import { createMetrics } from '../src/metrics.js';
import { refusedConnections } from '../src/outgoing/refusal.js';
import { applyRetention } from '../src/retention.js';
import { serve as startServer } from '../src/server/serve.js';
import { serviceMetrics } from '../src/server/service-metrics.js';
import { openTracing } from '../src/trace-export.js';
import type { Chore } from '../src/server/watch.js';
import { buildProcesses } from '../src/upkeep/build-process.js';
import { openUpkeep } from '../src/upkeep/upkeep.js';
import { indexesFlag, type Command } from './command.js';

export const serve: Command = {
  name: 'serve',
  use: '[--indexes DIR] [--host H] [--port N]',
  summary: 'Answers questions over HTTP from the live generation; takes over a newly published one without a pause. Ctrl-C stops it after the requests in flight.',
  flags: {
    indexes: indexesFlag,
    host: { type: 'string', help: 'H       where to listen (default: 127.0.0.1)', setting: 'host' },
    port: { type: 'string', help: 'N       where to listen (default: 8080; 0: a free one)', setting: 'port' },
  },
  run: ({ config, signal }) => serveUntil(config, signal),
};

/** Serves until `signal` aborts, then stops gracefully. Prints the address and one `curl` to try. */
export async function serveUntil(config: Config, signal: AbortSignal): Promise<void> {
  const clock = (): Date => new Date();
  const log = openLog({ format: config.logFormat, level: config.logLevel, clock, write: (text) => process.stderr.write(text) });
  const metrics = serviceMetrics(createMetrics(), { clock, version: programVersion, refusedConnections });
  const tracing = openTracing(config, programVersion, log);
  const recordChange = openChanges(config, clock);
  const access = await openAccess(config, { clock, ticks: () => performance.now(), log, recordChange });
  const encryption = await openEncryption(config);
  const assistant = await openAssistant(config, { clock, log, keepsAnswers: true, onTiming: (timing) => [metrics, tracing].forEach(({ onTiming }) => onTiming(timing)) });
  metrics.observe(assistant);
  const documents = openCorpusDocuments(config, { clock, recordChange, checkQuestions: checkQuestionFile });
  await takeBack(documents, log);
  const upkeep = await openUpkeep({ config, assistant, clock, log, recordChange, onBuildEnded: metrics.onBuildEnded, startProcess: buildProcesses(fileURLToPath(new URL('./build-process.js', import.meta.url)), config) });
  const server = await startServer({ assistant, config, clock, log, recordChange, documents, upkeep, access, metrics, tracing, encryption, chores: choresOf(config, access, clock, log) }).catch(async (error: unknown) => {
    await Promise.all([documents.close(), upkeep.close()]);
    throw error;
  });
  const key = (await access.asksForKey()) ? " -H 'authorization: Bearer KEY'" : '';
  process.stdout.write(`Responsa listens on ${server.address}\nTry: curl -s ${server.address}/v1/answers${key} -H 'content-type: application/json' -d '{"question":"How soon must I register after moving?"}'\n`);
  if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await server.stop();
  await Promise.all([documents.close(), access.recordRefusals(), tracing.close()]);
}

/** Before anybody can read the documents. Where it fails, questions are answered all the same, for their index was built before; the next change tries again. */
async function takeBack(documents: CorpusDocuments, log: Log): Promise<void> {
  try {
    for (const folder of await documents.takeBackInterrupted()) log(`warning an archive of documents was being stored in ${folder} when the service was stopped; nothing of it is stored, whoever sent it can send it again`);
  } catch (error) {
    log(`error ${describe(error)}`);
  }
}

/** Refused keys are recorded at most once a minute; old entries of the log looked for every hour, as a log is kept for days. */
function choresOf(config: Config, access: AccessControl, clock: () => Date, log: Log): readonly Chore[] {
  return [
    { failure: 'refused keys are not in the audit log', every: 60_000, run: () => access.recordRefusals() },
    {
      failure: 'the audit log keeps what auditDays says is to be erased',
      every: 3_600_000,
      async run() {
        const erased = await applyRetention(config, clock);
        if (erased > 0) log(`info ${erased} entries of the audit log are older than ${config.auditDays} days and were erased`);
      },
    },
  ];
}
