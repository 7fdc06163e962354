import { Flights } from '../../../gateway/src/transport/flights.ts';

const asked = {};
const here = { aborted: false };

describe('work in flight', () => {
  test('is joined by its key while it is under way and young enough', async () => {
    let nowMs = 0;
    const flights = new Flights<number>(100, () => nowMs);
    expect(flights.join(asked, 'a', here)).toBeUndefined();
    const first = flights.begin({ asked, key: 'a', caller: here }, async () => 1);
    expect(flights.join(asked, 'b', here)).toBeUndefined();
    expect(flights.join({}, 'a', here)).toBeUndefined();
    nowMs = 100;
    expect(flights.join(asked, 'a', here)).toBe(first);
    nowMs = 101;
    expect(flights.join(asked, 'a', here)).toBeUndefined();
    expect(await first).toEqual({ value: 1, shared: true });
    nowMs = 0;
    expect(flights.join(asked, 'a', here)).toBeUndefined();
  });

  test('is not joined once it was cut, and is not taken for what began behind it', async () => {
    const flights = new Flights<number>(100, () => 0);
    const old = flights.begin({ asked, key: 'a', caller: here }, async () => 1);
    flights.cut();
    expect(flights.join(asked, 'a', here)).toBeUndefined();
    const fresh = flights.begin({ asked, key: 'a', caller: here }, () => old.then(() => 2));
    expect(await old).toEqual({ value: 1, shared: false });
    expect(flights.join(asked, 'a', here)).toBe(fresh);
    expect(await fresh).toEqual({ value: 2, shared: true });
  });

  test('is told to stop when all have left, and is joined by nobody then', async () => {
    const flights = new Flights<boolean>(100, () => 0);
    const [one, other] = [{ aborted: false }, { aborted: false }];
    let callers = here;
    const flight = flights.begin({ asked, key: 'a', caller: one }, async (all) => {
      callers = all;
      return true;
    });
    void flights.join(asked, 'a', other);
    one.aborted = true;
    expect(callers.aborted).toBe(false);
    other.aborted = true;
    expect(callers.aborted).toBe(true);
    expect(flights.join(asked, 'a', here)).toBeUndefined();
    await flight;
  });

  test('that fails has failed for all, and the next begins anew', async () => {
    const flights = new Flights<number>(100, () => 0);
    const flight = flights.begin({ asked, key: 'a', caller: here }, () => Promise.reject(new Error('no')));
    const joined = flights.join(asked, 'a', here);
    await expect(flight).rejects.toThrow('no');
    await expect(joined).rejects.toThrow('no');
    expect(flights.join(asked, 'a', here)).toBeUndefined();
  });
});
