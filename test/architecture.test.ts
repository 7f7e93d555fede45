/** The house of DESIGN.md, held against the imports that are really there. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly { readonly target: string; readonly typeOnly: boolean }[];
}

const importPattern = /(?:^|\n)\s*(?:import|export)(\s+type)?\b[^;'"]*?\bfrom\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

function importsOf(file: string, text: string): SourceFile['imports'] {
  return [...text.matchAll(importPattern)].map((found) => {
    const target = found[2] ?? found[3] ?? found[4] ?? '';
    const local = target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target).replace(/\.js$/, '.ts') : target;
    return { target: local, typeOnly: found[1] !== undefined };
  });
}

const files: readonly SourceFile[] = ['src', 'scripts'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const file = `${folder}/${name.split(path.sep).join('/')}`;
      const text = readFileSync(path.join(root, file), 'utf8');
      return { path: file, text, imports: importsOf(file, text) };
    }),
);

/** Rooms from left to right; a file imports its own room and rooms to its left. Rooms on one level do not know each other. */
const levels: readonly (readonly string[])[] = [
  ['domain'],
  ['outgoing', 'archive'],
  ['ingest', 'models'],
  ['indexing'],
  ['retrieval', 'record', 'documents', 'access', 'unbundle'],
  ['answering', 'bundle'],
  ['composition'],
  ['server', 'evaluation', 'langchain'],
  ['training', 'upkeep'],
  ['scripts'],
];
const domainFiles = ['abortable', 'address-ranges', 'roles', 'document', 'citation', 'citation-grammar', 'citation-tables', 'citation-question-tables', 'citation-han', 'citation-units', 'spelled-numbers', 'citation-works', 'citation-japanese', 'citation-context', 'work-names', 'text', 'sentences', 'language', 'language-tag', 'log', 'metrics', 'timings', 'traces', 'asker-words', 'numerals', 'config', 'disk-faults', 'errors', 'model-fault'];
/** Who may open a connection (the listener: takes them; outgoing: refuses them). */
const outward = ['src/address-ranges.ts', 'src/access/clients.ts', 'src/models/allowed-addresses.ts', 'src/models/server-connection.ts', 'src/outgoing/names.ts', 'src/outgoing/sockets.ts', 'src/server/listener.ts', 'scripts/planted-instructions.ts'];
const compositionFiles = ['access-control', 'assistant', 'ask', 'build-contract', 'catalogue', 'changes', 'cited-corpus', 'contract', 'conversation', 'corpus-documents', 'fitting', 'inspect', 'inspection-view', 'language-models', 'mining', 'model-shelf', 'open-models', 'past-answers', 'rebuild', 'replay', 'retention', 'statement-checks', 'timed-models', 'trace-export', 'views'];

function roomOf(file: string): string {
  const [top, second = ''] = file.split('/');
  if (top === 'scripts') return 'scripts';
  const name = second.replace(/\.ts$/, '');
  if (domainFiles.includes(name)) return 'domain';
  if (compositionFiles.includes(name)) return 'composition';
  return name;
}

const levelOf = (file: string): number => levels.findIndex((rooms) => rooms.includes(roomOf(file)));
const local = (target: string): boolean => target.startsWith('src/') || target.startsWith('scripts/');

describe('the house', () => {
  it('holds every file in a known room', () => {
    expect(files.filter(({ path: file }) => levelOf(file) === -1).map(({ path: file }) => file)).toEqual([]);
    expect(files.length).toBeGreaterThan(40);
  });

  it('has imports that go one way', () => {
    const wrong = files.flatMap(({ path: file, imports }) =>
      imports
        .filter(({ target }) => local(target) && roomOf(target) !== roomOf(file) && levelOf(target) >= levelOf(file))
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('gives models to the rooms right of it as a type only; composition alone opens them', () => {
    const opening = files.flatMap(({ path: file, imports }) =>
      imports.filter(({ target, typeOnly }) => target.startsWith('src/models/') && !typeOnly && !['models', 'composition', 'scripts'].includes(roomOf(file))).map(() => file),
    );
    expect(opening).toEqual([]);
  });

  it('lets server and evaluation know only the assistant and the domain', () => {
    const allowed = ['domain', 'composition'];
    const wrong = files.flatMap(({ path: file, imports }) =>
      imports
        .filter(({ target }) => ['server', 'evaluation'].includes(roomOf(file)) && local(target) && roomOf(target) !== roomOf(file) && !allowed.includes(roomOf(target)))
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('reads the environment in config.ts alone; one variable is set, for a library', () => {
    expect(files.filter(({ text }) => /process\.env\b|process\['env'\]/.test(text)).map(({ path: file }) => file)).toEqual(['src/config.ts', 'src/outgoing/no-telemetry.ts']);
    expect(files.find(({ path: file }) => file === 'src/outgoing/no-telemetry.ts')?.text.split('*/')[1]?.trim()).toBe("process.env['ORT_DISABLE_TELEMETRY'] = '1';");
  });

  it('loads models in models/ alone (the measured peer apart)', () => {
    const loaders = /^@xenova\/transformers$|^@huggingface\/transformers$|^onnxruntime|^node-llama-cpp$|huggingface_transformers$/;
    const loading = files.filter(({ imports }) => imports.some(({ target }) => loaders.test(target))).map(({ path: file }) => file);
    expect(loading.filter((file) => !file.startsWith('src/models/'))).toEqual(['scripts/bench-langchain.ts']);
    expect(loading.filter((file) => file.startsWith('src/models/'))).toHaveLength(1);
    // node-llama-cpp is imported by its path: it is no dependency.
    expect(files.filter(({ text }) => /['"`]node-llama-cpp['"`]/.test(text)).map(({ path: file }) => file)).toEqual(['src/models/llama-library.ts']);
    expect(files.filter(({ text }) => /from 'node:(https?|net|tls|dns|dgram)'/.test(text)).map(({ path: file }) => file)).toEqual(outward);
  });

  it('keeps files and folders readable: no file of more than 320 lines, no room for leftovers', () => {
    expect(files.filter(({ text }) => text.split('\n').length > 320).map(({ path: file }) => file)).toEqual([]);
    expect(files.filter(({ path: file }) => /(utils?|helpers?|common|manager|base)\.ts$/i.test(file)).map(({ path: file }) => file)).toEqual([]);
  });
});
