import { describe, expect, it } from 'vitest';
import { itemsOf } from '../../src/evaluation/conditions.js';
import { linesOf } from '../../src/evaluation/fit/cases.js';
import { fitLogistic, solve, type Example } from '../../src/evaluation/fit/logistic-regression.js';
import { riskCoverage } from '../../src/evaluation/risk-coverage.js';

describe('fitLogistic', () => {
  /** Of ten examples with x = 0 two are true, of ten with x = 1 eight: the log-odds are -ln 4 and ln 4. */
  const examples = [0, 1].flatMap((x) => Array.from({ length: 10 }, (_, i): Example<'x' | 'same'> => ({ figures: { x, same: 3 }, label: i < (x === 0 ? 2 : 8) ? 1 : 0, weight: 1 })));

  it('finds the log-odds of two groups, and gives no weight to what never varies', () => {
    const { bias, of } = fitLogistic(examples, ['x', 'same'], 0);
    expect(bias).toBeCloseTo(-Math.log(4), 6);
    expect(of.x).toBeCloseTo(2 * Math.log(4), 6);
    expect(of.same).toBeUndefined();
  });

  it('is drawn towards 0 by the ridge and counts an example by its weight', () => {
    expect(Math.abs(fitLogistic(examples, ['x'], 20).of.x!)).toBeLessThan(1.5);
    const twice = examples.map((one) => ({ ...one, weight: 2 }));
    expect(fitLogistic(twice, ['x'], 40).of.x).toBeCloseTo(fitLogistic(examples, ['x'], 20).of.x!, 9);
  });

  it('solves linear equations', () => expect(solve([[0, 2], [4, 2]], [2, 10])).toEqual([2, 1]));
});

describe('riskCoverage', () => {
  it('orders by belief and counts what is wrong among the answered', () => {
    const { points, area } = riskCoverage([{ belief: 0.2, isRight: false }, { belief: 0.9, isRight: true }, { belief: 0.6, isRight: false }, { belief: 0.8, isRight: true }]);
    expect(points.find(({ coverage }) => coverage === 0.5)).toEqual({ coverage: 0.5, risk: 0, belief: 0.8 });
    expect(points.at(-1)).toEqual({ coverage: 1, risk: 0.5, belief: 0.2 });
    expect(area).toBeCloseTo((0 + 0 + 1 / 3 + 1 / 2) / 4, 12);
    expect(riskCoverage([])).toEqual({ points: [], area: 0 });
  });
});

describe('what is right', () => {
  it('lines are spans', () => {
    const text = 'Dogs\n\nRegister.\nPay.';
    expect(linesOf(text, [2, 3, 9]).map(({ start, end }) => text.slice(start, end))).toEqual(['Register.', 'Pay.']);
  });

  it('items are spans without their markers', () => {
    const text = 'You can apply if:\n\n* you are 18\n- you live here  \n(c) you pay\nThat is all.';
    expect(itemsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['you are 18', 'you live here', 'you pay']);
  });
});
