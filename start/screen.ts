/** What the newcomer sees when the hub is ready. */
export interface ScreenFacts {
  readonly origin: string;
  readonly seconds: number;
  /** Null where a real issuer is configured. */
  readonly signIn: { readonly issuer: string; readonly accounts: readonly string[] } | null;
  readonly data: string;
  readonly now: Date;
}

/** One screen: where things are, who can sign in, one thing to try. */
export function screen({ origin, seconds, signIn, data, now }: ScreenFacts): string {
  const lines = [
    `The hub of Huế is ready (${seconds.toFixed(1)} s).`,
    '',
    `  Graph      ${origin}/graphql`,
    `  Explorer   ${origin}/explorer`,
    `  Health     ${origin}/health`,
    ...(signIn ? signInLines(signIn) : []),
    `  Data       ${data}`,
    `  Clock      ${inHue(now)}`,
    '',
    '  Try it:',
    `    curl -s ${origin}/graphql -H 'content-type: application/json' \\`,
    `      -d '{"query":"{ wardAt(lat: 16.4637, lon: 107.5909) { code name } }"}'`,
    '',
    '  Ctrl-C stops everything; a second Ctrl-C does so at once.',
    '',
  ];
  return lines.join('\n');
}

function signInLines(signIn: { readonly issuer: string; readonly accounts: readonly string[] }): string[] {
  const half = Math.ceil(signIn.accounts.length / 2);
  return [
    `  Sign-in    ${signIn.issuer}   sample accounts without passwords, not for production:`,
    `             ${signIn.accounts.slice(0, half).join(', ')},`,
    `             ${signIn.accounts.slice(half).join(', ')}`,
    `  A token    curl -s ${signIn.issuer}/token -d grant_type=urn:hub:sample -d client_id=sample -d username=citizen`,
  ];
}

function inHue(now: Date): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(now);
  return `${text} in Huế (+07:00)`;
}
