/** Answers in the audit log: what is kept of each, and how it is found again. */
import path from 'node:path';
import { z } from 'zod';
import { settings as known, type Config, type SettingName } from './config.js';
import type { Answer, AskRequest } from './contract.js';
import { describe, ResponsaError } from './errors.js';
import { openAuditLog, type AuditLog } from './record/audit-log.js';
import { canonicalJson } from './record/canonical.js';
import { sha256 } from './text.js';

/** Settings that decide where and how the program runs, not what an answer says. */
const operational: ReadonlySet<string> = new Set<SettingName>([
  'indexes', 'corpus', 'models', 'keepGenerations', 'host', 'port', 'bodyLimit', 'requestTimeout', 'watchInterval', 'stopTimeout', 'threads', 'batchSize',
  'documentLimit', 'documentArchiveLimit', 'documentVersions',
  'buildMemory', 'buildPriority', 'keepBuilds', 'gateCountDrop', 'gateQualityDrop', 'watchCorpus', 'watchSettle',
  'keysFile', 'openToAll', 'allowedHosts', 'trustedProxies', 'tlsCertificate', 'tlsKey', 'requestsPerKey', 'requestsPerAddress', 'wrongKeysPerAddress', 'concurrentRequests', 'waitingRequests', 'maxConnections',
  'logFormat', 'logLevel',
  'audit', 'auditLog', 'auditQuestions', 'auditFailure', 'auditSync', 'auditFileSize', 'auditDays',
]);

/** Where the audit log is. */
export const auditFolder = (config: Pick<Config, 'indexes' | 'auditLog'>): string => path.resolve(config.indexes, config.auditLog);

/** An answer without what differs each time it is made: the time it took. Equal questions on equal generations have equal ones. */
export type CanonicalAnswer = Omit<Answer, 'provenance'> & { readonly provenance: Omit<Answer['provenance'], 'elapsedMs'> };

export function canonicalAnswer(answer: Answer): CanonicalAnswer {
  const { generation, embedder, engine, languageModel, fallback, reader, asOf } = answer.provenance;
  return { ...answer, provenance: { generation, embedder, engine, languageModel, fallback, reader, asOf } };
}

/** sha-256 of the canonical JSON of the canonical answer. */
export const digestOf = (answer: CanonicalAnswer): string => sha256(canonicalJson(answer));

/** Written by this file and held to its hash by the log; so only the outermost shape is asked for. */
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const citedSchema = z.strictObject({ work: z.string(), eId: z.string() });
const recordSchema = z.strictObject({
  id: z.string(),
  generation: z.string(),
  engine: z.string(),
  asOf: z.string(),
  language: z.string(),
  status: z.enum(['answered', 'abstained']),
  reason: z.string().nullable(),
  cited: z.array(citedSchema),
  elapsedMs: z.number(),
  /** Of the canonical answer; `null` where questions are omitted: one could be guessed from it. */
  answerDigest: z.string().nullable(),
  settings: z.record(z.string(), z.union([z.string(), z.number()])),
  request: z.custom<AskRequest>(isObject).nullable(),
  answer: z.custom<CanonicalAnswer>(isObject).nullable(),
});
export type AnswerRecord = Readonly<z.infer<typeof recordSchema>>;

function recordOf(config: Config, request: AskRequest, answer: Answer): AnswerRecord {
  const canonical = canonicalAnswer(answer);
  const keeps = config.auditQuestions === 'keep';
  const { generation, engine, asOf, elapsedMs } = answer.provenance;
  return {
    id: answer.id, generation, engine, asOf, language: answer.question.language, status: answer.status, reason: answer.abstention?.reason ?? null, cited: citedBy(answer), elapsedMs,
    answerDigest: keeps ? digestOf(canonical) : null,
    settings: Object.fromEntries(Object.entries(config).filter(([name]) => !operational.has(name))),
    request: keeps ? request : null,
    answer: keeps ? canonical : null,
  };
}

/** Each provision once, in the order of the answer. */
function citedBy({ statements }: Answer): AnswerRecord['cited'] {
  const cited = statements.flatMap(({ citations }) => citations.map(({ work, eId }) => ({ work, eId })));
  return [...new Map(cited.map((one) => [`${one.work}#${one.eId}`, one])).values()];
}

export interface PastAnswers {
  /** Puts an answer into the log. Rejects when that fails and `auditFailure` is `refuse`. */
  keep(request: AskRequest, answer: Answer): Promise<void>;
  /** The record of an answer; `null` when the log has none. */
  find(id: string): Promise<AnswerRecord | null>;
}

/** The record of a service or command that answers; with `audit` off nothing is kept and nothing found. */
export function openPastAnswers(config: Config, clock: () => Date, warn: (line: string) => void, onFailure: () => void = () => undefined): PastAnswers {
  if (config.audit === 'off') return { keep: () => Promise.resolve(), find: () => Promise.resolve(null) };
  const log = openAuditLog({ folder: auditFolder(config), sync: config.auditSync, fileSize: config.auditFileSize, clock });
  /** Answers given while the log could not be written; the log itself says so as soon as it can. */
  let missed = 0;
  return {
    async keep(request, answer) {
      try {
        if (missed > 0) await log.append({ kind: 'gap', data: { answersNotRecorded: missed } });
        missed = 0;
        await log.append({ kind: 'answer', data: { ...recordOf(config, request, answer) } });
      } catch (error) {
        onFailure();
        if (config.auditFailure === 'refuse') throw error;
        missed++;
        warn(`warning answer ${answer.id} is not in the audit log: ${describe(error)}`);
      }
    },
    find: (id) => findRecord(log, id),
  };
}

async function findRecord(log: Pick<AuditLog, 'find'>, id: string): Promise<AnswerRecord | null> {
  const parsed = recordSchema.safeParse((await log.find(id))?.data);
  return parsed.success ? parsed.data : null;
}

/** As `find`, where the whole answer is needed; ResponsaError('not-found') says why there is none. */
export async function wholeRecord(config: Config, past: Pick<PastAnswers, 'find'>, id: string): Promise<AnswerRecord & { readonly request: AskRequest; readonly answer: CanonicalAnswer }> {
  if (config.audit === 'off') throw new ResponsaError('not-found', `Answer ${id} cannot be looked up: no audit log is kept here.`, 'The setting `audit` switches it on, for the answers that come.');
  const record = await past.find(id);
  if (record === null) throw new ResponsaError('not-found', `The audit log has no answer ${id}.`, 'Ids are given with each answer; the log keeps those given while it was on.');
  const { request, answer } = record;
  if (request === null || answer === null) throw new ResponsaError('not-found', `Answer ${id} was given from generation ${record.generation}, but the audit log keeps neither questions nor answers.`, 'The setting `auditQuestions` decides that, for the answers that come.');
  return { ...record, request, answer };
}

/** The answer as it was given, with the time it took then. */
export async function pastAnswer(config: Config, past: Pick<PastAnswers, 'find'>, id: string): Promise<Answer> {
  const { answer, elapsedMs } = await wholeRecord(config, past, id);
  return { ...answer, provenance: { ...answer.provenance, elapsedMs } };
}

/** The settings an answer was made with, where this version has them; `unknown` are those it has not. */
export function withRecorded(config: Config, recorded: AnswerRecord['settings']): { readonly config: Config; readonly unknown: readonly string[] } {
  const isKnown = ([name, value]: [string, unknown]): boolean => name in known && known[name as SettingName].schema.safeParse(value).success;
  const entries = Object.entries(recorded);
  return { config: { ...config, ...Object.fromEntries(entries.filter(isKnown)) }, unknown: entries.filter((entry) => !isKnown(entry)).map(([name]) => name) };
}
