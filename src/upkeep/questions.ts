/** Where the collections' own questions are: folders with `topics.<language>.jsonl` and `qrels.<language>.tsv`. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Folders with questions in or below `folders`, in a stable order; dotfiles are nobody's questions, links are not followed. */
export async function questionFolders(folders: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const folder of folders) await search(path.resolve(folder), found);
  return [...found].sort();
}

async function search(folder: string, found: Set<string>): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some((entry) => entry.isFile() && /^topics\.\w+\.jsonl$/.test(entry.name))) found.add(folder);
  for (const entry of entries) if (entry.isDirectory() && !entry.name.startsWith('.')) await search(path.join(folder, entry.name), found);
}
