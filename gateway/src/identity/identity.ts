import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';

/** Who asks, as a verified token or its absence says it. */
export interface Identity {
  readonly viewer: Viewer;
  /** When the token that made it ends, in epoch milliseconds, without the leeway; null when there is no token. */
  readonly expiresAtMs: number | null;
  /** When it was given, likewise; 0 when the token does not say, null when there is none. */
  readonly issuedAtMs: number | null;
}
