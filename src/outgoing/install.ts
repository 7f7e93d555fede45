/**
 * No way out: with this imported, and imported first, no library opens a connection that the settings do not name. It refuses, counts and logs,
 * before a name is looked up. The settings are read later; till then nothing is admitted.
 *
 * It holds against libraries that phone home by Node's means: sockets, names, threads, children. It is no wall against code that means to get out:
 * native code makes system calls of its own. The network namespace or the unit file of the service is that wall (docs/operations.md).
 */
import './no-telemetry.js';
import { syncBuiltinESMExports } from 'node:module';
import { guardNames } from './names.js';
import { guardSockets } from './sockets.js';
import { guardThreadsAndChildren } from './threads-and-children.js';

guardSockets();
guardNames();
guardThreadsAndChildren();
// Imports by name (`import { connect } …`) see what stands here now.
syncBuiltinESMExports();
