/** What stands beside an answer, from the files to the answer, the terminal and the audit log. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerText } from '../../scripts/ask.js';
import { openAssistant, rebuildIndex, type Answer, type Assistant, type AskEvent } from '../../src/assistant.js';
import { replayAnswer } from '../../src/replay.js';
import { clock, workplace, type Workplace } from './small-corpus.js';

const front = (facts: Readonly<Record<string, string>>): string => `---\n${Object.entries(facts).map(([key, value]) => `${key}: ${value}`).join('\n')}\n---\n`;
const keepers = `${front({ work: 'xa/act/2019/keepers', title: 'Keepers Act 2019', in_force_from: '2019-01-01' })}
# Keepers Act 2019

### Section 1. Definitions

In this Act, “keeper” means the person in whose care a dog is.

### Section 2. Duty to register

The keeper must register a new dog with the municipality within 14 days.

### Section 3. Fee

Subject to section 4, the keeper pays a fee of 60 crowns.

### Section 4. Relief

The municipality may halve the fee for guide dogs.
`;
const leaflet = `${front({ work: 'xa/guidance/new-dog', title: 'Your new dog', type: 'guidance', in_force_from: '2017-05-01' })}
# Your new dog

### Registering

The keeper must register a new dog with the municipality within 30 days.
`;
const world = { clock, log: (): void => undefined, keepsAnswers: true };

let place: Workplace;
let assistant: Assistant;
beforeAll(async () => {
  place = workplace();
  await rebuildIndex(place.config, [place.write({ 'keepers.md': keepers, 'leaflet.md': leaflet })], { clock });
  assistant = await openAssistant(place.config, world);
});
afterAll(async () => {
  await assistant.close();
  place.remove();
});

const fee = (): Promise<Answer> => assistant.ask({ question: 'What does section 3 of the Keepers Act 2019 say?' });
const period = (): Promise<Answer> => assistant.ask({ question: 'Within how many days must the keeper register a new dog with the municipality?' });

describe('an answer', () => {
  it('says its day in words, and brings definitions and what its sentences reserve', async () => {
    const answer = await fee();
    expect(answer).toMatchObject({
      status: 'answered',
      lawOf: { date: '2026-11-22', message: 'Law in force on 2026-11-22.' },
      statements: [{ citations: [{ eId: 'sec_3', type: 'act', status: 'in-force' }] }],
      definitions: [{ term: 'keeper', citation: { eId: 'sec_1', quote: { text: 'In this Act, “keeper” means the person in whose care a dog is.' } } }],
      related: [{ why: 'subject-to', from: 'Keepers Act 2019, section 3', citation: { eId: 'sec_4', quote: { text: 'The municipality may halve the fee for guide dogs.' } } }],
      conflicts: [],
    });
  });

  it('quotes beside its statements what the provision says at those offsets', async () => {
    for (const { definitions, related, conflicts, question } of [await fee(), await period()]) {
      const cited = [...definitions, ...related, ...conflicts.flatMap(({ sides }) => sides)].map(({ citation }) => citation);
      expect(cited.length).toBeGreaterThan(0);
      for (const { work, eId, quote } of cited) expect(assistant.provision(work, eId, question.asOf).text.slice(quote.start, quote.end)).toBe(quote.text);
    }
  });

  it('tells law from guidance, and shows both where they differ', async () => {
    const answer = await period();
    expect(new Set(answer.statements.flatMap(({ citations }) => citations.map(({ type }) => type)))).toEqual(new Set(['act', 'guidance']));
    expect(answer.conflicts).toMatchObject([{ kind: 'period', sides: [{ rank: 1, date: '2019-01-01', citation: { type: 'act' } }, { rank: 4, date: '2017-05-01', citation: { type: 'guidance' } }] }]);
  });

  it('says so where nothing but guidance stands behind it', async () => {
    const { lawOf } = await assistant.ask({ question: 'Within how many days must the keeper register a new dog with the municipality?', types: ['guidance'] });
    expect(lawOf.message).toBe('Law in force on 2026-11-22. The sources of this answer are guidance: they explain the law and are not the law itself.');
  });

  it('says of law asked for on another day how it stood', async () => {
    const answer = await assistant.ask({ question: 'What does section 3 of the Keepers Act 2019 say?', asOf: '2018-06-01' });
    expect(answer).toMatchObject({ status: 'abstained', lawOf: { date: '2018-06-01' }, definitions: [], related: [], conflicts: [], citations: [{ outcome: 'not-in-force', candidates: [{ type: 'act', status: 'not-yet-in-force' }] }] });
  });

  it('goes out whole as the last event, and is produced again to the byte', async () => {
    const events: AskEvent[] = [];
    const answer = await assistant.ask({ question: 'What does section 3 of the Keepers Act 2019 say?' }, undefined, (event) => events.push(event));
    expect(events.at(-1)).toEqual({ event: 'answer', answer });
    for (const { id } of [answer, await period()]) expect(await replayAnswer(place.config, world, id)).toMatchObject({ same: true, differences: [] });
  });

  it('shows all of it in the terminal', async () => {
    const [said, differing] = [answerText(await fee()), answerText(await period())];
    expect(said).toContain('— Keepers Act 2019, section 3 [act]\n');
    expect(said).toContain('Terms that the law defines\n  keeper\n    “In this Act, “keeper” means the person in whose care a dog is.”\n');
    expect(said).toContain('Provisions that these sentences point to\n  Keepers Act 2019, section 3 holds subject to\n    “The municipality may halve the fee for guide dogs.”\n    — Keepers Act 2019, section 4 [act]\n');
    expect(said).toContain('\nLaw in force on 2026-11-22.\n');
    expect(differing).toContain('[guidance, not law]');
    expect(differing).toContain('  guidance, not law, 2017-05-01\n');
  });
});
