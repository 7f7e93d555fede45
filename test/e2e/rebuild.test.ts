/** The index is built again under a service that is asked all the while: by request, by a changed file, and back again. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAssistant, rebuildIndex, type Answer } from '../../src/assistant.js';
import type { Build } from '../../src/build-contract.js';
import { programFolder, type Config } from '../../src/config.js';
import { pruneGenerations } from '../../src/indexing/generations.js';
import { serve, type Service } from '../../src/server/serve.js';
import { openAccess } from '../../src/access-control.js';
import { buildProcesses } from '../../src/upkeep/build-process.js';
import { openUpkeep } from '../../src/upkeep/upkeep.js';
import { eventsOf } from '../server/harness.js';
import { dogAct, workplace, world, type Workplace } from './small-corpus.js';
import { idle, testMetrics } from '../server/harness.js';

let place: Workplace;
let config: Config;
let service: Service;
beforeEach(() => {
  place = workplace({ reader: 'none', keepGenerations: 1, watchSettle: 50 });
  place.write({ 'dogs.md': dogAct(60, 14) });
  config = { ...place.config, corpus: path.join(place.folder, 'corpus') };
});
afterEach(async () => {
  await service.stop();
  place.remove();
});

const clock = (): Date => new Date();
async function start(given: Partial<Config> = {}): Promise<void> {
  const all = { ...config, ...given };
  const assistant = await openAssistant(all, world);
  const recordChange = (): Promise<void> => Promise.resolve();
  const upkeep = await openUpkeep({ config: all, assistant, clock, log: world.log, recordChange, onBuildEnded: () => undefined, startProcess: buildProcesses(path.join(programFolder, 'dist', 'scripts', 'build-process.js'), all) });
  service = await serve({ assistant, config: all, clock, log: world.log, ...idle, access: await openAccess(all, { clock, ticks: () => performance.now(), log: world.log, recordChange }), recordChange, upkeep, metrics: testMetrics() });
}

async function ask(): Promise<Answer> {
  const response = await fetch(`${service.address}/v1/answers`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ question: 'How much is the annual dog fee?' }) });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}
const said = ({ statements }: Answer): string => statements.map(({ text }) => text).join(' ');

describe('under questions', () => {
  it('a build on request is answered from when it says so, no question fails, and one can go back', async () => {
    const { generation: before } = await rebuildIndex(config, [config.corpus], { clock });
    await start();
    let asking = true;
    const answers: Answer[] = [];
    async function keepAsking(): Promise<void> {
      while (asking) answers.push(await ask());
    }
    const load = keepAsking();
    writeFileSync(path.join(config.corpus, 'dogs.md'), dogAct(75, 14));
    const started = await fetch(`${service.address}/v1/builds`, { method: 'POST' });
    expect(started.status).toBe(202);
    const events = await eventsOf(await fetch(service.address + started.headers.get('location')!, { headers: { accept: 'text/event-stream' } }));
    const { state, generation } = events.at(-1)!.data as Build;
    expect([events.at(-1)!.event, state]).toEqual(['end', 'published']);
    const after = await ask();
    asking = false;
    await load;
    expect([after.provenance.generation, said(after).includes('75 crowns')]).toEqual([generation, true]);
    for (const answer of answers) expect(said(answer)).toContain(answer.provenance.generation === before ? '60 crowns' : '75 crowns');
    // One is kept: what is answered from is not removed, and the old one was in use when the new one was published.
    expect((await (await fetch(`${service.address}/v1/generations`)).json())).toMatchObject({ generations: [{ id: generation, live: true, inUse: true }, { id: before, live: false, inUse: false }] });
    expect((await fetch(`${service.address}/v1/generations/${before}/activate`, { method: 'POST' })).status).toBe(200);
    expect(said(await ask())).toContain('60 crowns');
    expect(await pruneGenerations(place.indexes, 1)).toEqual([]);
  });

  it('a changed file is answered from, without anybody asking for a build', async () => {
    await rebuildIndex(config, [config.corpus], { clock });
    await start({ watchCorpus: 'on' });
    writeFileSync(path.join(config.corpus, 'dogs.md'), dogAct(90, 14));
    while (!said(await ask()).includes('90 crowns')) await new Promise((resolve) => setTimeout(resolve, 50));
    const { builds } = (await (await fetch(`${service.address}/v1/builds`)).json()) as { builds: Build[] };
    // It is answered from a moment before the process that built it has ended.
    const events = await eventsOf(await fetch(`${service.address}/v1/builds/${builds[0]!.id}`, { headers: { accept: 'text/event-stream' } }));
    expect(events.at(-1)).toMatchObject({ event: 'end', data: { who: 'watched folder', state: 'published' } });
  });
});
