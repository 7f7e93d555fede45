/** Wrong keys are counted, not listed: a line for each would let anybody fill the disk. */

/** Why a key was not taken. */
export const keyFaults = ['wrong', 'expired', 'role'] as const;
export type KeyFault = (typeof keyFaults)[number];

export interface CountedRefusals {
  /** ISO 8601; of the first and the last. */
  readonly from: string;
  readonly to: string;
  readonly counts: Readonly<Record<KeyFault, number>>;
  /** Where most came from, at most ten, the most frequent first. */
  readonly addresses: readonly { readonly address: string; readonly count: number }[];
}

export interface Refusals {
  add(fault: KeyFault, address: string): void;
  /** What was counted since the last time; `null` when nothing was. `putBack` adds it again, when it could not be recorded. */
  take(): { readonly counted: CountedRefusals; putBack(): void } | null;
  /** All since the process began, taken or not. */
  totals(): Readonly<Record<KeyFault, number>>;
}

const mostShown = 10;
/** Further ones are counted together. */
const mostAddresses = 1000;
const elsewhere = 'elsewhere';

export function countRefusals(clock: () => Date): Refusals {
  let one: Tally | null = null;
  const totals: Record<KeyFault, number> = { wrong: 0, expired: 0, role: 0 };
  return {
    totals: () => ({ ...totals }),
    add(fault, address) {
      totals[fault]++;
      const now = clock().toISOString();
      one ??= { from: now, to: now, counts: { wrong: 0, expired: 0, role: 0 }, addresses: new Map() };
      one.to = now > one.to ? now : one.to;
      one.counts[fault]++;
      addAddress(one, address, 1);
    },
    take() {
      if (one === null) return null;
      const taken = one;
      one = null;
      const addresses = [...taken.addresses].map(([address, count]) => ({ address, count })).sort((a, b) => b.count - a.count).slice(0, mostShown);
      return {
        counted: { from: taken.from, to: taken.to, counts: taken.counts, addresses },
        putBack() {
          const since = one;
          one = taken;
          if (since === null) return;
          one.to = since.to > one.to ? since.to : one.to;
          for (const fault of keyFaults) one.counts[fault] += since.counts[fault];
          for (const [address, count] of since.addresses) addAddress(one, address, count);
        },
      };
    },
  };
}

interface Tally {
  from: string;
  to: string;
  readonly counts: Record<KeyFault, number>;
  readonly addresses: Map<string, number>;
}

function addAddress({ addresses }: Tally, address: string, count: number): void {
  const name = addresses.has(address) || addresses.size < mostAddresses ? address : elsewhere;
  addresses.set(name, (addresses.get(name) ?? 0) + count);
}
