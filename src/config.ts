/**
 * Every setting of the program: name, unit, range, meaning and, for a constant of a method, its source.
 * Order of precedence: flags, environment (`RESPONSA_*`), `responsa.config.json`, defaults. The only reader of the environment.
 */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { messageOf, ResponsaError } from './errors.js';

/** The folder that holds `package.json`, from the sources as well as from the compiled program below `dist/`. */
function findProgramFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json')) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  return folder;
}
export const programFolder = findProgramFolder();

/** As `package.json` has it. */
export const programVersion = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path.join(programFolder, 'package.json'), 'utf8'))).version;

interface Setting<T> {
  readonly schema: z.ZodType<T>;
  readonly default: T;
  readonly unit: string;
  readonly meaning: string;
}

function setting<T>(schema: z.ZodType<T>, standard: T, unit: string, meaning: string): Setting<T> {
  return { schema, default: standard, unit, meaning };
}
const whole = (least: number, most: number): z.ZodType<number> => z.coerce.number().int().min(least).max(most);
const real = (least: number, most: number): z.ZodType<number> => z.coerce.number().min(least).max(most);

export const settings = {
  // Where things are
  indexes: setting(z.string().min(1), path.join(programFolder, 'indexes'), 'folder', 'where generations are kept'),
  corpus: setting(z.string().min(1), path.join(programFolder, 'corpus'), 'folder', 'the collections, a folder each: what `npm start` indexes when there is no index yet, what builds over HTTP read and documents over HTTP change'),
  models: setting(z.string().min(1), path.join(programFolder, 'models'), 'folder', 'where models are, a folder each, and models.json, which says which are in use'),
  keepGenerations: setting(whole(1, 1000), 3, 'generations', 'how many stay on disk for rolling back'),

  // Serving
  host: setting(z.string().min(1), '127.0.0.1', 'address', 'where the service listens'),
  port: setting(whole(0, 65_535), 8080, 'port', 'where the service listens; 0 takes a free one'),
  bodyLimit: setting(whole(1024, 1 << 30), 64 * 1024, 'bytes', 'largest request body'),
  requestTimeout: setting(whole(10, 600_000), 30_000, 'ms', 'time after which a request is stopped and answered 503'),
  watchInterval: setting(whole(20, 3_600_000), 500, 'ms', 'how often the service looks for a newly published generation'),
  stopTimeout: setting(whole(0, 600_000), 10_000, 'ms', 'how long a stopping service lets requests in flight finish'),

  // Documents over HTTP
  documentLimit: setting(whole(1024, 1 << 30), 32 << 20, 'bytes', 'largest document that is taken over HTTP, and largest file in an archive of documents'),
  documentArchiveLimit: setting(whole(1024, 1 << 30), 256 << 20, 'bytes', 'largest archive of documents (ZIP, tar) that is taken over HTTP, and the most it may unpack to'),
  documentVersions: setting(whole(0, 10_000), 10, 'versions', 'how many earlier versions of a document changed over HTTP are kept, beside the corpus in folders named `.history`'),
  // Builds beside the questions (docs/builds.md)
  buildMemory: setting(whole(64, 1 << 20), 4096, 'MiB', 'heap of the process that builds for the service (V8 `--max-old-space-size`): beyond it that process ends and the service goes on; weights, vectors and graph lie outside the heap'),
  buildPriority: setting(whole(0, 19), 10, 'nice', 'priority of that process: 0 as the service, 19 only when nothing else wants to run'),
  keepBuilds: setting(whole(1, 10_000), 20, 'builds', 'how many past builds the service remembers, across restarts'),
  gateCountDrop: setting(real(0, 1), 0.2, 'share', 'a new generation with fewer works, provisions or chunks than the last, by more than this share, does not go live unless forced'),
  gateQualityDrop: setting(real(0, 1), 0.02, 'nDCG@10', 'a new generation that ranks a collection\'s own questions worse than the last, by more than this, does not go live unless forced'),
  watchCorpus: setting(z.enum(['on', 'off']), 'off', 'name', 'on: the service builds when files below `corpus` are new, changed or gone'),
  watchSettle: setting(whole(20, 3_600_000), 2_000, 'ms', 'how often the watched folder is looked at; a change starts a build once two looks in a row see the same'),
  // Who may do what
  keysFile: setting(z.string().min(1), 'keys.json', 'file', 'the keys, as digests (`keys add`); a relative one lies in the folder `indexes`'),
  openToAll: setting(z.enum(['no', 'yes']), 'no', 'name', 'yes: without any key the service may also listen elsewhere than on this machine itself; everybody who reaches it may then do everything'),
  allowedHosts: setting(z.string(), '', 'names', 'the names under which the service is asked, separated by commas, as law.office.example; others are refused. Empty: any when keys are asked for, without keys only this machine\'s own'),
  trustedProxies: setting(z.string(), '', 'addresses', 'addresses and ranges, separated by commas, of proxies before the service: whom they name in X-Forwarded-For is believed; empty: none'),
  tlsCertificate: setting(z.string(), '', 'file', 'PEM: the certificate of the service, then those that signed it; read again when it changes. Empty: no TLS'),
  tlsKey: setting(z.string(), '', 'file', 'PEM: the private key of the certificate, without a passphrase'),
  requestsPerKey: setting(whole(0, 1_000_000), 6000, 'requests a minute', 'how many one key may send, and as many at once; 0: no limit. 100 a second is more than a small machine answers'),
  requestsPerAddress: setting(whole(0, 1_000_000), 6000, 'requests a minute', 'how many may come from one address (of IPv6: one /64); 0: no limit'),
  wrongKeysPerAddress: setting(whole(1, 1_000_000), 30, 'keys a minute', 'how many wrong keys from one address are answered 401; further ones 429'),
  concurrentRequests: setting(whole(1, 10_000), 32, 'questions', 'how many are worked on at the same time'),
  waitingRequests: setting(whole(0, 100_000), 256, 'questions', 'how many may wait for their turn; further ones are answered 503 at once'),
  maxConnections: setting(whole(1, 1_000_000), 20_000, 'connections', 'how many may be open at the same time; further ones are closed. The system\'s own limit of open files (`ulimit -n`) may lie below'),
  // Seeing how it does
  logFormat: setting(z.enum(['text', 'json']), 'text', 'name', 'json: the service logs one JSON object a line, for programs (docs/operations.md); questions stand in neither form'),
  logLevel: setting(z.enum(['info', 'warning', 'error']), 'info', 'name', 'the least that the service logs; `info` has a line for each request'),
  tracesUrl: setting(z.string(), '', 'URL', 'where a collector of OpenTelemetry takes traces (OTLP over HTTP, JSON), as http://127.0.0.1:4318/v1/traces; empty: none are kept (docs/operations.md)'),
  tracesLibrary: setting(z.string().min(1), path.join(programFolder, 'telemetry'), 'folder', 'where the libraries of OpenTelemetry are installed, for `tracesUrl`'),

  // Models
  embedder: setting(z.string(), '', 'name', 'which embedder; empty: the one in use (`models list`); `hashed-ngrams` needs no weights'),
  reader: setting(z.string(), '', 'name', 'which trained reader; empty: the one in use (`models list`); `none`: none, sentences are judged by words and vectors'),
  threads: setting(whole(1, 1024), availableParallelism(), 'threads', 'processor cores a model may use'),
  batchSize: setting(whole(1, 512), 4, 'passages', 'passages handed to an embedding worker at once; a question waits for at most one such batch: with 4 a median of 0.1 s on a busy two-core machine, with 16 0.5 s'),

  // Indexing
  chunkLength: setting(whole(100, 20_000), 800, 'characters', 'a provision longer than this is indexed in several chunks (East Asian characters count three)'),
  headings: setting(z.enum(['in', 'out']), 'in', 'name', 'out: headings of basic provisions are left out of what is indexed, for measuring how provisions are found by their meaning (`evaluate --known-item`)'),
  hnswM: setting(whole(4, 128), 16, 'links', 'links of a vector on a layer (M of Malkov & Yashunin 2018, arXiv 1603.09320)'),
  hnswEfConstruction: setting(whole(8, 2000), 200, 'candidates', 'search width while building (efConstruction, same paper)'),

  // Retrieval
  k1: setting(real(0, 10), 1.2, '', 'BM25 saturation of term frequency (Robertson & Zaragoza 2009); 1.2 as Lucene has it'),
  b: setting(real(0, 1), 0.6, '', 'BM25 normalisation by length; 0.6 lies between Anserini (0.4) and Lucene (0.75), and beat both where chunks are of unlike length. At least 0.75 in scripts that are read by characters'),
  hnswEfSearch: setting(whole(8, 10_000), 400, 'candidates', 'least search width; more where the build measured that it takes more to find the nearest'),
  exactScanBelow: setting(whole(0, 10_000_000), 100_000, 'chunks', 'fewer admitted chunks than this are scanned exactly instead of through HNSW'),
  candidates: setting(whole(10, 10_000), 400, 'chunks', 'how deep each retriever ranks before fusion'),
  fusion: setting(z.enum(['z-scores', 'reciprocal-ranks']), 'z-scores', 'name', 'how rankings are joined'),
  rrfK: setting(real(1, 1000), 60, '', 'k of reciprocal rank fusion (Cormack, Clarke & Büttcher 2009)'),
  denseWeight: setting(real(0, 1), 0.5, 'share', 'weight of the dense ranking in the fusion; the lexical one has the rest. The corpus may teach a lower one for a language'),
  taughtWeights: setting(z.enum(['on', 'off']), 'on', 'name', 'on: a language for which the corpus taught a lower dense weight when it was indexed has that one (GET /v1/index shows it)'),
  synonymWeight: setting(real(0, 1), 0.5, 'share', 'what a word that a collection\'s `synonyms.txt` adds to a question counts beside one that was typed; 0 uses no synonyms. The added words of one line often say the same several times, so that a half of each is enough'),
  gramWeight: setting(real(0, 1), 0.5, 'share', 'share of the lexical weight that character n-grams have; the words have the rest'),
  gramCandidates: setting(whole(10, 10_000), 100, 'chunks', 'how many of the first of each retriever are read for their n-grams, some 25 µs each; the others come behind them'),
  neighbourWeight: setting(real(0, 0.5), 0.2, 'share', 'how much of a passage\'s score is that of the passages right before and behind it in the same document'),
  workWeight: setting(real(0, 2), 0.3, 'share', 'of a question, not of keywords: how much the twenty best passages of the same work speak for a provision: this share of their mean height above the lowest passage found'),
  subjectWeight: setting(real(0, 1), 0.3, 'share', 'of a follow-up question: how far passages of the works that the answer before cited come forward, as a share of the distance between the first and the tenth'),

  // Answering
  engine: setting(z.string().min(1), 'extractive', 'name', 'what composes answers: `extractive` (the reader), `openai-compatible` or `gguf` (a language model, docs/engines.md)'),
  passages: setting(whole(1, 100), 8, 'passages', 'how many passages the engine reads'),
  languageModelUrl: setting(z.string(), '', 'URL', 'base of an OpenAI-compatible server for the engine `openai-compatible`, as http://127.0.0.1:8081/v1; empty: not offered'),
  languageModelName: setting(z.string(), '', 'name', 'the model as that server knows it'),
  languageModelAddresses: setting(z.string(), '127.0.0.0/8, ::1, localhost', 'addresses', 'where that server may be: addresses, ranges and names, separated by commas; everything else is refused before its name is looked up'),
  languageModelFile: setting(z.string(), '', 'file', 'GGUF file for the engine `gguf`; empty: not offered'),
  languageModelLibrary: setting(z.string().min(1), path.join(programFolder, 'language-model'), 'folder', 'where node-llama-cpp is installed, for the engine `gguf`'),
  languageModelContext: setting(whole(512, 131_072), 4096, 'tokens', 'prompt and output of a language model together; passages that do not fit are left out, lowest rank first'),
  languageModelAnswer: setting(whole(64, 8192), 512, 'tokens', 'longest output of a language model'),
  languageModelFirstToken: setting(whole(10, 600_000), 15_000, 'ms', 'time for a language model to begin, once it is its turn; then the reader answers'),
  languageModelTimeout: setting(whole(10, 600_000), 25_000, 'ms', 'time for a language model in all, waiting included; then the reader answers. Below `requestTimeout`'),
  languageModelQueue: setting(whole(0, 1000), 4, 'questions', 'how many may wait for a language model; the reader answers those beyond'),
  maximumStatements: setting(whole(1, 50), 6, 'statements', 'longest answer; the text of a provision that is asked for is given whole'),

  // The record
  audit: setting(z.enum(['on', 'off']), 'on', 'name', 'on: `ask` and the service write each answer into the audit log (docs/audit.md)'),
  auditLog: setting(z.string().min(1), 'audit', 'folder', 'where the audit log is; a relative one lies in the folder `indexes`'),
  auditQuestions: setting(z.enum(['keep', 'omit']), 'keep', 'name', 'omit: neither questions nor answers stand in the log, only when which provisions were cited; past answers can then be neither shown nor replayed'),
  auditFailure: setting(z.enum(['answer', 'refuse']), 'answer', 'name', 'when the log cannot be written: `answer` all the same, with a warning and a count in the log; or `refuse`'),
  auditSync: setting(z.enum(['each', 'off']), 'each', 'name', 'each: an answer is on the disk before it is given; off: when the system sees fit, so that a power cut may lose the last ones'),
  auditFileSize: setting(whole(1024, 1 << 30), 64 << 20, 'bytes', 'a file of the log that would grow beyond this is followed by a new one'),
  auditDays: setting(whole(0, 36_500), 0, 'days', 'what was recorded longer ago is erased from the log, save that there was something; 0: kept for ever'),
} as const;

type Settings = typeof settings;
export type SettingName = keyof Settings;
export type Config = { readonly [N in SettingName]: Settings[N] extends Setting<infer T> ? T : never };

/** `requestTimeout` -> `RESPONSA_REQUEST_TIMEOUT`. */
export function environmentName(name: string): string {
  return `RESPONSA_${name.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase()}`;
}

function readConfigFile(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new ResponsaError('bad-request', `The configuration file ${file} cannot be read: ${messageOf(error)}.`, 'It must hold one JSON object of settings; the README lists them.', { cause: error });
  }
}

/**
 * The settings in force. `flags` holds what the command line gave, by setting name; unknown names in the file or a value out of
 * range throw ResponsaError('bad-request') naming the setting, where it came from and what it may be.
 */
export function loadConfig(
  flags: Readonly<Partial<Record<SettingName, unknown>>> = {},
  environment: Readonly<Record<string, string | undefined>> = process.env,
  folder: string = process.cwd(),
): Config {
  const file = path.join(folder, 'responsa.config.json');
  const fromFile = readConfigFile(file);
  const unknown = Object.keys(fromFile).find((name) => !(name in settings));
  if (unknown !== undefined) throw new ResponsaError('bad-request', `${file} has the unknown setting "${unknown}".`, `Known settings: ${Object.keys(settings).join(', ')}.`);
  const config: Record<string, unknown> = {};
  for (const [name, { schema, default: standard, unit, meaning }] of Object.entries(settings)) {
    const sources: readonly (readonly [string, unknown])[] = [
      [`the flag for ${name}`, flags[name as SettingName]],
      [environmentName(name), environment[environmentName(name)]],
      [`${file}: ${name}`, fromFile[name]],
      ['its default', standard],
    ];
    const [from, value] = sources.find(([, given]) => given !== undefined)!;
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      const expected = parsed.error.issues.map((issue) => issue.message).join('; ');
      throw new ResponsaError('bad-request', `${from} has the value ${JSON.stringify(value)}.`, `${expected}. It means: ${meaning}${unit === '' ? '' : ` (${unit})`}.`);
    }
    config[name] = parsed.data;
  }
  return config as Config;
}
