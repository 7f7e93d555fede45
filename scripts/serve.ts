/** `serve`: the service, until it is told to stop. */
import { openAssistant } from '../src/assistant.js';
import { openChanges } from '../src/changes.js';
import { programVersion, type Config } from '../src/config.js';
import { openLog } from '../src/log.js';
import { createMetrics } from '../src/metrics.js';
import { refusedConnections } from '../src/outgoing/refusal.js';
import { serve as startServer } from '../src/server/serve.js';
import { serviceMetrics } from '../src/server/service-metrics.js';
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
  const assistant = await openAssistant(config, { clock, log, keepsAnswers: true, onTiming: metrics.onTiming });
  metrics.observe(assistant);
  const server = await startServer({ assistant, config, clock, log, recordChange: openChanges(config, clock), metrics });
  process.stdout.write(`Responsa listens on ${server.address}\nTry: curl -s ${server.address}/v1/answers -H 'content-type: application/json' -d '{"question":"How soon must I register after moving?"}'\n`);
  if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await server.stop();
}
