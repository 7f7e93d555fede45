/** Small collections on disk, and the settings to build and serve them quickly. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig, type Config, type SettingName } from '../../src/config.js';

export interface Workplace {
  readonly folder: string;
  readonly indexes: string;
  readonly config: Config;
  /** Writes files of the collection `corpus/`; keys are paths in it. */
  readonly write: (files: Readonly<Record<string, string>>, collection?: string) => string;
  readonly remove: () => void;
}

/** A folder of its own below the system's, with a config that uses the embedder that needs no weights. */
export function workplace(flags: Readonly<Partial<Record<SettingName, unknown>>> = {}): Workplace {
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-e2e-'));
  const indexes = path.join(folder, 'indexes');
  const config = loadConfig({ indexes, embedder: 'hashed-ngrams', reader: 'none', port: 0, watchInterval: 20, ...flags }, {}, folder);
  return {
    folder,
    indexes,
    config,
    write: (files, collection = 'corpus') => {
      const corpus = path.join(folder, collection);
      mkdirSync(corpus, { recursive: true });
      writeFileSync(path.join(corpus, 'collection.json'), JSON.stringify({ id: collection, title: 'Test law', jurisdiction: 'xa', language: 'en', type: 'act' }));
      for (const [name, text] of Object.entries(files)) writeFileSync(path.join(corpus, name), text);
      return corpus;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A short act whose fee is `fee` crowns and whose period of notice is `days` days. */
export function dogAct(fee: number, days: number): string {
  return `---
work: xa/act/2019/dogs
title: Dogs Act 2019
short_title: Dogs Act
type: act
jurisdiction: xa
language: en
in_force_from: 2019-01-01
---
# Dogs Act 2019

## Part 1 — General

### Section 1. Duty to register

(1) Whoever keeps a dog older than three months must register it at the town hall within ${days} days.

(2) The duty to register does not apply to

(a) guide dogs of blind persons; and

(b) dogs of visitors who stay no longer than four weeks.

### Section 2. Dog fee

The annual dog fee is ${fee} crowns for each dog. It is due on 1 March.

### Section 3. Appeal

An objection against the notice of the fee may be lodged within one month at the office that issued it.
`;
}

export const clock = (): Date => new Date('2026-11-22T12:00:00Z');
export const world = { clock, log: (): void => undefined };
