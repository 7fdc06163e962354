import type { Model } from 'mongoose';
import type { SubgraphParts } from '../kit/index.ts';
import { isDuplicateKey, openModel } from '../kit/mongo.ts';
import { civilDateOf } from '../kit/working-days.ts';
import type { CodeRow } from './code.model.ts';
import { codeSchema } from './code.model.ts';

/**
 * Gives out `PA-yyyy-nnnnnn`. A counter in each transaction would make all writers wait for one document (tried: 168/s),
 * so a process takes a block at a time: codes are unique and nearly in order, and a block that a process did not use
 * up leaves a gap.
 */
export class ReportCodes {
  readonly #model: Model<CodeRow>;
  readonly #blocks = new Map<number, Promise<Block>>();

  private constructor(model: Model<CodeRow>) {
    this.#model = model;
  }

  static async open({ db }: SubgraphParts): Promise<ReportCodes> {
    return new ReportCodes(await openModel(db, 'Code', codeSchema()));
  }

  /** The next code of the local year of `receivedAt`. */
  async next(receivedAt: Date): Promise<string> {
    const year = Number(civilDateOf(receivedAt).slice(0, 4));
    for (;;) {
      const pending = this.#blocks.get(year) ?? this.#refill(year);
      const block = await pending;
      if (block.next <= block.last) return `PA-${year}-${String(block.next++).padStart(6, '0')}`;
      // The first that finds the block used up asks for the next one; the others find that request.
      if (this.#blocks.get(year) === pending) void this.#refill(year, nextSize(block));
    }
  }

  #refill(year: number, size = smallBlock): Promise<Block> {
    const pending = takeBlock(this.#model, year, size);
    this.#blocks.set(year, pending);
    pending.catch(() => this.#blocks.delete(year));
    return pending;
  }
}

interface Block {
  next: number;
  readonly last: number;
  readonly size: number;
  readonly takenAtMs: number;
}

const smallBlock = 20;
const largeBlock = 320;

/** Many reports a second take larger blocks; what a process leaves unused stays small in an ordinary hour. */
function nextSize({ size, takenAtMs }: Block): number {
  return performance.now() - takenAtMs < 1_000 ? Math.min(size * 2, largeBlock) : smallBlock;
}

async function takeBlock(codes: Model<CodeRow>, year: number, size: number): Promise<Block> {
  try {
    const row = await codes
      .findOneAndUpdate({ _id: year }, { $inc: { last: size } }, { upsert: true, returnDocument: 'after' })
      .lean<CodeRow>();
    if (!row) throw new Error('expected the counter that was just raised, got nothing');
    return { next: row.last - size + 1, last: row.last, size, takenAtMs: performance.now() };
  } catch (error) {
    // Two processes made the year's counter at once: now it is there.
    if (isDuplicateKey(error)) return takeBlock(codes, year, size);
    throw error;
  }
}
