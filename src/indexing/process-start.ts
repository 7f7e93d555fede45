/** Is a process that left a file behind still the one that runs under its number? */
import { readFile } from 'node:fs/promises';
import { systemCode } from '../errors.js';

/**
 * When a process started, as a text to compare: boot and clock ticks on Linux (proc(5): field 22 of stat), so that a number given to
 * another process later is not taken for the holder; elsewhere `alive`. `dead` when there is no such process.
 */
export async function startOf(pid: number): Promise<string> {
  try {
    const [stat, boot] = await Promise.all([readFile(`/proc/${pid}/stat`, 'utf8'), readFile('/proc/sys/kernel/random/boot_id', 'utf8')]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'dead' : `${boot.trim()}:${fields[19]!}`;
  } catch {
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch (error) {
      return systemCode(error) === 'EPERM' ? 'alive' : 'dead';
    }
  }
}
