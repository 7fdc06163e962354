import { createHash, randomBytes } from 'node:crypto';
import { createApiKeys } from '../../../gateway/src/identity/api-keys.ts';
import type { ApiKeys } from '../../../gateway/src/identity/api-keys.ts';
import type { KeyStanding } from '../../../gateway/src/identity/key-standing.ts';
import type { RightsChange, RightsVerdict } from '../../../gateway/src/identity/rights.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';

const minute = 60_000;

/** Keys that the test makes, a clock of its own, and how often the subgraph was asked. */
function world() {
  const standings = new Map<string, KeyStanding>();
  const verdicts = new Map<string, RightsVerdict>();
  const listeners: ((change: RightsChange) => void)[] = [];
  const asked: string[] = [];
  let nowMs = 1_000_000;
  let isDown = false;
  const keys: ApiKeys = createApiKeys({
    read: async (prefix) => {
      asked.push(prefix);
      if (isDown) throw new Error('nobody answers');
      return standings.get(prefix) ?? null;
    },
    rights: {
      isFresh: true,
      isFreshFor: () => true,
      verdict: ({ credential = '', viewer }) => verdicts.get(credential) ?? verdicts.get(viewer.id ?? ''),
      onChange: (listener) => {
        listeners.push(listener);
        return () => undefined;
      },
    },
    log: silentLogger,
    attempts: { max: 5, windowMs: minute, nowMs: () => nowMs },
  });
  const make = (part: Partial<KeyStanding> = {}) => {
    const prefix = `hub_${randomBytes(8).toString('hex')}`;
    const secret = `${prefix}_${randomBytes(32).toString('base64url')}`;
    const put = (changed: Partial<KeyStanding> = {}): void =>
      void standings.set(prefix, {
        digest: createHash('sha256').update(secret).digest(),
        appId: 'app-1',
        isLive: true,
        isForSandbox: false,
        isOver: false,
        scopes: ['usage:read'],
        createdAtMs: 0,
        expiresAtMs: 2_000_000,
        unitsPerDay: 1_000,
        requestsPerSecond: 10,
        ...part,
        ...changed,
      });
    put();
    return { prefix, secret, put };
  };
  const verdictOf = async (secret: string, address = 'a'): Promise<unknown> =>
    keys.identify(secret, address).then(
      ({ viewer }) => viewer.id,
      (error: { extensions: Record<string, unknown> }) => error.extensions,
    );
  return {
    keys,
    make,
    asked,
    verdicts,
    verdictOf,
    pass: (ms: number) => void (nowMs += ms),
    setDown: (down: boolean) => void (isDown = down),
    tell: (change: RightsChange) => listeners.forEach((listener) => listener(change)),
  };
}

const refused = { code: 'UNAUTHENTICATED' };
const wrong = (secret: string): string => `${secret.slice(0, -2)}${secret.endsWith('AA') ? 'BB' : 'AA'}`;

test('a key is an app with the scopes of the key, and no person', async () => {
  const { keys, make } = world();
  const { secret, prefix } = make();
  const identity = await keys.identify(secret, 'a');
  expect(identity.viewer).toEqual({
    kind: 'app',
    id: 'app-1',
    roles: [],
    vneidLevel: 0,
    scopes: ['usage:read'],
  });
  expect(identity).toMatchObject({
    credential: `key:${prefix}`,
    allowance: { app: 'app-1', unitsPerDay: 1_000 },
  });
});

test('one that is wrong, unknown, over, expired, taken back or of no form is refused with the same words', async () => {
  const { make, keys, verdicts } = world();
  const good = make();
  const back = make();
  verdicts.set(`key:${back.prefix}`, 'disabled');
  const all = [
    wrong(good.secret),
    `hub_${'0'.repeat(16)}_${'A'.repeat(43)}`,
    make({ isOver: true }).secret,
    make({ expiresAtMs: 999_999 }).secret,
    back.secret,
    good.prefix,
    '',
    `${good.secret} `,
    `Bearer ${good.secret}`,
    'x'.repeat(100_000),
  ];
  const messages = new Set<string>();
  for (const [n, secret] of all.entries())
    await keys.identify(secret, `address-${n}`).catch((error: Error) => messages.add(error.message));
  expect([...messages]).toEqual(['The API key is not valid.']);
});

test('case 25: one of an app that is not in use is told so', async () => {
  const { make, verdictOf } = world();
  expect(await verdictOf(make({ isLive: false }).secret)).toEqual({
    code: 'FORBIDDEN',
    rule: 'not_conformant',
  });
});

test('C19: wrong ones are counted for each attempt under their address, and a good one that is known passes', async () => {
  const { make, verdictOf, pass } = world();
  const good = make();
  expect(await verdictOf(good.secret)).toBe('app-1');
  const tries = Array.from({ length: 8 }, () => make().secret).map(wrong);
  const answers: unknown[] = [];
  for (const secret of tries) answers.push(await verdictOf(secret));
  const late = { code: 'RATE_LIMITED', retryAfter: 60 };
  expect(answers).toEqual([refused, refused, refused, refused, refused, late, late, late]);
  expect(await verdictOf(good.secret)).toBe('app-1');
  expect(await verdictOf(wrong(good.secret))).toEqual(late);
  expect(await verdictOf(tries[0] ?? '', 'b')).toEqual(refused);
  pass(minute);
  expect(await verdictOf(tries[0] ?? '')).toEqual(refused);
});

test('good ones that come at once are asked for once and none is held up', async () => {
  const { make, verdictOf, asked } = world();
  const { secret } = make();
  const answers = await Promise.all(Array.from({ length: 50 }, () => verdictOf(secret)));
  expect(new Set(answers)).toEqual(new Set(['app-1']));
  expect(asked).toHaveLength(1);
});

test('wrong secrets of a known key cost the subgraph nothing', async () => {
  const { make, verdictOf, asked } = world();
  const { secret } = make();
  await verdictOf(secret);
  for (let n = 0; n < 4; n += 1) await verdictOf(wrong(secret));
  expect(asked).toHaveLength(1);
});

test('many unknown ones at once are bounded towards the subgraph', async () => {
  const { verdictOf, asked } = world();
  const unknown = (n: number) => `hub_${n.toString(16).padStart(16, '0')}_${'A'.repeat(43)}`;
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) => verdictOf(unknown(n), `address-${n}`)),
  );
  expect(asked).toHaveLength(64);
  expect(answers.filter((each) => JSON.stringify(each).includes('OVERLOADED'))).toHaveLength(136);
});

test('a change that is told has the key asked for anew, also when an answer of before it comes late', async () => {
  const { make, verdictOf, tell, asked } = world();
  const { secret, put } = make();
  const early = verdictOf(secret);
  tell({ kind: 'consent', subjects: ['app-1'] });
  await early;
  put({ isLive: false });
  expect(await verdictOf(secret)).toMatchObject({ code: 'FORBIDDEN' });
  put({ isLive: true });
  tell({ kind: 'consent', subjects: ['app-1'] });
  expect(await verdictOf(secret)).toBe('app-1');
  expect(asked).toHaveLength(3);
});

test('while nobody can tell, a known one is good and an unknown one waits', async () => {
  const { make, verdictOf, setDown, pass } = world();
  const known = make();
  expect(await verdictOf(known.secret)).toBe('app-1');
  setDown(true);
  pass(40_000);
  expect(await verdictOf(known.secret)).toBe('app-1');
  expect(await verdictOf(make().secret)).toEqual({ code: 'UNAVAILABLE' });
});
