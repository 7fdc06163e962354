import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Identity } from './identity.ts';

/**
 * `revoked`: this token was given before the subject's rights were taken back; a later one is good. `disabled`: no token of
 * this subject is. `unknown`: what tells of it has not been heard for too long, so that it counts as no right.
 */
export type RightsVerdict = 'revoked' | 'disabled' | 'unknown';

export type RightsChange =
  /** Tokens of these subjects are no longer good, an account is closed, or a key (by its credential) is taken back. */
  | { readonly kind: 'withdrawn'; readonly subjects: readonly string[] }
  /** What these subjects may see has changed: a consent was given or withdrawn. */
  | { readonly kind: 'consent'; readonly subjects: readonly string[] }
  /** Whether verdicts can be given has changed. */
  | { readonly kind: 'freshness' };

/** What is known of rights that were taken back since a token was given. */
export interface Rights {
  /** False: there are some on whom no verdict can be given. */
  readonly isFresh: boolean;
  /** The same of one viewer: who lets apps in decides on no person. */
  isFreshFor(viewer: Viewer): boolean;
  /** Undefined: nothing speaks against this identity. Always for strangers, who have no rights to lose. */
  verdict(identity: Identity): RightsVerdict | undefined;
  /** The function returned ends it. */
  onChange(listener: (change: RightsChange) => void): () => void;
}
