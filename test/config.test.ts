import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { environmentName, loadConfig, settings } from '../src/config.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('configuration', () => {
  it('takes flags before the environment before the file before defaults', () => {
    writeFileSync(path.join(folder, 'responsa.config.json'), JSON.stringify({ port: 1111, k1: 1.2, host: '127.0.0.9' }));
    const config = loadConfig({ port: '3333' }, { RESPONSA_PORT: '2222', RESPONSA_HOST: '127.0.0.2' }, folder);
    expect([config.port, config.host, config.k1, config.b]).toEqual([3333, '127.0.0.2', 1.2, settings.b.default]);
  });

  it('names the setting, its source and what is expected when a value is out of range', () => {
    expect(() => loadConfig({}, { RESPONSA_PORT: '70000' }, folder)).toThrow(/RESPONSA_PORT has the value "70000"/);
    expect(() => loadConfig({ port: 'web' }, {}, folder)).toThrow(/the flag for port has the value "web"/);
  });

  it('refuses unknown settings and broken JSON in the file', () => {
    writeFileSync(path.join(folder, 'responsa.config.json'), '{"prot": 8080}');
    expect(() => loadConfig({}, {}, folder)).toThrow(/unknown setting "prot"/);
    writeFileSync(path.join(folder, 'responsa.config.json'), '{"port": ');
    expect(() => loadConfig({}, {}, folder)).toThrow(/cannot be read/);
  });

  it('derives environment names from setting names', () => {
    expect(environmentName('requestTimeout')).toBe('RESPONSA_REQUEST_TIMEOUT');
  });

  it('has a default inside its own range for every setting', () => {
    for (const [name, { schema, default: standard }] of Object.entries(settings)) expect(schema.safeParse(standard).success, name).toBe(true);
  });
});
