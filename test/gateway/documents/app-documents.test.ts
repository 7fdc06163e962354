import { createHash } from 'node:crypto';
import { createAppDocuments } from '../../../gateway/src/documents/app-documents.ts';
import { createDocumentGate } from '../../../gateway/src/documents/document-gate.ts';
import type { Identity } from '../../../gateway/src/identity/identity.ts';
import type { RightsChange } from '../../../gateway/src/identity/rights.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';

const text = '{ a }';
const hash = createHash('sha256').update(text).digest('hex');
const identityOf = (viewer: Viewer, more: Partial<Identity> = {}): Identity => ({
  viewer,
  expiresAtMs: null,
  issuedAtMs: null,
  ...more,
});
const app = identityOf({ kind: 'app', id: 'app-1', roles: [], vneidLevel: 0, scopes: [] });
const byHash = { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } };

/** Lists that the test keeps, and how often they were asked for. */
function world() {
  const lists = new Map<string, Map<string, string>>([['app-1', new Map()]]);
  const closed = new Set<string>();
  const asked: (string | null)[] = [];
  const persisted: string[] = [];
  const listeners: ((change: RightsChange) => void)[] = [];
  let state: 'up' | 'down' = 'up';
  let nowMs = 0;
  let held: Promise<void> = Promise.resolve();
  const documents = createAppDocuments({
    read: async (id, wanted) => {
      asked.push(wanted);
      if (state === 'down') throw new Error('nobody answers');
      const told = {
        listedOnly: closed.has(id),
        text: wanted === null ? null : (lists.get(id)?.get(wanted) ?? null),
        run: null,
      };
      await held;
      return told;
    },
    rights: {
      isFresh: true,
      isFreshFor: () => true,
      verdict: () => undefined,
      onChange: (listener) => {
        listeners.push(listener);
        return () => undefined;
      },
    },
    log: silentLogger,
    nowMs: () => nowMs,
  });
  const gate = createDocumentGate(documents, (made) => void persisted.push(made.text));
  return {
    gate,
    asked,
    persisted,
    list: (value = text) => void lists.get('app-1')?.set(hash, value),
    unlist: () => void lists.get('app-1')?.delete(hash),
    close: () => void closed.add('app-1'),
    set: (next: 'up' | 'down') => void (state = next),
    pass: (ms: number) => void (nowMs += ms),
    hold: (until: Promise<void>) => void (held = until),
    tell: (subject = 'app-1') => listeners.forEach((say) => say({ kind: 'consent', subjects: [subject] })),
    codeOf: (sent: object, viewer = app) =>
      gate.admit(sent, viewer).then(
        (admitted) => admitted,
        ({ extensions }: { extensions: object }) => extensions,
      ),
  };
}

test('nobody but apps is asked about, and an app without bounds sends its texts as they are', async () => {
  const { gate, asked } = world();
  expect(await gate.admit({ query: text }, identityOf(anonymous))).toEqual({ query: text });
  expect(asked).toEqual([]);
  expect(await gate.admit({ query: text }, app)).toEqual({ query: text });
  expect(await gate.admit(byHash, app)).toEqual(byHash);
});

test('a hash on the list becomes its text, which is found by that from then on', async () => {
  const { gate, list, persisted } = world();
  list();
  expect(await gate.admit({ query: '', ...byHash }, app)).toEqual({ query: text, ...byHash });
  expect(persisted).toEqual([text]);
});

test('an app with bounds is refused whatever is not on its list, and told of changes within the same moment', async () => {
  const { codeOf, list, unlist, close, tell, pass } = world();
  close();
  const refused = { code: 'FORBIDDEN', rule: 'not_listed' };
  expect(await codeOf({ query: text })).toEqual(refused);
  expect(await codeOf(byHash)).toEqual(refused);
  expect(await codeOf({})).toEqual(refused);
  list();
  tell('another');
  expect(await codeOf(byHash)).toEqual(refused);
  pass(1_000);
  expect(await codeOf(byHash)).toMatchObject({ query: text });
  unlist();
  expect(await codeOf(byHash)).toMatchObject({ query: text });
  tell();
  expect(await codeOf(byHash)).toEqual(refused);
});

test('the people of a sandbox are bound by the list of its app, and the app’s own road by nothing else', async () => {
  const { codeOf, list, close } = world();
  close();
  list();
  const person = { kind: 'person', id: 'p', roles: ['citizen'], vneidLevel: 2, scopes: [] } as const;
  const inside = identityOf(person, { sandboxOf: 'app-1' });
  expect(await codeOf({ query: '{ b }' }, inside)).toEqual({ code: 'FORBIDDEN', rule: 'not_listed' });
  expect(await codeOf(byHash, inside)).toMatchObject({ query: text });
  expect(await codeOf({ query: '{ b }' }, identityOf(person))).toEqual({ query: '{ b }' });
});

test('an answer that was under way when a change was told is not kept', async () => {
  const { codeOf, list, unlist, close, tell, hold } = world();
  close();
  list();
  await codeOf({});
  let release: () => void = () => undefined;
  hold(new Promise((resolve) => void (release = resolve)));
  const early = codeOf(byHash);
  // The question is put once it is known that the app has bounds.
  await new Promise((resolve) => setImmediate(resolve));
  unlist();
  tell();
  release();
  await early;
  expect(await codeOf(byHash)).toEqual({ code: 'FORBIDDEN', rule: 'not_listed' });
});

test('G13 when nobody can tell, what was known counts on, and what was not is UNAVAILABLE', async () => {
  const { codeOf, list, close, set, pass } = world();
  close();
  list();
  expect(await codeOf(byHash)).toMatchObject({ query: text });
  set('down');
  pass(60_000);
  expect(await codeOf(byHash)).toMatchObject({ query: text });
  expect(await codeOf({ query: '{ b }' })).toEqual({ code: 'UNAVAILABLE' });
  expect(await codeOf({ query: text }, identityOf({ ...app.viewer, id: 'app-2' }))).toEqual({
    code: 'UNAVAILABLE',
  });
});

test('equal questions at one time are one, and answers are believed for a while', async () => {
  const { gate, list, close, asked, pass } = world();
  close();
  list();
  await Promise.all(Array.from({ length: 20 }, () => gate.admit({ query: text }, app)));
  expect(asked).toEqual([null, hash]);
  pass(29_000);
  await gate.admit({ query: text }, app);
  expect(asked).toHaveLength(2);
  pass(2_000);
  await gate.admit({ query: text }, app);
  expect(asked).toHaveLength(4);
});
