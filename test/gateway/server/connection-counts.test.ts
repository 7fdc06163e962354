import fc from 'fast-check';
import { clientAddress } from '../../../gateway/src/server/client-address.ts';
import { ConnectionCounts } from '../../../gateway/src/server/connection-counts.ts';

const asked = (remoteAddress: string, forwarded?: string): Parameters<typeof clientAddress>[0] =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as Parameters<
    typeof clientAddress
  >[0];

describe('connections of one key', () => {
  test('E19 are never more than the bound, and forgotten when the last is gone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.record({ key: fc.constantFrom('a', 'b', '__proto__'), leaves: fc.boolean() })),
        (max, steps) => {
          const counts = new ConnectionCounts(max);
          const open: { key: string; leave: () => void }[] = [];
          for (const { key, leaves } of steps) {
            const mine = open.filter((each) => each.key === key);
            if (leaves) {
              const [first] = mine;
              first?.leave();
              first?.leave();
              if (first) open.splice(open.indexOf(first), 1);
              continue;
            }
            const leave = counts.enter(key);
            expect(leave === undefined).toBe(mine.length >= max);
            if (leave) open.push({ key, leave });
          }
          expect(counts.size).toBe(new Set(open.map(({ key }) => key)).size);
        },
      ),
    );
  });

  test('are as many as there come where the bound is 0', () => {
    const counts = new ConnectionCounts(0);
    for (let n = 0; n < 1_000; n += 1) expect(counts.enter('a')).toBeDefined();
  });
});

describe('the address of a client', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('%s is counted as %s', (remote, counted) => {
    expect(clientAddress(asked(remote), 0)).toBe(counted);
  });

  test('B05 is what the peer is, whatever the client writes, where no proxy stands in front', () => {
    expect(clientAddress(asked('192.0.2.7', '10.0.0.1'), 0)).toBe('192.0.2.7');
  });

  test.each([
    ['10.0.0.1, 192.0.2.1', 1, '192.0.2.1'],
    ['10.0.0.1, 192.0.2.1, 192.0.2.2', 2, '192.0.2.1'],
    ['192.0.2.1', 2, '127.0.0.1'],
    [undefined, 1, '127.0.0.1'],
    ['10.0.0.1,', 1, '127.0.0.1'],
  ])('B05 of x-forwarded-for %j behind %i proxies it is %s', (forwarded, proxies, counted) => {
    expect(clientAddress(asked('127.0.0.1', forwarded), proxies)).toBe(counted);
  });
});
