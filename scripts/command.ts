/** What every command shares: flags, help, exit codes. A command is argv -> one call -> exit code. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { loadConfig, type Config, type SettingName } from '../src/config.js';
import { describe, faults, messageOf, ResponsaError } from '../src/errors.js';
import { admitConfigured } from '../src/outgoing/admitted.js';

type ParseArgsOptions = NonNullable<ParseArgsConfig['options']>;

export interface Arguments {
  readonly positionals: readonly string[];
  /** The flag's value, or undefined when it was not given. */
  readonly text: (flag: string) => string | undefined;
  readonly texts: (flag: string) => readonly string[];
  readonly given: (flag: string) => boolean;
  readonly config: Config;
  /** Aborted by Ctrl-C or a request to end; a second one ends the process at once. */
  readonly signal: AbortSignal;
}

export interface Flag {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** Shown in the help, with the value's name: `DIR  where …`. */
  readonly help: string;
  /** The setting this flag stands for, if any. */
  readonly setting?: SettingName;
}

export interface Command {
  readonly name: string;
  readonly use: string;
  readonly summary: string;
  readonly flags: Readonly<Record<string, Flag>>;
  readonly run: (given: Arguments) => Promise<void>;
}

export const indexesFlag: Flag = { type: 'string', help: 'DIR   where the generations are (default: indexes/)', setting: 'indexes' };
export const jsonFlag: Flag = { type: 'boolean', help: '      print JSON' };

/** Who did it, in the record of changes, when a command did. */
export const commandLine = 'command line';

/** A wrong use of the command line: exit code 2. */
export function wrongUse(what: string, command: Pick<Command, 'name' | 'use'>): ResponsaError {
  return new ResponsaError('bad-request', what, `Use: responsa ${command.name} ${command.use}`);
}

export function helpOf(command: Command): string {
  const flags = Object.entries({ ...command.flags, help: { type: 'boolean', help: '      this text' } satisfies Flag });
  const lines = flags.map(([name, flag]) => `  --${name} ${flag.help}`);
  return `responsa ${command.name} ${command.use}\n\n${command.summary}\n\n${lines.join('\n')}\n`;
}

/** Whole numbers on the command line. */
export function wholeNumber(given: Arguments, flag: string, command: Command): number | undefined {
  const text = given.text(flag);
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw wrongUse(`--${flag} must be a whole number above 0, not "${text}".`, command);
  return Number(text);
}

function parse(command: Command, argv: readonly string[]): Omit<Arguments, 'signal'> & { readonly help: boolean } {
  const options: ParseArgsOptions = { help: { type: 'boolean' } };
  for (const [name, flag] of Object.entries(command.flags)) options[name] = { type: flag.type, multiple: flag.multiple ?? false };
  const { values, positionals } = tokenize(command, argv, options);
  const text = (flag: string): string | undefined => {
    const value = values[flag];
    return typeof value === 'string' ? value : undefined;
  };
  const settings: Partial<Record<SettingName, unknown>> = {};
  for (const [name, flag] of Object.entries(command.flags)) if (flag.setting !== undefined && values[name] !== undefined) settings[flag.setting] = values[name];
  const texts = (flag: string): readonly string[] => {
    const value = values[flag];
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  };
  return { positionals, text, texts, given: (flag) => values[flag] === true, config: loadConfig(settings), help: values['help'] === true };
}

function tokenize(command: Command, argv: readonly string[], options: ParseArgsOptions): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw wrongUse(messageOf(error), command);
  }
}

/** Runs one command and sets the exit code: 0 done, 1 failed, 2 wrong use, 130 interrupted. */
export async function runCommand(command: Command, argv: readonly string[]): Promise<void> {
  const interruption = new AbortController();
  const interrupt = (signal: NodeJS.Signals): void => {
    if (interruption.signal.aborted) process.exit(130);
    interruption.abort(new Error(`stopped by ${signal}`));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    const given = parse(command, argv);
    admitConfigured(given.config);
    if (given.help) process.stdout.write(helpOf(command));
    else await command.run({ ...given, signal: interruption.signal });
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = interruption.signal.aborted ? 130 : error instanceof ResponsaError ? faults[error.fault].exitCode : 1;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
