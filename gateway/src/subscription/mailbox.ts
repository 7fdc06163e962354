import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Binary } from 'mongodb';
import type { ChangeStream, ChangeStreamInsertDocument, ChangeStreamOptions, Collection, Db } from 'mongodb';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { openBox, sealBox } from '../../../subgraphs/kit/process/secret-box.ts';
import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import { clientError } from '../errors.ts';

export interface MailboxParts {
  /** Of the gateways. */
  readonly db: Db;
  /** 32 bytes, the same for all gateways: what they say to each other is read by none but them. */
  readonly key: Buffer;
  /** Of this gateway. */
  readonly self: string;
  /** Answers what another gateway, or this one, asks. */
  readonly answer: (question: unknown) => Promise<unknown>;
  readonly log: Logger;
}

interface Letter {
  readonly _id: string;
  readonly to: string;
  readonly from: string;
  /** Of an answer: the question. */
  readonly re: string | null;
  readonly box: Binary;
  readonly at: Date;
}

interface PresentGateway {
  readonly _id: string;
  readonly at: Date;
}

const presentMs = 5_000;
/** A gateway that has not said for so long that it is there is taken for gone. */
const goneMs = 20_000;
const answerMs = 5_000;
const keptSeconds = 60;
/** With more of them under way the next is refused. */
const maxWaiting = 1_000;
const reopenMs = 500;

/**
 * How gateways ask each other: a question is a document in the database of the gateways, which the one that it is for
 * watches for, and its answer another. Nothing else is passed between processes. Resolves once the watching has begun.
 */
export async function openMailbox(parts: MailboxParts): Promise<Mailbox> {
  const { db } = parts;
  const letters = db.collection<Letter>('gateway_letters');
  const gateways = db.collection<PresentGateway>('gateways');
  await letters.createIndex({ at: 1 }, { expireAfterSeconds: keptSeconds });
  await gateways.createIndex({ at: 1 }, { expireAfterSeconds: keptSeconds });
  const mailbox = new Mailbox(parts, letters, gateways);
  await mailbox.start();
  return mailbox;
}

export class Mailbox implements Closable {
  readonly #parts: MailboxParts;
  readonly #letters: Collection<Letter>;
  readonly #gateways: Collection<PresentGateway>;
  readonly #waiting = new Map<string, (answer: unknown) => void>();
  readonly #closing = new AbortController();
  #stream: LetterStream | undefined;
  #from: ChangeStreamOptions = {};
  #present: NodeJS.Timeout | undefined;
  #watching: Promise<void> = Promise.resolve();

  constructor(parts: MailboxParts, letters: Collection<Letter>, gateways: Collection<PresentGateway>) {
    this.#parts = parts;
    this.#letters = letters;
    this.#gateways = gateways;
  }

  /** Whatever is written from the moment of this on is heard. */
  async start(): Promise<void> {
    const { operationTime } = await this.#parts.db.command({ ping: 1 });
    this.#from = { startAtOperationTime: operationTime };
    await this.#tellPresence();
    this.#present = setInterval(() => void this.#tellPresence().catch(() => undefined), presentMs).unref();
    this.#watching = this.#watch();
  }

  /**
   * Asks a gateway and gives its answer. Undefined when there is no such gateway.
   * @throws UNAVAILABLE when it does not answer in time, OVERLOADED with too many questions under way
   */
  async ask(to: string, question: unknown): Promise<unknown> {
    if (this.#waiting.size >= maxWaiting)
      throw clientError('OVERLOADED', 'Too many stream commands at a time.');
    const id = randomUUID();
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        timer = setTimeout(() => reject(clientError('UNAVAILABLE', late)), answerMs);
        this.#waiting.set(id, resolve);
        this.#sendIfThere({ _id: id, to, re: null }, question).then(
          (isSent) => isSent || resolve(undefined),
          (error: unknown) => reject(clientError('UNAVAILABLE', late, { cause: error })),
        );
      });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#present);
    await this.#stream?.close().catch(() => undefined);
    await this.#watching;
    await this.#gateways.deleteOne({ _id: this.#parts.self }).catch(() => undefined);
  }

  async #sendIfThere(address: Address, question: unknown): Promise<boolean> {
    const { to } = address;
    const row = to === this.#parts.self ? null : await this.#gateways.findOne({ _id: to });
    const isThere = to === this.#parts.self || (row !== null && row.at.getTime() > Date.now() - goneMs);
    if (isThere) await this.#send(address, question);
    return isThere;
  }

  async #tellPresence(): Promise<void> {
    await this.#gateways.updateOne({ _id: this.#parts.self }, { $set: { at: new Date() } }, { upsert: true });
  }

  async #send(address: Address, content: unknown): Promise<void> {
    const { key, self } = this.#parts;
    const bytes = Buffer.from(JSON.stringify(content ?? null));
    const box = new Binary(sealBox(bytes, { key, binding: bindingOf(address) }));
    await this.#letters.insertOne({ ...address, from: self, box, at: new Date() });
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        this.#stream ??= this.#open();
        const { fullDocument } = await this.#stream.next();
        this.#from = { resumeAfter: this.#stream.resumeToken };
        void this.#receive(fullDocument);
      } catch (error) {
        if (signal.aborted) return;
        this.#parts.log.warn({ reason: String(error) }, 'the letters of gateways are watched anew');
        await this.#stream?.close().catch(() => undefined);
        this.#stream = undefined;
        // A place that the server has forgotten is longer ago than anybody waits for an answer.
        if (isPlaceLost(error)) this.#from = {};
        await sleep(reopenMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  #open(): LetterStream {
    const match = { operationType: 'insert', 'fullDocument.to': this.#parts.self };
    return this.#letters.watch<Letter, ChangeStreamInsertDocument<Letter>>([{ $match: match }], this.#from);
  }

  /** Never rejects: what is no letter of a gateway's is passed over. */
  async #receive(letter: Letter): Promise<void> {
    const { key, log, answer } = this.#parts;
    try {
      const box = Buffer.from(letter.box.value());
      const content: unknown = JSON.parse(openBox(box, { key, binding: bindingOf(letter) }).toString('utf8'));
      if (letter.re !== null) return this.#waiting.get(letter.re)?.(content);
      const answered = await answer(content);
      await this.#send({ _id: randomUUID(), to: letter.from, re: letter._id }, answered);
    } catch (error) {
      log.warn({ reason: String(error) }, 'a letter of a gateway could not be answered');
    }
  }
}

type LetterStream = ChangeStream<Letter, ChangeStreamInsertDocument<Letter>>;
type Address = Pick<Letter, '_id' | 'to' | 're'>;

const late = 'The gateway of this stream did not answer in time.';

function bindingOf({ _id, to, re }: Address): string {
  return JSON.stringify(['gateway-letter', _id, to, re]);
}

/** ChangeStreamHistoryLost, ChangeStreamFatalError, and a collection that was dropped. */
function isPlaceLost(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 286 || code === 280 || code === 260;
}
