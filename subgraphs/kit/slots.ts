import { hubError } from './errors.ts';

/**
 * At most `size` pieces of work at a time. Further ones wait in order, at most `maxWaiting` of them; one more is refused
 * with OVERLOADED, and so is one whose signal ends while it waits.
 */
export interface Slots {
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  readonly running: number;
  readonly waiting: number;
}

export function createSlots(bounds: { readonly size: number; readonly maxWaiting: number }): Slots {
  const waiting: (() => void)[] = [];
  let running = 0;

  const enter = (signal: AbortSignal): Promise<void> => {
    if (running < bounds.size) {
      running += 1;
      return Promise.resolve();
    }
    if (waiting.length >= bounds.maxWaiting) return Promise.reject(overloaded());
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal.removeEventListener('abort', give);
        resolve();
      };
      const give = (): void => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(overloaded());
      };
      waiting.push(start);
      signal.addEventListener('abort', give, { once: true });
    });
  };

  // The slot goes from hand to hand: `running` sinks only when nobody waits.
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };

  return {
    run: async (signal, work) => {
      await enter(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
    get running() {
      return running;
    },
    get waiting() {
      return waiting.length;
    },
  };
}

/** One line per name: work under the same name runs one after the other, other names do not wait for it. */
export interface Lines {
  run<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

export function createLines(maxWaiting: number): Lines {
  const lines = new Map<string, Slots>();
  return {
    run: async (name, signal, work) => {
      const line = lines.get(name) ?? createSlots({ size: 1, maxWaiting });
      lines.set(name, line);
      try {
        return await line.run(signal, work);
      } finally {
        if (line.running === 0) lines.delete(name);
      }
    },
  };
}

function overloaded(): Error {
  return hubError('OVERLOADED', 'Too many writes are waiting here. Try again in a moment.');
}
