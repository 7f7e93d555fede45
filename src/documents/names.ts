/** Names of collections and paths of documents as they come over the network: what cannot leave its collection, on any disk. */
import { ResponsaError } from '../errors.js';
import { hidesItsName, shownName } from '../ingest/file-names.js';

/** Bytes in UTF-8 of one name: what ext4, XFS, APFS and NTFS take, less what `.meta.json` needs beside it. */
const longestName = 240;
/** Characters of a whole path: with the folder of the corpus in front it stays below what systems open (4,096 bytes on Linux, 1,024 on macOS). */
const longestPath = 600;
/** Folders below one another; real collections have two or three. */
const deepest = 12;

/** Names that Windows gives to devices, whatever stands behind a dot. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** Signs that some disk takes for something else than part of a name. */
const reservedSign = /[\\/:*?"<>|\0]/;

function problemOf(name: string): string | null {
  if (name === '') return 'holds an empty name (two slashes, or one at an end)';
  if (name.startsWith('.')) return `holds "${name}"; names do not begin with a dot`;
  if (hidesItsName(name)) return 'holds control characters, which show another name than there is';
  if (/\p{Surrogate}/u.test(name) || name.includes('\uFFFD')) return 'is no proper Unicode';
  const sign = reservedSign.exec(name)?.[0];
  if (sign !== undefined) return `holds the sign ${sign}, which not every disk takes for part of a name`;
  if (/[. ]$/.test(name) || name.startsWith(' ')) return `holds "${name}"; names do not begin with a space or end with a dot or a space`;
  if (deviceName.test(name)) return `holds "${name}", which is the name of a device on some systems`;
  if (Buffer.byteLength(name) > longestName) return `holds a name of more than ${longestName} bytes`;
  return null;
}

/** The names of a path, in NFC (so that one name typed on two systems is one file); or what is wrong with it, to be read behind the path. */
export function namesOfPath(path: string): readonly string[] | string {
  if (path.length > longestPath) return `is longer than ${longestPath} characters`;
  const names = path.normalize('NFC').split('/');
  if (names.length > deepest) return `has more than ${deepest} names below one another`;
  return names.map(problemOf).find((problem) => problem !== null) ?? names;
}

/** As `namesOfPath`; throws ResponsaError('bad-request') that says what is wrong. */
export function checkedNames(path: string): readonly string[] {
  const names = namesOfPath(path);
  if (typeof names !== 'string') return names;
  throw new ResponsaError('bad-request', `The path "${shownName(path.slice(0, 200))}" ${names}.`, 'Name a file inside the collection, as 2024/dogs.md: names in any script, parted by slashes.');
}

/** The folder of a collection, in NFC: the same letters as its identifier. Throws ResponsaError('bad-request'). */
export function checkedCollection(name: string): string {
  const composed = name.normalize('NFC');
  if (/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u.test(composed) && problemOf(composed) === null) return composed;
  throw new ResponsaError('bad-request', `"${shownName(name.slice(0, 200))}" is no name of a collection.`, 'Collections are named by letters, digits, ".", "_" and "-", beginning with a letter or a digit.');
}

/** Equal for two names that a disk which ignores case takes for one. */
export const foldedName = (name: string): string => name.normalize('NFC').toLowerCase().normalize('NFC');
