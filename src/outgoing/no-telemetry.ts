/**
 * ONNX Runtime from 1.29 on reports to its maker over the network (on Linux: looks up a name, and keeps an identifier of the machine on its disk),
 * from native code, where no guard in JavaScript can stand. It is silent when this stands in the environment before it is loaded; tried with 1.30 under
 * strace (`scripts/no-way-out-test.ts`). A thread's `process.env` is a copy that native code does not see: so this is imported on the main thread.
 */
process.env['ORT_DISABLE_TELEMETRY'] = '1';
