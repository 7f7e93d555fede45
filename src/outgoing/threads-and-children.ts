/** Threads and child processes: each begins with a guard of its own; a program that could not have one is not started. */
import childProcess from 'node:child_process';
import threads from 'node:worker_threads';
import { refuse } from './refusal.js';
import { isObject, replace, type Call } from './replace.js';

/** The address of this guard, for Node's `--import`. */
const guard = new URL('./install.js', import.meta.url).href;
const first = ['--import', guard] as const;

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** Node does not heed `--import` in a thread that is made of a text. The text runs as it would have, once the guard stands. */
function guardedText(text: string): string {
  return `import(${JSON.stringify(guard)}).then(() => { const vm = require('node:vm'); vm.runInThisContext(${JSON.stringify(text)}, { filename: '[worker eval]', importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER }); });`;
}

/** Flags of the whole process (memory, profiles, the inspector), which a thread inherits anyway; Node does not start one that is given them. */
const forProcesses = /^--(?:max|min|semi|initial|stack|heap|expose|cpu|inspect|title|perf|gc)[-_=]/;
const isForThreads = (flag: string): boolean => !forProcesses.test(flag) && flag !== '--inspect';

function guardThreads(): void {
  const { Worker } = threads;
  class GuardedWorker extends Worker {
    constructor(file: string | URL, options: threads.WorkerOptions = {}) {
      super(options.eval === true ? guardedText(String(file)) : file, { ...options, execArgv: [...first, ...(options.execArgv ?? process.execArgv.filter(isForThreads))] });
    }
  }
  Object.defineProperty(GuardedWorker, 'name', { value: 'Worker' });
  Object.assign(threads, { Worker: GuardedWorker });
}

/** Asynchronous children all come by here, `fork` and `exec` too. `options.args` holds the program's own name first. */
function guardedSpawn(original: Call): Call {
  return function (this: unknown, options, ...rest) {
    // Own copy: what is looked at here is what is used.
    const wanted: Readonly<Record<string, unknown>> = isObject(options) ? { ...options } : {};
    const file = wanted['file'];
    if (file !== process.execPath) throw refuse('the start of another program', String(file));
    const [name = process.execPath, ...given] = texts(wanted['args']);
    return Reflect.apply(original, this, [{ ...wanted, args: [name, ...first, ...given] }, ...rest]);
  };
}

function guardChildren(): void {
  replace(childProcess.ChildProcess.prototype, 'spawn', guardedSpawn);
  for (const name of ['spawnSync', 'execFileSync', 'execSync']) replace(childProcess, name, () => (program) => {
    throw refuse('the start of another program', String(program));
  });
}

/** Node's inner parts that could be asked for sockets, names and processes directly. */
const inner = ['tcp_wrap', 'pipe_wrap', 'udp_wrap', 'cares_wrap', 'process_wrap', 'spawn_sync', 'js_stream', 'tls_wrap'];

function guardInnerParts(): void {
  replace(process, 'binding', (original) =>
    function (this: unknown, name, ...rest) {
      if (inner.includes(String(name))) throw refuse('direct access', `Node's ${String(name)}`);
      return Reflect.apply(original, this, [name, ...rest]);
    });
}

export function guardThreadsAndChildren(): void {
  guardThreads();
  guardChildren();
  guardInnerParts();
}
