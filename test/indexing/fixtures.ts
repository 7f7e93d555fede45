/** Documents made from outlines, an embedder of a few lines, and folders that vanish after the test. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { LegalDocument, Period, Provision, ProvisionStatus } from '../../src/document.js';
import type { Ingested } from '../../src/ingest/ingest.js';
import type { Embedder } from '../../src/models/embedder.js';
import { sha256 } from '../../src/text.js';

export interface Outline {
  readonly kind: string;
  readonly eId: string;
  readonly number?: string;
  readonly heading?: string;
  /** Lines before the children. */
  readonly text?: string;
  readonly children?: readonly Outline[];
  /** Lines behind the children. */
  readonly tail?: string;
  readonly inForce?: Period;
  readonly status?: ProvisionStatus;
}

/** `number heading` on a line of its own when there is a heading, else the number in front of the text; then text, children, tail. */
export function documentOf(outline: readonly Outline[], over: Partial<LegalDocument> & { readonly preface?: string } = {}): LegalDocument {
  const { preface, ...fields } = over;
  let text = preface === undefined ? '' : `${preface}\n`;
  const line = (content: string | undefined): void => {
    if (content !== undefined) text += `${content}\n`;
  };
  const write = (item: Outline): Provision => {
    const start = text.length;
    const head = [item.number, item.heading].filter((part) => part !== undefined).join(' ');
    if (head !== '') text += item.heading === undefined && item.text !== undefined ? `${head} ` : `${head}\n`;
    const bodyStart = text.length;
    line(item.text);
    const provisions = (item.children ?? []).map(write);
    line(item.tail);
    const end = text.endsWith('\n') ? text.length - 1 : text.length;
    return {
      eId: item.eId, kind: item.kind, number: item.number ?? null, heading: item.heading ?? null,
      span: { start, end }, body: { start: Math.min(bodyStart, end), end }, inForce: item.inForce ?? null, status: item.status ?? 'in-force', references: [], provisions,
    };
  };
  const provisions = outline.map(write);
  return {
    work: 'xa/act/2019/dogs', expression: 'xa/act/2019/dogs/eng@2019-01-01', title: 'Dog Act', aliases: [], type: 'act', jurisdiction: 'xa', language: 'en',
    inForce: { from: '2019-01-01', to: null }, source: { collection: 'law', path: 'dogs.md', format: 'markdown', digest: sha256(text), url: null }, pages: [], terms: [], warnings: [], ...fields, text, provisions,
  };
}

/** A page without provisions. */
export function pageOf(title: string, text: string, over: Partial<LegalDocument> = {}): LegalDocument {
  return { ...documentOf([]), work: `page/${title}`, expression: `page/${title}/eng`, title, text, ...over };
}

export function ingestedOf(documents: readonly LegalDocument[]): Ingested {
  return {
    documents,
    collections: [{ id: 'law', title: 'Law' }],
    filesRead: documents.length,
    skipped: [],
    warnings: [],
    synonyms: [],
    corpusDigest: sha256(documents.map(({ source, text }) => `${source.path} ${sha256(text)}`).join('\n')),
  };
}

export interface CountingEmbedder extends Embedder {
  /** All texts it was given, in order. */
  readonly asked: string[];
}

/** Words hashed into 16 dimensions; equal words pull vectors together. */
export function tinyEmbedder(over: Partial<Embedder> = {}): CountingEmbedder {
  const dimensions = 16;
  const asked: string[] = [];
  const vectorOf = (text: string): Float32Array => {
    const vector = new Float32Array(dimensions);
    for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
      const hash = createHash('sha256').update(word).digest();
      const at = hash[0]! % dimensions;
      vector[at] = vector[at]! + (hash[1]! % 2 === 0 ? 1 : -1);
    }
    const length = Math.hypot(...vector);
    return length === 0 ? vector : vector.map((value) => value / length);
  };
  return {
    name: 'tiny', digest: 'f'.repeat(64), dimensions, languages: null, maximumTokens: 1000, asked,
    embedPassages(texts, options) {
      asked.push(...texts);
      options?.signal?.throwIfAborted();
      const rows = new Float32Array(texts.length * dimensions);
      texts.forEach((text, i) => rows.set(vectorOf(text), i * dimensions));
      options?.onProgress?.(texts.length, texts.length);
      return Promise.resolve(rows);
    },
    embedQuery: (text) => Promise.resolve(vectorOf(text)),
    close: () => Promise.resolve(),
    ...over,
  };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-indexing-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const settings = { chunkLength: 800, headings: 'in', hnswM: 16, hnswEfConstruction: 200, keepGenerations: 3 } as const;
