/** 200 swaps of the live generation under a running load of questions: no failed and no mixed answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccess } from '../../src/access-control.js';
import { openAssistant, rebuildIndex, type Answer } from '../../src/assistant.js';
import { activateGeneration } from '../../src/indexing/generations.js';
import { serve } from '../../src/server/serve.js';
import { idle, testMetrics } from '../server/harness.js';
import { clock, dogAct, workplace, world, type Workplace } from './small-corpus.js';

const swaps = 200;
const askers = 4;

describe('swapping generations', () => {
  let place: Workplace;
  const feeOf = new Map<string, number>();
  beforeAll(async () => {
    place = workplace({ keepGenerations: 5, requestsPerAddress: 0 });
    for (const fee of [60, 75]) {
      const corpus = place.write({ 'dogs.md': dogAct(fee, fee - 40) });
      const { generation } = await rebuildIndex(place.config, [corpus], { clock });
      feeOf.set(generation, fee);
    }
  });
  afterAll(() => place.remove());

  it('fails no question and mixes no answer', async () => {
    const assistant = await openAssistant(place.config, world);
    const recordChange = (): Promise<void> => Promise.resolve();
    const access = await openAccess(place.config, { clock, ticks: () => performance.now(), log: world.log, recordChange });
    const server = await serve({ assistant, config: place.config, clock, log: world.log, ...idle, recordChange, access, metrics: testMetrics() });
    let asking = true;
    const problems: string[] = [];
    const seen = new Map<string, number>();

    async function ask(): Promise<void> {
      while (asking) {
        const response = await fetch(`${server.address}/v1/answers`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ question: 'How much is the annual dog fee?' }),
        });
        const answer = (await response.json()) as Answer;
        if (response.status !== 200 || answer.status !== 'answered') {
          problems.push(`${response.status}: ${JSON.stringify(answer)}`);
          continue;
        }
        const { generation } = answer.provenance;
        seen.set(generation, (seen.get(generation) ?? 0) + 1);
        const said = answer.statements.map(({ text }) => text).join(' ');
        if (!said.includes(`${feeOf.get(generation) ?? -1} crowns`)) problems.push(`${generation}: ${said}`);
        // Time to read it: four that never pause leave the service no turn to open the next generation in.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }

    const load = Array.from({ length: askers }, ask);
    const ids = [...feeOf.keys()];
    for (let swap = 0; swap < swaps; swap++) {
      const id = ids[swap % 2]!;
      await activateGeneration(place.indexes, id);
      await assistant.refresh();
      expect(assistant.index().generation).toBe(id);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    asking = false;
    await Promise.all(load);
    await server.stop();
    expect(problems).toEqual([]);
    expect([...seen.keys()].sort()).toEqual(ids.sort());
  });
});
