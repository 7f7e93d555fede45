/** Which files of a collection are no documents, and the globs by which a collection names more of them. */

/** `*` within a folder, `**` across folders, `?` one character; a pattern without `/` holds in every folder. */
export function globPattern(glob: string): RegExp {
  const anchored = glob.includes('/') ? glob.replace(/^\//, '') : `**/${glob}`;
  const source = anchored.replace(/\*\*\/|\*\*|\*|\?|[\\^$.+()|[\]{}]/g, (sign) => {
    switch (sign) {
      case '**/': return '(?:.*/)?';
      case '**': return '.*';
      case '*': return '[^/]*';
      case '?': return '[^/]';
      default: return `\\${sign}`;
    }
  });
  return new RegExp(`^${source}$`, 'u');
}

/** Side metadata, the manifest, system and lock files, licences and read-mes of the collection, test data in the forms of BEIR and TREC with the figures expected of them. */
const noDocuments: readonly RegExp[] = [
  /\.meta\.json$/,
  /(?:^|\/)collection\.json$/,
  /(?:^|\/)\./,
  /(?:^|\/)(?:Thumbs\.db|desktop\.ini)$/,
  // Word and LibreOffice mark files that are open.
  /(?:^|\/)(?:~\$|\.~lock\.)[^/]*$/,
  /^(?:README|LICEN[CS]E|NOTICE|CHANGELOG|CONTRIBUTING|COPYING)(?:\.(?:md|txt|html))?$/i,
  /(?:^|\/)(?:topics|queries|answers|follow-ups)(?:\.[\w-]+)*\.jsonl$/,
  /(?:^|\/)qrels(?:\.[\w-]+)*\.tsv$/,
  /(?:^|\/)expected\.json$/,
];

/** `path` inside the collection, `/` as separator. */
export function isKnownNonDocument(path: string): boolean {
  return noDocuments.some((pattern) => pattern.test(path));
}
