import type { Connection } from './connection.ts';
import { LiveBreakError } from './live-event.ts';

/** How long before its end a token is renewed: longer than a slow answer of the sign-in takes. */
const aheadMs = 60_000;
/** setTimeout takes no longer wait; a token that lives longer is looked at again. */
const maxTimerMs = 2 ** 31 - 1;

export interface Renewal {
  readonly token: string | undefined;
  /** Gives a token that lives longer, or the same again, or none. */
  readonly next: () => Promise<string | undefined>;
  /** Hands the new token to the hub. */
  readonly send: (token: string) => void | Promise<void>;
}

/**
 * Renews the token of what is open before it ends, again and again. Only for tokens that say when they end (JWT `exp`);
 * what fails is tried once more at the end of the token and then left to the hub, which ends the stream with a code.
 * The function returned stops it.
 */
export function keepRenewed({ token, next, send }: Renewal): () => void {
  let current = token;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const plan = (): void => {
    const endsAtMs = current === undefined ? undefined : endOf(current);
    if (endsAtMs === undefined || stopped) return;
    const leftMs = endsAtMs - Date.now();
    if (leftMs <= 0) return;
    const waitMs = leftMs > aheadMs * 2 ? leftMs - aheadMs : leftMs / 2;
    timer = setTimeout(() => void renew(), Math.min(waitMs, maxTimerMs));
  };
  const renew = async (): Promise<void> => {
    try {
      const fresh = await next();
      if (stopped) return;
      if (fresh !== undefined && fresh !== current) await send(fresh);
      current = fresh ?? current;
    } catch {
      // The hub says so itself when the token has ended.
    }
    plan();
  };
  plan();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** @throws LiveBreakError when the hook fails: a sign-in that is away for a moment ends no stream */
export async function askToken({ token }: Connection): Promise<string | undefined> {
  try {
    return await token?.();
  } catch (cause) {
    throw new LiveBreakError('There is no token for the hub.', { cause });
  }
}

function endOf(token: string): number | undefined {
  const { exp } = claimsOf(token);
  return typeof exp === 'number' ? exp * 1_000 : undefined;
}

interface Claims {
  readonly exp?: unknown;
  readonly iss?: unknown;
  readonly sub?: unknown;
}

/** What a JWT says of itself, nothing for any other token. Read, not believed: it is the hub that checks it. */
export function claimsOf(token: string): Claims {
  const [, claims = ''] = token.split('.');
  try {
    return parseClaims(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return {};
  }
}

function parseClaims(json: string): Claims {
  return Object(JSON.parse(json)) as Claims;
}
