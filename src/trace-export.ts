/**
 * Traces to a collector of the office's own, by OTLP over HTTP (JSON). The libraries of OpenTelemetry are no dependency: 27 MB that hardly anybody needs.
 * Like node-llama-cpp they are looked for in a folder of their own, and loaded only where the setting `tracesUrl` names a collector.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Api from '@opentelemetry/api';
import type * as Exporter from '@opentelemetry/exporter-trace-otlp-http';
import type * as Resources from '@opentelemetry/resources';
import type * as Sdk from '@opentelemetry/sdk-trace-base';
import type { Config } from './config.js';
import { messageOf, ResponsaError } from './errors.js';
import type { Log } from './log.js';
import { createTracing, noTracing, type SpanTaker, type Span, type Tracing } from './traces.js';

export interface ExportedTracing extends Tracing {
  /** Sends what has not been sent yet, within some seconds, and ends. */
  close(): Promise<void>;
}

interface OpenTelemetry {
  readonly api: typeof Api;
  readonly sdk: typeof Sdk;
  readonly resources: typeof Resources;
  readonly exporter: typeof Exporter;
}

const packages = { api: '@opentelemetry/api', sdk: '@opentelemetry/sdk-trace-base', resources: '@opentelemetry/resources', exporter: '@opentelemetry/exporter-trace-otlp-http' } as const;
/** Something of each package that is used here: one that lacks it is another version. */
const needed: Readonly<Record<keyof typeof packages, string>> = { api: 'ROOT_CONTEXT', sdk: 'BatchSpanProcessor', resources: 'resourceFromAttributes', exporter: 'OTLPTraceExporter' };

/** How long a collector may take for one delivery, ms, tries anew included; the service's end waits no longer than this either. */
const deliveryTimeout = 5_000;

type Settings = Pick<Config, 'tracesUrl' | 'tracesLibrary'>;

/** No tracing without `tracesUrl`. ResponsaError('bad-request') when that is no address, ('environment') with advice when the libraries are missing. Connects to nothing yet. */
export function openTracing({ tracesUrl, tracesLibrary }: Settings, version: string, log: Log): ExportedTracing {
  if (tracesUrl === '') return { ...noTracing, close: () => Promise.resolve() };
  if (!URL.canParse(tracesUrl) || !/^https?:$/.test(new URL(tracesUrl).protocol)) throw new ResponsaError('bad-request', `tracesUrl is "${tracesUrl}", which is no address of a collector.`, 'Name where it takes traces by OTLP over HTTP, as http://127.0.0.1:4318/v1/traces; empty: no traces.');
  const { api, sdk, resources, exporter } = loadOpenTelemetry(tracesLibrary);
  const sender = toldOf(new exporter.OTLPTraceExporter({ url: tracesUrl, timeoutMillis: deliveryTimeout }), tracesUrl, log);
  const provider = new sdk.BasicTracerProvider({
    resource: resources.defaultResource().merge(resources.resourceFromAttributes({ 'service.name': 'responsa', 'service.version': version })),
    spanProcessors: [new sdk.BatchSpanProcessor(sender, { exportTimeoutMillis: deliveryTimeout })],
  });
  return { ...createTracing(takerOf(api, provider.getTracer('responsa', version))), close: () => provider.shutdown() };
}

/** Makes spans of what was noted; a trace that its caller does not keep is not kept here. */
function takerOf(api: typeof Api, tracer: Api.Tracer): SpanTaker {
  const add = ({ name, start, end, failed, within }: Span, parent: Api.Span): void => {
    const span = tracer.startSpan(name, { startTime: start }, api.trace.setSpan(api.ROOT_CONTEXT, parent));
    finish(span, { end, failed, within });
  };
  const finish = (span: Api.Span, { end, failed, within }: Pick<Span, 'end' | 'failed' | 'within'>): void => {
    if (failed) span.setStatus({ code: api.SpanStatusCode.ERROR });
    for (const one of within) add(one, span);
    span.end(end);
  };
  return {
    begin(startTime, caller) {
      const context = caller === null ? api.ROOT_CONTEXT : api.trace.setSpanContext(api.ROOT_CONTEXT, { traceId: caller.traceId, spanId: caller.spanId, isRemote: true, traceFlags: caller.sampled ? api.TraceFlags.SAMPLED : api.TraceFlags.NONE });
      const span = tracer.startSpan('request', { kind: api.SpanKind.SERVER, startTime }, context);
      return {
        traceId: span.spanContext().traceId,
        end(request) {
          span.updateName(request.name).setAttributes(request.attributes);
          finish(span, request);
        },
      };
    },
  };
}

/** Says once that deliveries fail, with how many spans are lost by it, and once that they go through again. */
function toldOf(sender: Sdk.SpanExporter, url: string, log: Log): Sdk.SpanExporter {
  let lost = 0;
  return {
    export: (spans, done) => sender.export(spans, (result) => {
      if (result.error === undefined) {
        if (lost > 0) log(`info traces are delivered to ${url} again; ${lost} spans were lost`);
        lost = 0;
      } else {
        if (lost === 0) log(`warning traces cannot be delivered to ${url}: ${result.error.message || result.error.name}. Questions are answered all the same`);
        lost += spans.length;
      }
      done(result);
    }),
    shutdown: () => sender.shutdown(),
  };
}

const installAdvice = (folder: string): string =>
  `Install them once, where there is a network or a mirror of npm: npm install --prefix ${folder} ${packages.api}@1 ${packages.sdk}@2 ${packages.exporter}@0.223 (27 MB); or set tracesLibrary to the folder that holds their node_modules. Without tracesUrl the program needs none of them.`;

function loadOpenTelemetry(library: string): OpenTelemetry {
  const folder = path.resolve(library);
  if (!existsSync(path.join(folder, 'node_modules', packages.exporter))) throw new ResponsaError('environment', `Traces need the libraries of OpenTelemetry, which are not installed in ${folder}.`, installAdvice(folder));
  let loaded: unknown;
  try {
    const load = createRequire(path.join(folder, 'package.json'));
    loaded = Object.fromEntries(Object.entries(packages).map(([part, name]) => [part, load(name) as unknown]));
  } catch (error) {
    throw new ResponsaError('environment', `The libraries of OpenTelemetry in ${folder} cannot be loaded: ${messageOf(error)}.`, installAdvice(folder), { cause: error });
  }
  if (!isOpenTelemetry(loaded)) throw new ResponsaError('environment', `The libraries of OpenTelemetry in ${folder} are versions that are not known here.`, installAdvice(folder));
  return loaded;
}

function isOpenTelemetry(loaded: unknown): loaded is OpenTelemetry {
  const parts = new Map(Object.entries(loaded ?? {}));
  return Object.entries(needed).every(([part, name]) => name in Object(parts.get(part)));
}
