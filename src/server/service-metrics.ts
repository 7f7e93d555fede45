/** What the service counts and times. Every metric is named here; docs/operations.md lists them, held to this file by a test. */
import type { AccessControl } from '../access-control.js';
import type { Answer, Assistant } from '../assistant.js';
import { buildStates, type Build } from '../build-contract.js';
import type { Metrics, Sample } from '../metrics.js';
import { fallbackReasons } from '../model-fault.js';
import { modelTasks, stages, type TakeTiming } from '../timings.js';
import { problemKinds, toProblemError } from './problem.js';
import { allowed } from './roles.js';

export interface ServiceMetrics {
  request(route: string, status: number): void;
  /** Counts what becomes of a question; gives `asked` back. */
  question(asked: Promise<Answer>): Promise<Answer>;
  /** To be given to the assistant. */
  readonly onTiming: TakeTiming;
  /** The assistant whose index is shown. */
  observe(assistant: Pick<Assistant, 'index'>): void;
  /** To be told of each build that ended. */
  readonly onBuildEnded: (state: Build['state']) => void;
  /** The service whose requests, queue, keys and builds are shown. */
  observeService(service: ServiceReadings): void;
  text(): string;
}

type Places = AccessControl['places'];

/** What is counted elsewhere, and read when the page is asked for. */
export interface ServiceReadings {
  readonly requestsInFlight: () => number;
  readonly places: Pick<Places, 'taken' | 'waiting'>;
  readonly keysRefused: () => Readonly<Record<string, number>>;
  readonly buildRuns: () => boolean;
}

export interface MetricsWorld {
  readonly clock: () => Date;
  readonly version: string;
  /** Outgoing connections refused since the process began. */
  readonly refusedConnections: () => number;
}

/** Seconds: from an exact look-up to the time limit of a request. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
type Reason = NonNullable<Answer['abstention']>['reason'];
/** Every reason there is: the compiler says when one is missing. */
const abstentions: Readonly<Record<Reason, true>> = {
  'no-relevant-passage': true, 'not-in-force': true, 'insufficient-evidence': true, 'unsupported': true, 'citation-not-found': true,
  'citation-ambiguous': true, 'outside-scope': true, 'other-jurisdiction': true, 'place-ambiguous': true,
};

/** `registry` may hold more: what other parts of the program count. */
export function serviceMetrics(registry: Metrics, world: MetricsWorld): ServiceMetrics {
  const questions = registry.counter('responsa_questions_total', 'Questions by what came of them; reason: of an abstention, or the kind of problem.', { outcome: ['answered', 'abstained', 'failed'], reason: ['', ...Object.keys(abstentions), ...Object.keys(problemKinds)] });
  const fallbacks = registry.counter('responsa_fallbacks_total', 'Answers that the reader gave in place of a language model, or without the trained reader, by reason.', { reason: fallbackReasons });
  const requests = registry.counter('responsa_requests_total', 'Requests by route and status.', { route: Object.keys(allowed), status: /^[1-5]\d\d$/ });
  processMetrics(registry, world);
  let assistant: Pick<Assistant, 'index'> | null = null;
  indexMetrics(registry, world, () => assistant);
  let service: ServiceReadings | null = null;
  readingMetrics(registry, () => service);
  const builds = registry.counter('responsa_builds_total', 'Builds that ended, by what came of them.', { state: buildStates });
  return {
    onBuildEnded: (state) => builds.add({ state }),
    onTiming: timingMetrics(registry),
    request: (route, status) => requests.add({ route, status: String(status) }),
    question: async (asked) => {
      try {
        const { status, abstention, provenance } = await asked;
        questions.add({ outcome: status, reason: abstention?.reason ?? '' });
        if (provenance.fallback !== null) fallbacks.add({ reason: provenance.fallback.reason });
        return await asked;
      } catch (error) {
        questions.add({ outcome: 'failed', reason: toProblemError(error).kind });
        throw error;
      }
    },
    observe: (given) => void (assistant = given),
    observeService: (given) => void (service = given),
    text: () => registry.text(),
  };
}

function timingMetrics(registry: Metrics): TakeTiming {
  const stageSeconds = registry.histogram('responsa_answer_seconds', 'Time of a question by stage: whole, retrieval, engine, checking, record.', bounds, { stage: stages });
  const modelSeconds = registry.histogram('responsa_model_seconds', 'Time of one call of a model, waiting for its thread included.', bounds, { model: modelTasks });
  const modelFailures = registry.counter('responsa_model_failures_total', 'Calls of a model that gave no result.', { model: modelTasks });
  const tokens = registry.counter('responsa_language_model_tokens_total', 'Tokens that a language model wrote, by its tokenizer; of a server an estimate from above.', {});
  const auditFailures = registry.counter('responsa_audit_failures_total', 'Answers that the audit log could not take.', {});
  let queued = 0;
  registry.gauge('responsa_language_model_queue', 'Questions that wait for the language model or are with it.', () => queued);
  return (timing) => {
    if (timing.of === 'stage') stageSeconds.observe({ stage: timing.stage }, timing.milliseconds / 1000);
    else if (timing.of === 'audit-failure') auditFailures.add({});
    else if (timing.of === 'language-model-output') tokens.add({}, timing.tokens);
    else if (timing.of === 'language-model-queue') queued += timing.change;
    else if (timing.of === 'model') {
      modelSeconds.observe({ model: timing.model }, timing.milliseconds / 1000);
      if (timing.failed) modelFailures.add({ model: timing.model });
    }
  };
}

function indexMetrics(registry: Metrics, { clock }: MetricsWorld, assistant: () => Pick<Assistant, 'index'> | null): void {
  const ofIndex = (read: (index: ReturnType<Assistant['index']>) => readonly Sample[]) => (): readonly Sample[] => {
    const index = assistant()?.index();
    return index === undefined ? [] : read(index);
  };
  registry.gauge('responsa_generation_info', 'The live generation; always 1.', ofIndex(({ generation }) => [{ labels: { generation }, value: 1 }]), ['generation']);
  registry.gauge('responsa_generation_age_seconds', 'Time since the live generation was built.', ofIndex(({ created }) => [{ value: (clock().getTime() - Date.parse(created)) / 1000 }]));
  registry.gauge('responsa_index_items', 'What the live generation holds, by kind.', ofIndex(({ counts }) => Object.entries(counts).map(([kind, value]) => ({ labels: { kind }, value }))), ['kind']);
}

/** What the parts of the service count themselves; nothing of them is on the page before the service listens. */
function readingMetrics(registry: Metrics, service: () => ServiceReadings | null): void {
  const ofService = (read: (readings: ServiceReadings) => number | readonly Sample[]) => (): number | readonly Sample[] => {
    const readings = service();
    return readings === null ? [] : read(readings);
  };
  registry.gauge('responsa_requests_in_flight', 'Requests that are being answered.', ofService(({ requestsInFlight }) => requestsInFlight()));
  registry.gauge('responsa_questions_at_work', 'Questions that have a place and are worked on (concurrentRequests).', ofService(({ places }) => places.taken()));
  registry.gauge('responsa_questions_waiting', 'Questions that wait for a place (waitingRequests).', ofService(({ places }) => places.waiting()));
  registry.counted('responsa_keys_refused_total', 'Keys that were not taken, by reason: wrong, expired, or without the role.', ofService(({ keysRefused }) => Object.entries(keysRefused()).map(([reason, value]) => ({ labels: { reason }, value }))), ['reason']);
  registry.gauge('responsa_build_running', '1 while the index is being built, else 0.', ofService(({ buildRuns }) => Number(buildRuns())));
}

/** The process itself, under the names that monitors know. */
function processMetrics(registry: Metrics, { version, refusedConnections }: MetricsWorld): void {
  registry.counted('responsa_outgoing_refused_total', 'Outgoing connections that the guard refused; anything above 0 is worth looking at.', refusedConnections);
  registry.gauge('responsa_build_info', 'Version of the program and of Node; always 1.', () => [{ labels: { version, node: process.version }, value: 1 }], ['version', 'node']);
  registry.gauge('responsa_uptime_seconds', 'Time since the process began.', () => process.uptime());
  registry.gauge('responsa_memory_bytes', 'Memory of the process, by kind.', () => Object.entries<number>({ ...process.memoryUsage() }).map(([kind, value]) => ({ labels: { kind }, value })), ['kind']);
}
