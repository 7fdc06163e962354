import type { Rights, RightsChange, RightsVerdict } from '../../../gateway/src/identity/rights.ts';
import { Session } from '../../../gateway/src/identity/session.ts';
import type { SessionChange } from '../../../gateway/src/identity/session.ts';
import type { Identity } from '../../../gateway/src/identity/identity.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';

const minute = 60_000;

function identityOf(
  id: string,
  more: Partial<Identity> & { readonly scopes?: readonly string[] } = {},
): Identity {
  const { scopes = [], ...rest } = more;
  return {
    viewer: { kind: 'person', id, roles: [], vneidLevel: 1, scopes },
    expiresAtMs: Date.now() + 10 * minute,
    issuedAtMs: Date.now(),
    ...rest,
  };
}

/** Tokens are the identities' names; rights are what the test says. */
function world(tokens: Record<string, Identity> = {}) {
  const verdicts = new Map<string, RightsVerdict>();
  const listeners = new Set<(change: RightsChange) => void>();
  const rights: Rights = {
    isFresh: true,
    isFreshFor: () => true,
    verdict: ({ viewer }) => (viewer.id === null ? undefined : verdicts.get(viewer.id)),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const authenticate = async (text: string | undefined): Promise<Identity> => {
    const found = tokens[text ?? ''];
    if (!found) throw new Error('no such token');
    return found;
  };
  return {
    verdicts,
    listeners,
    tell: (change: RightsChange) => listeners.forEach((listener) => listener(change)),
    open: (identity: Identity) => {
      const session = new Session(identity, { authenticate, rights });
      const heard: SessionChange[] = [];
      session.onChange((change) => heard.push(change));
      return { session, heard };
    },
  };
}

describe('a session', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('C05 ends with its token and the leeway, and begins again with a new one of the same subject', async () => {
    const { open } = world({ later: identityOf('lan', { expiresAtMs: Date.now() + 20 * minute }) });
    const { session, heard } = open(identityOf('lan', { expiresAtMs: Date.now() + minute }));
    jest.advanceTimersByTime(minute + 29_999);
    expect(heard).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(heard).toMatchObject([{ kind: 'withdrawn', withdrawal: { code: 'SUBSCRIPTION_JWT_EXPIRED' } }]);
    await session.renew('later');
    expect(session.withdrawal).toBeUndefined();
    expect(heard.at(-1)).toEqual({ kind: 'renewed' });
    session.close();
  });

  test('that was renewed in time hears nothing of the end of its first token, be it weeks away', async () => {
    const month = 30 * 24 * 60 * minute;
    const { open } = world({ later: identityOf('lan', { expiresAtMs: Date.now() + 2 * month }) });
    const { session, heard } = open(identityOf('lan', { expiresAtMs: Date.now() + month }));
    await session.renew('later');
    jest.advanceTimersByTime(month + minute);
    expect(heard).toEqual([{ kind: 'renewed' }]);
    jest.advanceTimersByTime(month);
    expect(heard).toHaveLength(2);
    session.close();
  });

  test.each([
    ['of another subject', identityOf('minh')],
    ['of nobody', { viewer: anonymous, expiresAtMs: null, issuedAtMs: null }],
    [
      'of an app with the same id',
      identityOf('lan', { viewer: { ...identityOf('lan').viewer, kind: 'app' } }),
    ],
  ])('refuses a token %s and stays as it was', async (_whose, other) => {
    const { open } = world({ other });
    const { session, heard } = open(identityOf('lan'));
    await expect(session.renew('other')).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect([session.viewer.id, session.viewer.kind, heard]).toEqual(['lan', 'person', []]);
    session.close();
  });

  test('of a stranger takes no token: nobody becomes somebody', async () => {
    const { open } = world({ lan: identityOf('lan') });
    const { session } = open({ viewer: anonymous, expiresAtMs: null, issuedAtMs: null });
    await expect(session.renew('lan')).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    session.close();
  });

  test('has the rights of the new token from the turn in which it is renewed, fewer ones too', async () => {
    const { open } = world({ less: identityOf('lan', { scopes: [] }) });
    const { session, heard } = open(identityOf('lan', { scopes: ['reports:read'] }));
    const seen: (readonly string[])[] = [];
    session.onChange(() => seen.push(session.viewer.scopes));
    await session.renew('less');
    expect([seen, heard]).toEqual([[[]], [{ kind: 'renewed' }]]);
    session.close();
  });

  test.each([
    ['revoked', 'SUBSCRIPTION_RIGHTS_ENDED', 'token'],
    ['disabled', 'SUBSCRIPTION_RIGHTS_ENDED', 'account'],
  ] as const)('C06 is told that it is %s, and no other is', (verdict, code, reach) => {
    const { open, verdicts, tell } = world();
    const lan = open(identityOf('lan'));
    const minh = open(identityOf('minh'));
    verdicts.set('lan', verdict);
    tell({ kind: 'withdrawn', subjects: ['lan'] });
    expect(lan.heard).toMatchObject([{ kind: 'withdrawn', withdrawal: { code, reach } }]);
    expect([minh.heard, minh.session.withdrawal]).toEqual([[], undefined]);
    // Told once, however often it is said.
    tell({ kind: 'withdrawn', subjects: ['lan'] });
    expect(lan.heard).toHaveLength(1);
    for (const { session } of [lan, minh]) session.close();
  });

  test('is withheld while nobody can say whether it is good, and is good again behind that; a stranger’s always is', () => {
    const { open, verdicts, tell } = world();
    const lan = open(identityOf('lan'));
    const stranger = open({ viewer: anonymous, expiresAtMs: null, issuedAtMs: null });
    verdicts.set('lan', 'unknown');
    tell({ kind: 'freshness' });
    expect(lan.heard).toMatchObject([{ withdrawal: { code: 'UNAVAILABLE', reach: 'passing' } }]);
    verdicts.clear();
    tell({ kind: 'freshness' });
    expect([lan.session.withdrawal, stranger.heard]).toEqual([undefined, []]);
    for (const { session } of [lan, stranger]) session.close();
  });

  test('hears that a consent which concerns it has changed', () => {
    const { open, tell } = world();
    const { session, heard } = open(identityOf('doctor'));
    tell({ kind: 'consent', subjects: ['lan', 'doctor'] });
    tell({ kind: 'consent', subjects: ['lan'] });
    expect(heard).toEqual([{ kind: 'recheck' }]);
    session.close();
  });

  test('E22 leaves nothing behind when it is closed', () => {
    const { open, listeners, tell, verdicts } = world();
    const { session, heard } = open(identityOf('lan'));
    session.close();
    session.close();
    verdicts.set('lan', 'revoked');
    tell({ kind: 'withdrawn', subjects: ['lan'] });
    expect([listeners.size, jest.getTimerCount(), heard]).toEqual([0, 0, []]);
  });
});
