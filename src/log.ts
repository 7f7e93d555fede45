/**
 * The log of the service: one line per event, for people or for programs. It never holds a question or a key; a request stands in it with its
 * path (text) or the template of its route (JSON), never with its query or body.
 */

export const logLevels = ['info', 'warning', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];
export const logFormats = ['text', 'json'] as const;
export type LogFormat = (typeof logFormats)[number];

/** What a program wants to know of an event; in the JSON form it stands in place of the line's words. */
export interface LogDetails {
  readonly message: string;
  readonly requestId?: string;
  readonly method?: string;
  /** The template (`/v1/works/{work}`), never the path as sent. */
  readonly route?: string;
  readonly status?: number;
  readonly milliseconds?: number;
  /** Of the caller's `traceparent` (W3C Trace Context). */
  readonly traceId?: string;
}

/** Takes one event: `line` begins with its level (`info …`, `warning …`, `error …`; without one it is `info`). */
export type Log = (line: string, details?: LogDetails) => void;

export interface LogWriter {
  readonly format: LogFormat;
  /** Events below it are left out. */
  readonly level: LogLevel;
  readonly clock: () => Date;
  /** Takes a whole line, its line break included. */
  readonly write: (text: string) => void;
}

/** The log as it is written: each event begins a line, and nothing that is inside of an event can look like the beginning of another. */
export function openLog({ format, level: least, clock, write }: LogWriter): Log {
  return (line, details) => {
    const [, found, words] = /^(?:(info|warning|error) )?([^]*)$/.exec(line)!;
    const level = logLevels.find((one) => one === found) ?? 'info';
    if (logLevels.indexOf(level) < logLevels.indexOf(least)) return;
    if (format === 'json') write(`${JSON.stringify({ time: clock().toISOString(), level, ...(details ?? { message: words }) }).replace(controls, escaped)}\n`);
    else write(`${inOneEntry(line)}\n`);
  };
}

/** C0 and C1 controls but the line feed, and what some viewers take for line breaks or a change of direction. */
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Further lines (of a stack) are set in. */
const inOneEntry = (line: string): string => line.replace(/\r\n/g, '\n').replace(controls, escaped).replaceAll('\n', '\n  ');
