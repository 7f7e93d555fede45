/** Commands as people type them: each a process of its own, each test in a folder of its own. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { programFolder } from '../../src/config.js';
import { workplace, type Workplace } from './small-corpus.js';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export const program = path.join(programFolder, 'dist/scripts/responsa.js');

export interface CommandPlace extends Workplace {
  /** Of the commands, and of what a test starts beside them: nothing of this machine but where programs are. */
  readonly environment: (more?: Readonly<Record<string, string>>) => Readonly<Record<string, string | undefined>>;
  readonly responsa: (argv: readonly string[], more?: Readonly<Record<string, string>>) => Promise<Ended>;
}

/** To be called once in a test file, outside its tests. */
export function commandPlace(): CommandPlace {
  const environment: CommandPlace['environment'] = (more = {}) => ({ PATH: process.env['PATH'], RESPONSA_EMBEDDER: 'hashed-ngrams', RESPONSA_READER: 'none', RESPONSA_INDEXES: place.indexes, ...more });
  const responsa: CommandPlace['responsa'] = (argv, more) =>
    new Promise((resolve) => {
      execFile(process.execPath, [program, ...argv], { env: environment(more), cwd: place.folder }, (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      });
    });
  const place = { environment, responsa } as CommandPlace;
  beforeEach(() => {
    Object.assign(place, workplace());
  });
  afterEach(() => place.remove());
  return place;
}
