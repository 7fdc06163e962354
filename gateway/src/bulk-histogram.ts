export interface BulkHistogramParts {
  readonly name: string;
  readonly help: string;
  /** Upper bounds, seconds, ascending. */
  readonly buckets: readonly number[];
  /** One label or two. */
  readonly labels: readonly [string] | readonly [string, string];
}

/** The observations with one set of labels. */
export class Series {
  readonly counts: number[];
  readonly #buckets: readonly number[];
  sum = 0;
  count = 0;

  constructor(buckets: readonly number[]) {
    this.#buckets = buckets;
    this.counts = buckets.map(() => 0);
  }

  /** @param times how often it was observed */
  add(seconds: number, times = 1): void {
    this.sum += seconds * times;
    this.count += times;
    const buckets = this.#buckets;
    for (let at = 0; at < buckets.length; at += 1) {
      if (seconds > (buckets[at] ?? 0)) continue;
      this.counts[at] = (this.counts[at] ?? 0) + times;
      return;
    }
  }
}

/**
 * A histogram that costs some nanoseconds per observation, where prom-client's takes most of a microsecond: one is made
 * for each request, each fetch and each message to each socket.
 */
export class BulkHistogram {
  readonly #parts: BulkHistogramParts;
  /** By the value of the first label, then by that of the second. */
  readonly #series = new Map<string, Map<string, Series>>();

  constructor(parts: BulkHistogramParts) {
    this.#parts = parts;
  }

  /** The series with these values of the labels; shown from now on. */
  of(first: string, second = ''): Series {
    let below = this.#series.get(first);
    if (!below) this.#series.set(first, (below = new Map()));
    let series = below.get(second);
    if (!series) below.set(second, (series = new Series(this.#parts.buckets)));
    return series;
  }

  /** In the text format of Prometheus. */
  text(): string {
    const { name, help } = this.#parts;
    const lines = [...this.#series].flatMap(([first, below]) =>
      [...below].flatMap(([second, series]) => this.#linesOf([first, second], series)),
    );
    return [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`, ...lines].join('\n');
  }

  #linesOf(values: readonly string[], { counts, sum, count }: Series): string[] {
    const { name, labels, buckets } = this.#parts;
    const own = labels.map((label, index) => `${label}="${escape(values[index] ?? '')}"`).join();
    let below = 0;
    const bounded = buckets.map((le, index) => {
      below += counts[index] ?? 0;
      return `${name}_bucket{${own},le="${le}"} ${below}`;
    });
    return [
      ...bounded,
      `${name}_bucket{${own},le="+Inf"} ${count}`,
      `${name}_sum{${own}} ${sum}`,
      `${name}_count{${own}} ${count}`,
    ];
  }
}

function escape(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
