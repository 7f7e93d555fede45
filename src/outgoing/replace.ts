/** Puts a function of ours in the place of one of Node's. */

export type Call = (this: unknown, ...given: readonly unknown[]) => unknown;

function isCall(value: unknown): value is Call {
  return typeof value === 'function';
}

/** `make` gets the function that was there. What is not there (an older or newer Node) is left alone. */
export function replace(holder: object, name: string, make: (original: Call) => Call): void {
  const original: unknown = Reflect.get(holder, name);
  if (!isCall(original)) return;
  const value = make(original);
  // Libraries ask for them (promisify, names in stacks).
  for (const key of Reflect.ownKeys(original)) if (!['length', 'name', 'prototype'].includes(String(key))) Object.defineProperty(value, key, Object.getOwnPropertyDescriptor(original, key)!);
  Object.defineProperty(value, 'name', { value: name, configurable: true });
  Object.defineProperty(holder, name, { value, writable: true, configurable: true, enumerable: Object.getOwnPropertyDescriptor(holder, name)?.enumerable ?? false });
}

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A text or a number as text; '' for everything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
