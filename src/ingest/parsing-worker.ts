/** The thread in which files are read and parsed: a file that hangs or eats memory takes this thread with it, and nothing else. */
import '../outgoing/install.js';
import { parentPort } from 'node:worker_threads';
import { messageOf, ResponsaError } from '../errors.js';
import { parseFile } from './parse-file.js';
import type { ParsedFile, ParsingReply, ParsingRequest } from './parsing-messages.js';
import { readSource } from './read-source.js';
import type { FoundFile } from './walk-folder.js';

async function parsed(file: FoundFile): Promise<ParsedFile> {
  try {
    const { source, warnings } = await readSource(file);
    return { is: 'parsed', documents: await parseFile(source), digest: `${source.digest} ${JSON.stringify(source.sideMetadata)}`, warnings };
  } catch (error) {
    return { is: 'refused', reason: messageOf(error), advice: error instanceof ResponsaError ? error.advice : 'This is a fault of the program: report it with the file.' };
  }
}

const say = (reply: ParsingReply): void => parentPort?.postMessage(reply);
parentPort?.on('message', ({ file }: ParsingRequest) => void parsed(file).then(say));
say({ is: 'ready' });
