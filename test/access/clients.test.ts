/** Whence a request comes, and how much it may ask: as tables. */
import { describe, expect, it } from 'vitest';
import { clientAddress, limitedTogether, readTrustedProxies } from '../../src/access/clients.js';
import { openPlaces } from '../../src/access/places.js';
import { rateLimit } from '../../src/access/rate-limit.js';
import { isLoopback } from '../../src/address-ranges.js';

describe('the address of a client', () => {
  const proxies = readTrustedProxies('10.0.0.1, 172.16.0.0/12, fd00::/8');
  it.each([
    ['203.0.113.5', undefined, '203.0.113.5'],
    // Not from a proxy of ours: made up.
    ['203.0.113.5', '192.0.2.1', '203.0.113.5'],
    ['10.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['::ffff:10.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['fd00::1', '2001:db8::7', '2001:db8::7'],
    // The left part was sent along by the client.
    ['10.0.0.1', '127.0.0.1, 192.0.2.1', '192.0.2.1'],
    ['10.0.0.1', '192.0.2.1, 172.20.1.1', '192.0.2.1'],
    ['10.0.0.1', 'unknown', '10.0.0.1'],
    ['10.0.0.1', '192.0.2.1, <script>', '10.0.0.1'],
    ['10.0.0.1', '', '10.0.0.1'],
    ['', '192.0.2.1', ''],
  ])('from %s with %s is %s', (peer, forwarded, address) => {
    expect(clientAddress(peer, forwarded, proxies)).toBe(address);
  });
  it('a proxy cannot be a name', () => {
    expect(() => readTrustedProxies('10.0.0.1,proxy.office.example')).toThrow(/trustedProxies has the entry "proxy.office.example"/);
    expect(readTrustedProxies('').trusts('127.0.0.1')).toBe(false);
  });
  it.each([['192.0.2.1', '192.0.2.1'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'], ['2001:db8::1', '2001:db8:0:0::/64'], ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'], ['::1', '0:0:0:0::/64'], ['fe80::1%eth0', 'fe80:0:0:0::/64'], ['', '']])('%s is limited as %s', (address, group) => {
    expect(limitedTogether(address)).toBe(group);
  });
  it.each([['127.0.0.1', true], ['127.255.0.9', true], ['::1', true], ['[::1]', true], ['LOCALHOST', true], ['0.0.0.0', false], ['::', false], ['128.0.0.1', false], ['localhost.example', false], ['', false]])('%s reaches this machine alone: %s', (host, is) => {
    expect(isLoopback(host)).toBe(is);
  });
});

describe('a rate limit', () => {
  it('gives as many at once as a minute has, then one by one, and never saves more up', () => {
    let now = 0;
    const limit = rateLimit(3, () => now);
    expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([0, 0, 0, 20]);
    expect(limit.take('b')).toBe(0);
    now += 19_999;
    expect(limit.take('a')).toBe(1);
    now += 1;
    expect([limit.take('a'), limit.take('a')]).toEqual([0, 20]);
    now += 3_600_000;
    expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([0, 0, 0, 20]);
  });
  it('0 is no limit', () => {
    const limit = rateLimit(0, () => 0);
    expect(Array.from({ length: 1000 }, () => limit.take('a')).every((wait) => wait === 0)).toBe(true);
  });
  it('remembers a bounded number of addresses', () => {
    const limit = rateLimit(1, () => 0);
    limit.take('first');
    for (let i = 0; i < 20_000; i++) limit.take(`address ${i}`);
    expect([limit.take('first'), limit.take('address 19999')]).toEqual([0, 60]);
  });
});

describe('places', () => {
  const never = new AbortController().signal;
  it('are given in the order of coming; a full queue refuses; leaving twice frees one place', async () => {
    const places = openPlaces(1, 2);
    const first = await places.take(never);
    const order: string[] = [];
    const second = places.take(never).then((place) => (order.push('second'), place));
    const third = places.take(never).then((place) => (order.push('third'), place));
    expect([await places.take(never), places.taken(), places.waiting()]).toEqual([null, 1, 2]);
    first!.leave();
    first!.leave();
    (await second)!.leave();
    (await third)!.leave();
    expect([order, places.taken(), places.waiting()]).toEqual([['second', 'third'], 0, 0]);
  });
  it('who gives up leaves the queue, and the next has the turn', async () => {
    const places = openPlaces(1, 2);
    const first = await places.take(never);
    const leaving = new AbortController();
    const gone = places.take(leaving.signal);
    const next = places.take(never);
    leaving.abort(new Error('gone'));
    await expect(gone).rejects.toThrow('gone');
    expect(places.waiting()).toBe(1);
    first!.leave();
    expect(await next).not.toBeNull();
    await expect(places.take(leaving.signal)).rejects.toThrow('gone');
  });
});
