/** Logistic regression with a ridge, by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani & Friedman 2009, 4.4.1). Deterministic. */

export interface Example<Name extends string> {
  readonly figures: Readonly<Record<Name, number>>;
  readonly label: 0 | 1;
  readonly weight: number;
}

export interface Fitted<Name extends string> {
  readonly bias: number;
  readonly of: Readonly<Partial<Record<Name, number>>>;
}

/** Newton's method doubles the right digits in each step; more than these change nothing. */
const STEPS = 12;
/** A figure that varies less than this has no weight. */
const CONSTANT = 1e-9;

/** Weights in log-odds per unit of each figure. `ridge` counts for the standardised figures, in units of examples; the bias has none. */
export function fitLogistic<Name extends string>(examples: readonly Example<Name>[], names: readonly Name[], ridge: number): Fitted<Name> {
  const scales = names.map((name) => scaleOf(examples.map(({ figures, weight }) => ({ value: figures[name], weight }))));
  const used = names.map((name, i) => ({ name, ...scales[i]! })).filter(({ deviation }) => deviation > CONSTANT);
  const rows = examples.map(({ figures }) => [1, ...used.map(({ name, mean, deviation }) => (figures[name] - mean) / deviation)]);
  let coefficients: readonly number[] = new Array<number>(used.length + 1).fill(0);
  for (let step = 0; step < STEPS; step++) coefficients = newtonStep(rows, examples, coefficients, ridge);
  const of: Partial<Record<Name, number>> = {};
  let bias = coefficients[0]!;
  for (const [i, { name, mean, deviation }] of used.entries()) {
    of[name] = coefficients[i + 1]! / deviation;
    bias -= (coefficients[i + 1]! * mean) / deviation;
  }
  return { bias, of };
}

function scaleOf(values: readonly { readonly value: number; readonly weight: number }[]): { readonly mean: number; readonly deviation: number } {
  const total = values.reduce((sum, { weight }) => sum + weight, 0);
  const mean = values.reduce((sum, { value, weight }) => sum + weight * value, 0) / total;
  return { mean, deviation: Math.sqrt(values.reduce((sum, { value, weight }) => sum + weight * (value - mean) ** 2, 0) / total) };
}

function newtonStep(rows: readonly (readonly number[])[], examples: readonly { readonly label: number; readonly weight: number }[], at: readonly number[], ridge: number): number[] {
  const size = at.length;
  const gradient = at.map((coefficient, i) => (i === 0 ? 0 : -ridge * coefficient));
  const hessian = at.map((_, i) => at.map((__, j) => (i === j && i > 0 ? ridge : 0)));
  for (const [r, row] of rows.entries()) {
    const { label, weight } = examples[r]!;
    const belief = 1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * at[i]!, 0)));
    const curvature = Math.max(belief * (1 - belief), 1e-6) * weight;
    for (let i = 0; i < size; i++) {
      gradient[i]! += weight * (label - belief) * row[i]!;
      const scaled = curvature * row[i]!;
      for (let j = 0; j <= i; j++) hessian[i]![j]! += scaled * row[j]!;
    }
  }
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) hessian[i]![j] = hessian[j]![i]!;
  const step = solve(hessian, gradient);
  return at.map((coefficient, i) => coefficient + step[i]!);
}

/** Solves `matrix · x = right` by elimination with the largest pivot; both are used up. */
export function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row;
    [matrix[column], matrix[pivot]] = [matrix[pivot]!, matrix[column]!];
    [right[column], right[pivot]] = [right[pivot]!, right[column]!];
    for (let row = column + 1; row < size; row++) {
      const factor = matrix[row]![column]! / matrix[column]![column]!;
      for (let k = column; k < size; k++) matrix[row]![k]! -= factor * matrix[column]![k]!;
      right[row]! -= factor * right[column]!;
    }
  }
  const found = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    const known = found.reduce((sum, value, k) => (k > row ? sum + matrix[row]![k]! * value : sum), 0);
    found[row] = (right[row]! - known) / matrix[row]![row]!;
  }
  return found;
}
