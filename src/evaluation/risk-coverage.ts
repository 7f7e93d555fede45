/** Risk over coverage (El-Yaniv & Wiener 2010, On the foundations of noise-free selective classification): what is wrong among what is answered, when only the most believed questions are. */

export interface RiskPoint {
  /** Share of the questions that are answered. */
  readonly coverage: number;
  /** Share of wrong ones among those answered. */
  readonly risk: number;
  /** The least belief among them. */
  readonly belief: number;
}

export interface RiskCoverage {
  /** At each tenth of the questions. */
  readonly points: readonly RiskPoint[];
  /** Mean risk over all coverages: 0 is perfect. */
  readonly area: number;
}

/** Equal beliefs stay in the order given. With no question: no points and an area of 0. */
export function riskCoverage(judged: readonly { readonly belief: number; readonly isRight: boolean }[]): RiskCoverage {
  const sorted = [...judged].sort((a, b) => b.belief - a.belief);
  let wrong = 0;
  const risks = sorted.map(({ isRight }, index) => (wrong += isRight ? 0 : 1) / (index + 1));
  const points = Array.from({ length: 10 }, (_, tenth) => Math.ceil((sorted.length * (tenth + 1)) / 10)).flatMap((answered) =>
    answered === 0 ? [] : [{ coverage: answered / sorted.length, risk: risks[answered - 1]!, belief: sorted[answered - 1]!.belief }],
  );
  return { points, area: risks.length === 0 ? 0 : risks.reduce((sum, risk) => sum + risk, 0) / risks.length };
}
