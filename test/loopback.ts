/** In a network namespace of its own (`unshare -rn`: no network at all) even the loopback interface is down; tests over 127.0.0.1 need it up. */
import { execFileSync } from 'node:child_process';
import net from 'node:net';

/** Vitest's global set-up. Brings the loopback interface up where it is down and we may; throws, saying what to do, where that fails. */
export async function setup(): Promise<void> {
  if (await reachable()) return;
  try {
    execFileSync('ip', ['link', 'set', 'lo', 'up'], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
  } catch (error) {
    throw new Error('127.0.0.1 cannot be reached: the loopback interface is down. Run `ip link set lo up` in this network namespace before the tests.', { cause: error });
  }
  if (!(await reachable())) throw new Error('127.0.0.1 cannot be reached although the loopback interface is up.');
}

function reachable(): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => socket.end());
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const socket = net.connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
      const finish = (reached: boolean): void => {
        socket.destroy();
        server.close(() => resolve(reached));
      };
      socket.on('connect', () => finish(true)).on('error', () => finish(false));
    });
  });
}
