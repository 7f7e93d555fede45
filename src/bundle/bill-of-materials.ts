/** The software bill of materials: CycloneDX 1.6 in JSON (ECMA-424). The same input gives the same bill, byte for byte. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, ResponsaError, systemCode } from '../errors.js';
import { readPackage, type ProductionPackage } from './closure.js';

/** A model that goes along: who made it is in its licence and card. */
export interface BundledModel {
  readonly name: string;
  readonly licence: string;
  /** sha-256 of its weights, hex. */
  readonly weights: string;
  readonly source: string;
}

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional(), integrity: z.string().optional(), license: z.string().optional() })) });

interface Component {
  readonly type: 'application' | 'library' | 'platform' | 'machine-learning-model';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly group?: string;
  readonly version?: string;
  readonly scope?: 'required' | 'optional';
  readonly description?: string;
  readonly hashes?: readonly { readonly alg: 'SHA-256' | 'SHA-512'; readonly content: string }[];
  readonly licenses?: readonly ({ readonly license: { readonly id: string } | { readonly name: string } } | { readonly expression: string })[];
  readonly purl?: string;
}

/** Package URL (purl specification, type npm). */
const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

/** Several licences are an SPDX expression; one that is none of SPDX's has a name. */
function licensesOf(licence: string | undefined): Pick<Component, 'licenses'> {
  if (licence === undefined) return {};
  if (/\s(?:AND|OR|WITH)\s/.test(licence)) return { licenses: [{ expression: licence.replace(/^\((.*)\)$/, '$1') }] };
  return { licenses: [{ license: /^[A-Za-z0-9.+-]+$/.test(licence) && licence !== 'UNLICENSED' ? { id: licence } : { name: licence } }] };
}

/** `sha512-<base64>` of the lock file, in hex. */
function hashesOf(integrity: string | undefined): Pick<Component, 'hashes'> {
  const found = /^sha512-([A-Za-z0-9+/=]+)$/.exec(integrity ?? '')?.[1];
  return found === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: Buffer.from(found, 'base64').toString('hex') }] };
}

function componentOf({ description, place, optional }: ProductionPackage, locked: z.infer<typeof lockSchema>['packages'][string] | undefined): Component {
  const slash = description.name.indexOf('/');
  return {
    type: 'library', 'bom-ref': place, ...(slash === -1 ? {} : { group: description.name.slice(0, slash) }), name: description.name.slice(slash + 1), version: description.version, scope: optional ? 'optional' : 'required',
    ...hashesOf(locked?.integrity), ...licensesOf(description.license ?? locked?.license), purl: purlOf(description.name, description.version),
  };
}

function modelComponent({ name, licence, weights, source }: BundledModel): Component {
  return { type: 'machine-learning-model', 'bom-ref': `model:${name}`, name, description: source, hashes: [{ alg: 'SHA-256', content: weights }], ...licensesOf(licence) };
}

export interface BillRequest {
  readonly programFolder: string;
  readonly packages: readonly ProductionPackage[];
  readonly models: readonly BundledModel[];
  /** The Node executable in the bundle, `null` when there is none. */
  readonly node: { readonly version: string; readonly sha256: string } | null;
  readonly created: string;
}

async function lockedPackages(programFolder: string): Promise<z.infer<typeof lockSchema>['packages']> {
  const file = path.join(programFolder, 'package-lock.json');
  try {
    return lockSchema.parse(JSON.parse(await readFile(file, 'utf8'))).packages;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw new ResponsaError('not-found', `${file} is not there.`, 'The bill of materials takes the digests of packages from it.');
    throw new ResponsaError('damaged', `${file} is no lock file: ${messageOf(error)}.`, 'Restore it from version control.', { cause: error });
  }
}

/** The bill of one bundle. ResponsaError('bad-source') when a package is installed in another version than the lock file has. */
export async function billOfMaterials({ programFolder, packages, models, node, created }: BillRequest): Promise<string> {
  const locked = await lockedPackages(programFolder);
  const other = packages.find(({ place, description }) => locked[place]?.version !== description.version);
  if (other !== undefined) throw new ResponsaError('bad-source', `${other.place} is installed as ${other.description.version}, but package-lock.json has ${locked[other.place]?.version ?? 'no such package'}.`, 'Run `npm ci` and start again.');
  const program = await readPackage(programFolder);
  const root: Component = { type: 'application', 'bom-ref': 'program', name: program?.name ?? 'responsa', version: program?.version ?? '0', ...licensesOf(program?.license), purl: purlOf(program?.name ?? 'responsa', program?.version ?? '0') };
  const components: readonly Component[] = [
    ...packages.map((one) => componentOf(one, locked[one.place])),
    ...models.map(modelComponent),
    ...(node === null ? [] : [{ type: 'platform' as const, 'bom-ref': 'node', name: 'node', version: node.version, hashes: [{ alg: 'SHA-256' as const, content: node.sha256 }], ...licensesOf('MIT') }]),
  ];
  const depended = new Set(packages.flatMap(({ needs }) => needs));
  const direct = new Set(Object.keys({ ...program?.dependencies, ...program?.optionalDependencies }).map((name) => `node_modules/${name}`));
  const ofRoot = components.map((one) => one['bom-ref']).filter((ref) => direct.has(ref) || !depended.has(ref));
  const dependencies = [{ ref: 'program', dependsOn: ofRoot }, ...packages.map(({ place, needs }) => ({ ref: place, dependsOn: needs }))];
  const described = { metadata: { timestamp: created, component: root }, components, dependencies };
  return `${JSON.stringify({ $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: `urn:uuid:${uuidOf(JSON.stringify(described))}`, version: 1, ...described }, null, 1)}\n`;
}

/** A UUID made from what it names (RFC 9562, version 8), so that the same bill has the same one. */
function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
