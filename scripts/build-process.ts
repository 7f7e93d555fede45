#!/usr/bin/env node
/** The process that builds for the service, started by it; no command. */
// First: what is imported after it finds no way out.
import '../src/outgoing/install.js';
import type { BuildMessage } from '../src/upkeep/messages.js';
import { runBuild } from '../src/upkeep/run-build.js';

const ending = new AbortController();
const end = (why: string): void => ending.abort(new Error(why));
// Ctrl-C reaches the whole group: the service cancels its build itself, and a second signal changes nothing.
process.on('SIGINT', () => end('stopped by SIGINT')).on('SIGTERM', () => end('stopped by SIGTERM'));
process.once('disconnect', () => end('the service is gone'));
const task = new Promise<unknown>((resolve) => process.once('message', resolve));

if (process.send === undefined) {
  process.stderr.write('This program is started by `serve`, which tells it what to build. To build by hand use `responsa index`.\n');
  process.exitCode = 2;
} else {
  const send = (message: BuildMessage): void => {
    if (process.connected) process.send?.(message);
  };
  await runBuild({ send, task, signal: ending.signal }, () => new Date());
  if (process.connected) process.disconnect();
}
