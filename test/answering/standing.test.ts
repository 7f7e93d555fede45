import { describe, expect, it } from 'vitest';
import { standingOn } from '../../src/answering/standing.js';
import type { Period, Provision, ProvisionStatus } from '../../src/document.js';

const provision = (status: ProvisionStatus, inForce: Period | null = null): Provision => ({ eId: 'sec_1', kind: 'section', number: '1', heading: null, span: { start: 0, end: 1 }, body: { start: 0, end: 1 }, inForce, status, references: [], provisions: [] });
const open: Period = { from: '2010-01-01', to: null };
const ended: Period = { from: '2010-01-01', to: '2019-01-01' };
const none: Period = { from: null, to: null };

describe('how a provision stands on a day', () => {
  it.each([
    ['within an open period', open, provision('in-force'), '2016-01-01', 'in-force'],
    ['before its first day', open, provision('in-force'), '2009-12-31', 'not-yet-in-force'],
    ['on its first day', open, provision('in-force'), '2010-01-01', 'in-force'],
    ['on the day that no longer belongs to it', ended, provision('in-force'), '2019-01-01', 'expired'],
    ['repealed by then', ended, provision('repealed'), '2019-01-01', 'repealed'],
    ['repealed only later', ended, provision('repealed'), '2016-01-01', 'in-force'],
    ['repealed without a day', open, provision('repealed'), '2016-01-01', 'repealed'],
    ['spent', open, provision('spent'), '2016-01-01', 'expired'],
    ['not commenced', none, provision('not-yet-in-force'), '2016-01-01', 'not-yet-in-force'],
    ['commenced on a day that has come', open, provision('not-yet-in-force'), '2016-01-01', 'in-force'],
    ['within a longer expression', open, provision('in-force', { from: '2012-01-01', to: '2014-01-01' }), '2015-01-01', 'expired'],
  ] as const)('%s', (_, inForce, one, day, standing) => expect(standingOn({ inForce }, [one], day)).toBe(standing));

  it('is that of what it stands in', () => expect(standingOn({ inForce: open }, [provision('repealed'), provision('in-force')], '2016-01-01')).toBe('repealed'));
  it('of a whole text is its period', () => expect(standingOn({ inForce: ended }, [], '2020-01-01')).toBe('expired'));
});
