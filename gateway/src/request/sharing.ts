import type { ShapedResponse } from '../shape/shape-response.ts';
import { createViewerEncoder } from '../transport/encode-viewer.ts';
import type { EncodeViewer } from '../transport/encode-viewer.ts';
import { Flights } from '../transport/flights.ts';
import type { SubgraphAnswer } from '../transport/subgraph-call.ts';

/** What requests may share (design.md §2): work in flight that sends equal bytes, and nothing that has ended. */
export interface Sharing {
  readonly calls: Flights<SubgraphAnswer>;
  /** Whole operations, asked for by a program. */
  readonly operations: Flights<ShapedResponse>;
  readonly encode: EncodeViewer;
  /** To be called when something is known to have been written: whoever asks next reads it (threats.md §3, 7). */
  cut(): void;
}

export interface SharingSettings {
  /**
   * How old work in flight may be when somebody joins it: what was written elsewhere is unknown here, so this is how far
   * behind its own request an answer may be.
   */
  readonly maxAgeMs: number;
}

export const defaultSharing: SharingSettings = Object.freeze({ maxAgeMs: 100 });

export function createSharing({ maxAgeMs }: SharingSettings = defaultSharing): Sharing {
  const now = (): number => performance.now();
  const calls = new Flights<SubgraphAnswer>(maxAgeMs, now);
  const operations = new Flights<ShapedResponse>(maxAgeMs, now);
  const cut = (): void => [calls, operations].forEach((flights) => flights.cut());
  return { calls, operations, encode: createViewerEncoder(), cut };
}
