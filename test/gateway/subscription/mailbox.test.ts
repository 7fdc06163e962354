import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { Mailbox } from '../../../gateway/src/subscription/mailbox.ts';
import { openMailbox } from '../../../gateway/src/subscription/mailbox.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { OwnMongod } from '../../kit/mongod.ts';
import { startOwnMongod } from '../../kit/mongod.ts';

const key = Buffer.alloc(32, 1);

describe('gateways that ask each other', () => {
  let mongod: OwnMongod;
  let client: MongoClient;
  let name: string;
  const opened: Mailbox[] = [];
  beforeAll(async () => {
    mongod = await startOwnMongod();
    client = await new MongoClient(mongod.uri).connect();
  });
  beforeEach(() => {
    name = `mail_${randomBytes(4).toString('hex')}`;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((mailbox) => mailbox.close()));
    await client.db(name).dropDatabase();
  });
  afterAll(async () => {
    await client.close();
    await mongod.close();
  });

  const open = async (
    self: string,
    options: { answer?: (question: unknown) => Promise<unknown>; key?: Buffer } = {},
  ) => {
    const answer = options.answer ?? (async (question) => ({ [self]: question }));
    const mailbox = await openMailbox({
      db: client.db(name),
      key: options.key ?? key,
      self,
      answer,
      log: silentLogger,
    });
    opened.push(mailbox);
    return mailbox;
  };

  test('get the answer of the one that they ask, and of themselves', async () => {
    const [a] = [await open('a'), await open('b'), await open('c')];
    const asked = Array.from({ length: 30 }, (_, n) => a.ask(['a', 'b', 'c'][n % 3]!, { n }));
    expect(await Promise.all(asked)).toEqual(asked.map((_, n) => ({ [['a', 'b', 'c'][n % 3]!]: { n } })));
  });

  test('learn at once that there is no such gateway, or that it has closed', async () => {
    const [a, b] = [await open('a'), await open('b')];
    expect(await a.ask('nobody', 1)).toBeUndefined();
    await b.close();
    expect(await a.ask('b', 1)).toBeUndefined();
  });

  test('are answered across a kill -9 of the database, by whoever is there behind it', async () => {
    const [a] = [await open('a'), await open('b')];
    expect(await a.ask('b', 1)).toEqual({ b: 1 });
    await mongod.kill();
    const asked = a.ask('b', 2).catch((error: { extensions: object }) => error.extensions);
    await mongod.restart();
    // In time, or told that it was not: never left without a word.
    expect([{ b: 2 }, { code: 'UNAVAILABLE' }]).toContainEqual(await asked);
    for (;;) {
      const answer = await a.ask('b', 3).catch(() => 'not yet');
      if (answer === 'not yet') continue;
      expect(answer).toEqual({ b: 3 });
      return;
    }
  });

  test('are told UNAVAILABLE when the one that they ask does not answer in time', async () => {
    const a = await open('a');
    await open('b', { answer: () => new Promise(() => undefined) });
    await expect(a.ask('b', 1)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  });

  test('neither read nor answer what was sealed with another key, and go on', async () => {
    const heard: unknown[] = [];
    const answer = async (question: unknown): Promise<unknown> => heard.push(question);
    await open('b', { answer });
    const stranger = await open('x', { key: Buffer.alloc(32, 2) });
    await expect(stranger.ask('b', 'let me in')).rejects.toMatchObject({
      extensions: { code: 'UNAVAILABLE' },
    });
    const a = await open('a');
    expect(await a.ask('b', 'hello')).toBe(1);
    expect(heard).toEqual(['hello']);
  });

  test('close twice without harm', async () => {
    const a = await open('a');
    await a.close();
    await a.close();
  });
});
