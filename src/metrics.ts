/**
 * Counts and times of the running service, in the text format of Prometheus (0.0.4). Of our own, since the three kinds are a few lines each and the label
 * values of every metric are declared: nothing that a client sends becomes a label, and the page stays as long as it is.
 */

/** What a label may say: values of a list, or of a form that has few. Anything else counts as `other`. */
export type LabelValues = readonly string[] | RegExp;
export type Labels = Readonly<Record<string, LabelValues>>;
type LabelsOf<L extends Labels> = Readonly<Record<keyof L, string>>;

export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Description {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
}

export interface Metrics {
  /** Only grows. `name` ends in `_total`. */
  counter<const L extends Labels>(name: string, help: string, labels: L): { add(labels: LabelsOf<L>, by?: number): void };
  /** Read when the page is asked for; a reading that throws leaves the metric out of that page. */
  gauge(name: string, help: string, read: () => number | readonly Sample[], labels?: readonly string[]): void;
  /** As a gauge, for what only grows and is counted elsewhere. */
  counted(name: string, help: string, read: () => number | readonly Sample[], labels?: readonly string[]): void;
  /** `bounds`: upper ends of the classes, ascending, in the metric's unit. */
  histogram<const L extends Labels>(name: string, help: string, bounds: readonly number[], labels: L): { observe(labels: LabelsOf<L>, value: number): void };
  /** The page. */
  text(): string;
  descriptions(): readonly Description[];
}

interface Metric extends Description {
  readonly lines: () => readonly string[];
}

export function createMetrics(): Metrics {
  const known = new Map<string, Metric>();
  const register = (metric: Metric): void => {
    if (!/^[a-z][a-z0-9_]*$/.test(metric.name)) throw new Error(`"${metric.name}" is no name of a metric: lower-case letters, digits and _ are expected.`);
    if (known.has(metric.name)) throw new Error(`There are two metrics ${metric.name}.`);
    known.set(metric.name, metric);
  };
  const reading = (name: string, type: 'counter' | 'gauge', help: string, read: () => number | readonly Sample[], labels: readonly string[]): void => {
    register({ name, type, help, labels, lines: () => samplesOf(read()).map((sample) => lineOf(name, sample.labels ?? {}, sample.value)) });
  };
  return {
    counter: (name, help, labels) => {
      const series = seriesOf(labels, () => ({ value: 0 }));
      register({ name, type: 'counter', help, labels: Object.keys(labels), lines: () => series.all().map(([at, { value }]) => lineOf(name, at, value)) });
      return { add: (at, by = 1) => void (series.of(at).value += by) };
    },
    gauge: (name, help, read, labels = []) => reading(name, 'gauge', help, read, labels),
    counted: (name, help, read, labels = []) => reading(name, 'counter', help, read, labels),
    histogram: (name, help, bounds, labels) => {
      const series = seriesOf(labels, () => emptyClasses(bounds));
      register({ name, type: 'histogram', help, labels: Object.keys(labels), lines: () => series.all().flatMap(([at, classes]) => linesOf(name, at, bounds, classes)) });
      return { observe: (at, value) => observe(series.of(at), bounds, value) };
    },
    text: () => [...known.values()].map(pageOf).join(''),
    descriptions: () => [...known.values()].map(({ name, type, help, labels }) => ({ name, type, help, labels })),
  };
}

function samplesOf(read: number | readonly Sample[]): readonly Sample[] {
  return typeof read === 'number' ? [{ value: read }] : read;
}

function pageOf({ name, type, help, lines }: Metric): string {
  let found: readonly string[] = [];
  try {
    found = lines();
  } catch {
    // What cannot be read now is missing from the page; a monitor sees that.
  }
  return `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n${found.map((line) => `${line}\n`).join('')}`;
}

interface Series<V> {
  of(labels: Readonly<Record<string, string>>): V;
  all(): readonly (readonly [Readonly<Record<string, string>>, V])[];
}

/** One value per set of labels; a metric without labels is there from the start, with 0. */
function seriesOf<V>(allowed: Labels, empty: () => V): Series<V> {
  const values = new Map<string, readonly [Readonly<Record<string, string>>, V]>();
  const of = (given: Readonly<Record<string, string>>): V => {
    const labels = Object.fromEntries(Object.entries(allowed).map(([label, may]) => [label, admittedValue(may, given[label] ?? '')]));
    const key = JSON.stringify(labels);
    const [, value] = values.get(key) ?? [labels, empty()];
    values.set(key, [labels, value]);
    return value;
  };
  if (Object.keys(allowed).length === 0) of({});
  return { of, all: () => [...values.values()] };
}

function admittedValue(may: LabelValues, value: string): string {
  return (may instanceof RegExp ? may.test(value) : may.includes(value)) ? value : 'other';
}

interface Classes {
  /** Of each class, and of what lies beyond the last bound. */
  readonly counts: number[];
  sum: number;
}

const emptyClasses = (bounds: readonly number[]): Classes => ({ counts: new Array<number>(bounds.length + 1).fill(0), sum: 0 });

function observe(classes: Classes, bounds: readonly number[], value: number): void {
  const found = bounds.findIndex((bound) => value <= bound);
  classes.counts[found === -1 ? bounds.length : found]! += 1;
  classes.sum += value;
}

function linesOf(name: string, labels: Readonly<Record<string, string>>, bounds: readonly number[], { counts, sum }: Classes): string[] {
  let below = 0;
  const buckets = [...bounds.map(String), '+Inf'].map((le, at) => lineOf(`${name}_bucket`, { ...labels, le }, (below += counts[at]!)));
  return [...buckets, lineOf(`${name}_sum`, labels, sum), lineOf(`${name}_count`, labels, below)];
}

function lineOf(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const written = Object.entries(labels).map(([label, text]) => `${label}="${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`);
  return `${name}${written.length === 0 ? '' : `{${written.join(',')}}`} ${value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value)}`;
}
