/** Which paths a bundle may have: each stays below its own folder, whatever system it is written on. */

/** `program/.bundle` is where an installed version keeps its manifest. */
const tops = /^(?:sbom\.cdx\.json|program\/(?!\.bundle(?:\/|$)).+|generations\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}\/[^/]+|corpus\/.+)$/;
/** Bytes of one name; what common file systems allow. */
const LONGEST_NAME = 255;

function problemOfPath(path: string): string | null {
  const parts = path.split('/');
  if (!tops.test(path)) return 'is none of program/…, generations/<id>/…, corpus/…';
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'leaves its folder';
  if (/[\\\u0000-\u001f\u007f]/.test(path)) return 'has a backslash or a control character';
  if (parts.some((part) => Buffer.byteLength(part) > LONGEST_NAME)) return 'has a name that is too long';
  return null;
}

/** What is wrong with a list of paths, or `null`. No path may stand twice, nor be the folder of another. */
export function problemOfPaths(paths: readonly string[]): string | null {
  const all = new Set(paths);
  if (all.size !== paths.length) return `lists a file twice: ${JSON.stringify(paths.find((path, index) => paths.indexOf(path) !== index))}`;
  for (const path of paths) {
    const problem = problemOfPath(path);
    if (problem !== null) return `lists ${JSON.stringify(path)}, which ${problem}`;
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      if (all.has(path.slice(0, slash))) return `lists ${JSON.stringify(path.slice(0, slash))} as a file and as a folder`;
    }
  }
  return null;
}
