import { setTimeout as sleep } from 'node:timers/promises';
import { clientError } from '../errors.ts';
import type { Allowance } from '../identity/identity.ts';
import type { Counted, Taken } from './counter.ts';
import type { Metered, MeterParts, Use } from './metered.ts';
import { quotaDay } from './quota-day.ts';
import { Rate } from './rate.ts';
import { SharedRate } from './shared-rate.ts';

export interface AccountParts extends Omit<MeterParts, 'allowanceOf'> {
  readonly allowance: Allowance;
  readonly nowMs: () => number;
}

/** After so long a block goes back, whatever is left of it. */
const blockMs = 1_000;
/** For so long others may give back before somebody is refused. */
const patienceMs = 3_000;
const retryMs = 100;
/** Who waits for the counter. */
const maxWaiting = 1_000;
/** A counter that does not answer in time is down. */
const counterMs = 2_000;
const downMs = 1_000;

/**
 * The units of one app at one gateway: spent from a block in memory, which is taken from the one counter of all gateways. Exact: units
 * are spent by one only, and nobody is refused while another gateway may give some back.
 */
export class Account implements Metered {
  readonly #parts: AccountParts;
  readonly #rate: Rate | SharedRate;
  #day = '';
  /** Of the block, not spent. */
  #held = 0;
  #takenAtMs = 0;
  #backTimer: NodeJS.Timeout | undefined;
  #taking: Promise<void> | undefined;
  #waiting = 0;
  #usedAtMs: number;
  /** So many were left when somebody was refused, until when that is believed. */
  #empty = { left: Number.POSITIVE_INFINITY, untilMs: 0 };
  /** The counter does not answer, until when nobody asks it again. */
  #downUntilMs = 0;
  /** The counter has it that there are units here which may not be spent. */
  #isOut = false;
  /** While the counter is down: what public reads may have yet. */
  #spare: number | undefined;

  constructor(parts: AccountParts) {
    this.#parts = parts;
    const { allowance, buckets, nowMs } = parts;
    const { app, requestsPerSecond: perSecond } = allowance;
    this.#rate = buckets ? new SharedRate({ ...parts, app, perSecond, buckets }) : new Rate(perSecond, nowMs);
    this.#usedAtMs = nowMs();
  }

  isOf({ app, unitsPerDay, requestsPerSecond }: Allowance): boolean {
    const own = this.#parts.allowance;
    return own.app === app && own.unitsPerDay === unitsPerDay && own.requestsPerSecond === requestsPerSecond;
  }

  isIdle(ms: number): boolean {
    return this.#waiting === 0 && this.#held === 0 && this.#parts.nowMs() - this.#usedAtMs > ms;
  }

  async charge(cost: number, use: Use): Promise<void> {
    this.#usedAtMs = this.#parts.nowMs();
    const waitMs = await this.#rate.take();
    if (waitMs > 0)
      throw clientError('RATE_LIMITED', 'The app sends more requests than its plan allows.', {
        extensions: { retryAfter: Math.ceil(waitMs / 1_000) },
      });
    await this.spend(Math.max(1, Math.ceil(cost)), use);
  }

  trySpend(units: number): boolean {
    this.#turnDay();
    if (this.#held < units || this.#waiting > 0) return false;
    this.#held -= units;
    return true;
  }

  async spend(units: number, use: Use): Promise<void> {
    if (this.trySpend(units)) return;
    if (this.#waiting >= maxWaiting) throw clientError('OVERLOADED', 'Too many requests of the app wait.');
    this.#waiting += 1;
    try {
      await this.#spendWaiting(units);
      this.#spare = undefined;
    } catch (error) {
      if (!(error instanceof CounterDownError)) throw error;
      this.#spendSpare(units, use);
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Idempotent. */
  async close(): Promise<void> {
    await this.#taking?.catch(() => undefined);
    await this.#giveBack();
  }

  async #spendWaiting(units: number): Promise<void> {
    const untilMs = performance.now() + patienceMs;
    for (;;) {
      this.#turnDay();
      if (this.#held >= units) {
        this.#held -= units;
        return;
      }
      if (this.#taking) await this.#taking.catch(() => undefined);
      else await this.#takeOnce(units, untilMs);
    }
  }

  /** One question at a time. Those who wait look again, in the order in which they came. */
  async #takeOnce(units: number, untilMs: number): Promise<void> {
    const taking = this.#take(units, untilMs);
    this.#taking = taking;
    try {
      await taking;
    } finally {
      if (this.#taking === taking) this.#taking = undefined;
    }
  }

  async #take(units: number, untilMs: number): Promise<void> {
    const { nowMs, onUsed, allowance } = this.#parts;
    const need = units - this.#held;
    if (need > this.#empty.left && nowMs() < this.#empty.untilMs) throw this.#exceeded();
    for (;;) {
      const counted = this.#counted();
      const taken = await this.#ask((counter) => counter.take({ ...counted, need, held: this.#held }));
      onUsed(allowance, counted.day, taken.used);
      this.#isOut = true;
      if (taken.units > 0) return this.#hold(taken, counted.day);
      const left = taken.left + (await this.#giveBack());
      if (!taken.othersHold || performance.now() >= untilMs) {
        this.#empty = { left, untilMs: nowMs() + blockMs };
        throw this.#exceeded();
      }
      await sleep(retryMs);
    }
  }

  #hold({ units }: Taken, day: string): void {
    // The day may have turned while the counter was asked: what was taken of the one before is of no use.
    if (day !== this.#day) return;
    this.#held += units;
    this.#takenAtMs = performance.now();
    this.#backTimer ??= setTimeout(() => this.#lookBack(), blockMs).unref();
  }

  #lookBack(): void {
    this.#backTimer = undefined;
    const ageMs = performance.now() - this.#takenAtMs;
    if (ageMs >= blockMs) void this.#giveBack();
    else this.#backTimer = setTimeout(() => this.#lookBack(), blockMs - ageMs).unref();
  }

  /** Gives what was given back; what cannot be counts as spent. */
  async #giveBack(): Promise<number> {
    clearTimeout(this.#backTimer);
    this.#backTimer = undefined;
    const unspent = this.#held;
    this.#held = 0;
    if (unspent === 0 && !this.#isOut) return 0;
    this.#isOut = false;
    const { onUsed, allowance, log } = this.#parts;
    const counted = this.#counted();
    try {
      const { used } = await this.#ask((counter) => counter.giveBack(counted, unspent));
      onUsed(allowance, counted.day, used);
      return unspent;
    } catch (error) {
      log.warn({ app: allowance.app, unspent, reason: String(error) }, 'units could not be given back');
      return 0;
    }
  }

  async #ask<T>(question: (counter: MeterParts['counter']) => Promise<T>): Promise<T> {
    if (performance.now() < this.#downUntilMs) throw new CounterDownError('the counter did not answer');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in ${counterMs} ms`)), counterMs);
    });
    try {
      return await Promise.race([question(this.#parts.counter), late]);
    } catch (cause) {
      this.#downUntilMs = performance.now() + downMs;
      throw new CounterDownError('what apps use cannot be counted', { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  /** The counter is down: writes and what is personal fail, public reads have one percent of the day's units for the while (threats.md I02). */
  #spendSpare(units: number, use: Use): void {
    const { log, allowance } = this.#parts;
    if (this.#spare === undefined)
      log.error({ app: allowance.app }, 'what apps use cannot be counted: only public reads are answered');
    this.#spare ??= Math.floor(allowance.unitsPerDay / 100);
    if (use === 'personal' || this.#spare < units)
      throw clientError('UNAVAILABLE', 'What the app uses cannot be counted at the moment; ask again.');
    this.#spare -= units;
  }

  #turnDay(): void {
    const { day } = quotaDay(this.#parts.nowMs());
    if (day === this.#day) return;
    this.#day = day;
    this.#held = 0;
    this.#empty = { left: Number.POSITIVE_INFINITY, untilMs: 0 };
  }

  #counted(): Counted {
    const { app, unitsPerDay } = this.#parts.allowance;
    return { app, unitsPerDay, day: this.#day };
  }

  #exceeded(): Error {
    const retryAfter = Math.ceil(quotaDay(this.#parts.nowMs()).leftMs / 1_000);
    return clientError('QUOTA_EXCEEDED', 'The app has used its units of the day.', {
      extensions: { retryAfter },
    });
  }
}

class CounterDownError extends Error {}
