/** Standard scores: what makes rankings of different retrievers comparable within one question. */

/** (x − mean) / deviation of each value; all 0 where every value is the same, which then says nothing. */
export function standardScores(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (deviation === 0 ? 0 : (value - mean) / deviation));
}
