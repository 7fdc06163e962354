import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';

/** Who asks, as a verified token, an API key or the absence of both says it. */
export interface Identity {
  readonly viewer: Viewer;
  /** When the token or key that made it ends, in epoch milliseconds, without the leeway; null when there is none. */
  readonly expiresAtMs: number | null;
  /** When it was given, likewise; 0 when the token does not say, null when there is none. */
  readonly issuedAtMs: number | null;
  /** What stands for the API key where rights are told of: it may be taken back and the app's others not. */
  readonly credential?: string | undefined;
  /** The app for whose sandbox alone the key is. */
  readonly sandboxOf?: string | undefined;
  /** Where all is run that is asked for. */
  readonly sandbox?: Sandbox | undefined;
  /** What an app may take; absent for who is not measured. */
  readonly allowance?: Allowance | undefined;
}

/** What an app may take of the hub, however many keys it has. */
export interface Allowance {
  readonly app: string;
  readonly unitsPerDay: number;
  readonly requestsPerSecond: number;
}
