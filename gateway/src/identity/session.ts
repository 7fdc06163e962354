import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { clientError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import type { Rights, RightsChange } from './rights.ts';
import { leewaySeconds } from './verify-token.ts';
import type { Identity } from './identity.ts';
import type { Authenticate } from './verify-token.ts';

/** Why what depends on who asks may neither begin nor go on. */
export interface Withdrawal {
  readonly code: ErrorCode;
  readonly message: string;
  /** `passing`: the same token may do again soon. `token`: this one never, another may. `account`: none will. */
  readonly reach: 'passing' | 'token' | 'account';
}

export type SessionChange =
  /** Who asks is the same, with other rights perhaps. */
  | { readonly kind: 'renewed' }
  /** What the person may see has changed elsewhere: whatever was decided by it is to be decided anew. */
  | { readonly kind: 'recheck' }
  | { readonly kind: 'withdrawn'; readonly withdrawal: Withdrawal };

export interface SessionTools {
  readonly authenticate: Authenticate;
  /** Absent where nothing tells of revocations: a token then counts to its end. */
  readonly rights?: Rights | undefined;
}

/** Opens the session of one connection, or of one request that stays open. Close it. */
export type OpenSession = (identity: Identity) => Session;

/** setTimeout takes no longer wait; a token that lives longer is looked at again. */
const maxTimerMs = 2 ** 31 - 1;

/**
 * Who is behind a connection for as long as it lasts. The token can be renewed in place, by its own subject only; that it
 * ends, is revoked, or that nobody can tell at the moment whether it is, is told to everybody who listens. Streams listen by
 * themselves (subscription/live-stream.ts); a door opens the session, closes it, and hands tokens to `renew`.
 */
export class Session {
  readonly #tools: SessionTools;
  readonly #listeners = new Set<(change: SessionChange) => void>();
  readonly #unwatch: () => void;
  #identity: Identity;
  #withdrawal: Withdrawal | undefined;
  #expiry: NodeJS.Timeout | undefined;

  constructor(identity: Identity, tools: SessionTools) {
    this.#identity = identity;
    this.#tools = tools;
    this.#unwatch = tools.rights?.onChange((change) => this.#onRights(change)) ?? (() => undefined);
    this.#withdrawal = this.#look();
    this.#watchExpiry();
  }

  get viewer(): Viewer {
    return this.#identity.viewer;
  }

  get identity(): Identity {
    return this.#identity;
  }

  /** Undefined while everything may go on. */
  get withdrawal(): Withdrawal | undefined {
    return this.#withdrawal;
  }

  /**
   * Takes a new token of the same subject in place of the old one, at once: also one with fewer rights, also when the old
   * one has ended. @throws UNAUTHENTICATED for a token that is not good, FORBIDDEN for one of another subject; nothing has
   * then changed
   */
  async renew(authorization: string): Promise<Identity> {
    this.take(await this.#tools.authenticate(authorization));
    return this.#identity;
  }

  /** The same with a token that was verified elsewhere. @throws FORBIDDEN */
  take(identity: Identity): void {
    const { viewer } = identity;
    if (viewer.id === null || viewer.id !== this.viewer.id || viewer.kind !== this.viewer.kind)
      throw clientError('FORBIDDEN', 'The token is not of the subject that this connection was opened for.');
    this.#identity = identity;
    this.#watchExpiry();
    this.#lookAgain();
    if (!this.#withdrawal) this.#tell({ kind: 'renewed' });
  }

  /** The listener is called at once, in the turn of the change. The function returned ends that. */
  onChange(listener: (change: SessionChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Idempotent; nobody is told anything any more. */
  close(): void {
    clearTimeout(this.#expiry);
    this.#unwatch();
    this.#listeners.clear();
  }

  #look(): Withdrawal | undefined {
    const { expiresAtMs } = this.#identity;
    if (expiresAtMs !== null && expiresAtMs + leewaySeconds * 1_000 <= Date.now()) return expired;
    const verdict = this.#tools.rights?.verdict(this.#identity);
    return verdict && withdrawals[verdict];
  }

  #lookAgain(): void {
    const before = this.#withdrawal;
    this.#withdrawal = this.#look();
    if (this.#withdrawal && this.#withdrawal !== before)
      this.#tell({ kind: 'withdrawn', withdrawal: this.#withdrawal });
  }

  #onRights(change: RightsChange): void {
    const { id } = this.viewer;
    if (change.kind === 'freshness') return this.#lookAgain();
    const { credential, allowance } = this.#identity;
    // Of a person of a sandbox the app behind it decides.
    const ours = [id, credential, allowance?.app];
    const isOfUs = (subject: string): boolean => ours.includes(subject);
    if (id === null || !change.subjects.some(isOfUs)) return;
    if (change.kind === 'withdrawn') this.#lookAgain();
    else this.#tell({ kind: 'recheck' });
  }

  #watchExpiry(): void {
    clearTimeout(this.#expiry);
    const { expiresAtMs } = this.#identity;
    if (expiresAtMs === null) return;
    const leftMs = expiresAtMs + leewaySeconds * 1_000 - Date.now();
    if (leftMs <= 0) return this.#lookAgain();
    this.#expiry = setTimeout(() => this.#watchExpiry(), Math.min(leftMs, maxTimerMs));
  }

  #tell(change: SessionChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

const expired: Withdrawal = Object.freeze({
  code: 'SUBSCRIPTION_JWT_EXPIRED',
  message: 'The token of this stream has ended.',
  reach: 'token',
});

const withdrawals = {
  revoked: {
    code: 'SUBSCRIPTION_RIGHTS_ENDED',
    message: 'The rights that this stream was opened with have ended.',
    reach: 'token',
  },
  disabled: {
    code: 'SUBSCRIPTION_RIGHTS_ENDED',
    message: 'The account that this stream was opened with is closed.',
    reach: 'account',
  },
  unknown: {
    code: 'UNAVAILABLE',
    message: 'Rights cannot be checked at the moment; resume from the cursor.',
    reach: 'passing',
  },
} as const satisfies Record<string, Withdrawal>;
