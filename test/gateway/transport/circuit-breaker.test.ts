import fc from 'fast-check';
import { CircuitBreaker } from '../../../gateway/src/transport/circuit-breaker.ts';
import type { Outcome, Pass } from '../../../gateway/src/transport/circuit-breaker.ts';

const settings = { breakerPercent: 50, breakerWindowMs: 1_000, breakerMinCalls: 4, breakerOpenMs: 300 };

function start(over: Partial<typeof settings> = {}) {
  let nowMs = 0;
  const breaker = new CircuitBreaker({ ...settings, ...over }, () => nowMs);
  const run = (...outcomes: Outcome[]): void => {
    for (const outcome of outcomes) {
      const pass = breaker.enter();
      if (pass) breaker.leave(pass, outcome);
    }
  };
  return { breaker, run, pass: (ms: number): void => void (nowMs += ms) };
}

describe('H03: a circuit breaker', () => {
  test('opens when half of the calls of a window have failed, and not on fewer calls than say something', () => {
    const { breaker, run } = start();
    run('failed', 'failed', 'ok');
    expect(breaker.state).toBe('closed');
    run('ok', 'failed');
    expect(breaker.state).toBe('open');
    expect(breaker.enter()).toBeUndefined();
  });

  test('forgets what is older than its window', () => {
    const { breaker, run, pass } = start();
    run('failed', 'failed', 'failed');
    pass(1_100);
    run('ok', 'ok', 'failed');
    expect(breaker.state).toBe('closed');
  });

  test('does not count calls that their callers gave up', () => {
    const { breaker, run } = start();
    run('failed', 'failed', 'failed', 'unknown', 'unknown');
    expect(breaker.state).toBe('closed');
  });

  test('lets one call through to see, closes on its success and opens again on its failure', () => {
    const { breaker, run, pass } = start();
    run('failed', 'failed', 'failed', 'failed');
    pass(300);
    expect(breaker.state).toBe('half-open');
    expect(breaker.enter()).toBe('probe');
    expect(breaker.enter()).toBeUndefined();
    breaker.leave('probe', 'failed');
    expect(breaker.state).toBe('open');
    pass(300);
    expect(breaker.enter()).toBe('probe');
    breaker.leave('probe', 'unknown');
    expect(breaker.enter()).toBe('probe');
    breaker.leave('probe', 'ok');
    run('failed', 'failed', 'failed');
    expect(breaker.state).toBe('closed');
  });

  test('never opens where that is turned off', () => {
    const { breaker, run } = start({ breakerPercent: 0 });
    run(...Array.from({ length: 100 }, () => 'failed' as const));
    expect(breaker.state).toBe('closed');
  });

  test('whatever happens: lets nothing through before its time, one probe at a time, and closes at the first success', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('enter' as const) }),
      fc.record({
        do: fc.constant('leave' as const),
        outcome: fc.constantFrom<Outcome>('ok', 'failed', 'unknown'),
      }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.nat({ max: 400 }) }),
    );
    fc.assert(fc.property(fc.array(step, { maxLength: 200 }), (steps) => new Watched().run(steps)));
  });
});

type Step =
  | { readonly do: 'enter' }
  | { readonly do: 'leave'; readonly outcome: Outcome }
  | { readonly do: 'wait'; readonly ms: number };

/** A breaker and what was seen of it. */
class Watched {
  #nowMs = 0;
  #openedMs: number | undefined;
  readonly #passes: Pass[] = [];
  readonly #breaker = new CircuitBreaker(settings, () => this.#nowMs);

  run(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.do === 'wait') this.#nowMs += step.ms;
      if (step.do === 'enter') this.#enter();
      if (step.do === 'leave') this.#leave(step.outcome);
      if (this.#breaker.state === 'closed') this.#openedMs = undefined;
      else if (this.#breaker.state === 'open') this.#openedMs ??= this.#nowMs;
    }
  }

  #enter(): void {
    const pass = this.#breaker.enter();
    if (!pass) return;
    const openedMs = this.#openedMs ?? this.#nowMs;
    if (pass === 'closed') expect(this.#openedMs).toBeUndefined();
    else expect(this.#nowMs - openedMs).toBeGreaterThanOrEqual(settings.breakerOpenMs);
    if (pass === 'probe') expect(this.#passes).not.toContain('probe');
    this.#passes.push(pass);
  }

  #leave(outcome: Outcome): void {
    const pass = this.#passes.shift();
    if (!pass) return;
    const before = this.#breaker.state;
    this.#breaker.leave(pass, outcome);
    const closes = outcome === 'ok' && (pass === 'probe' || before === 'closed');
    if (closes) expect(this.#breaker.state).toBe('closed');
  }
}
