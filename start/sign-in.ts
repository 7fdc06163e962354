import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import type { Provider, TokenEndpointGrantContext } from 'oidc-provider';
import type { Logger } from '../subgraphs/kit/process/logger.ts';
import type { SampleAccount } from './sample-accounts.ts';
import { graphAudience, graphResource, sampleGrant, signInConfiguration } from './sign-in-config.ts';
import { signInErrorPage, signInPage } from './sign-in-page.ts';
import { createSignInState } from './sign-in-state.ts';
import { keptSigningKey } from './signing-key.ts';

export interface SignInOptions {
  readonly host: string;
  readonly port: number;
  readonly hubOrigins: readonly string[];
  readonly accounts: readonly SampleAccount[];
  /** Sessions and codes. */
  readonly db: Db;
  /** The signing key is kept here. */
  readonly dataDir: string;
  /** The hub's root secret: cookies are signed with a key derived from it. */
  readonly secret: string;
  readonly log: Logger;
}

export interface SignIn {
  readonly issuer: string;
  /** Idempotent. */
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** An OpenID provider whose accounts have no passwords: for trying the hub, never for production. */
export async function startSignIn(options: SignInOptions): Promise<SignIn> {
  const issuer = `http://localhost:${options.port}`;
  const provider = await createProvider(issuer, options);
  const handle = route(provider, options);
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      options.log.warn({ error }, 'sign-in request failed');
      const html = signInErrorPage(
        'This sign-in has ended or was never begun. Start again from the explorer.',
      );
      answer(response, { status: 400, html });
    });
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { issuer, close: () => (closing ??= close()) };
}

async function createProvider(issuer: string, options: SignInOptions): Promise<Provider> {
  const OidcProvider = await importQuietly(options.log);
  const { accounts, hubOrigins, secret, log } = options;
  const key = await keptSigningKey(join(options.dataDir, 'sign-in-key.json'));
  const adapter = await createSignInState(options.db);
  const provider = new OidcProvider(
    issuer,
    signInConfiguration({ accounts, adapter, key, secret, hubOrigins }),
  );
  provider.registerGrantType<{ username?: string }>(sampleGrant, (ctx) => answerSampleGrant(ctx, accounts), [
    'username',
  ]);
  // oidc-provider shows its failures to nobody but these listeners.
  provider.on('server_error', (_ctx, error) => log.error({ error }, 'sign-in failed'));
  provider.on('authorization.error', (_ctx, error) => log.info({ error }, 'sign-in refused'));
  provider.on('grant.error', (_ctx, error) => log.info({ error }, 'token refused'));
  return provider;
}

/** The library prints that it prefers Node 22 as soon as it is imported; that goes to the log. */
async function importQuietly(log: Logger): Promise<typeof Provider> {
  const { warn } = console;
  console.warn = (text: unknown) => log.info({ text }, 'oidc-provider');
  try {
    return (await import('oidc-provider')).Provider;
  } finally {
    console.warn = warn;
  }
}

/** A token for the named account, for curl and examples: there is no password to check. */
async function answerSampleGrant(
  ctx: TokenEndpointGrantContext<{ username?: string }>,
  accounts: readonly SampleAccount[],
): Promise<void> {
  const { provider, client, params } = ctx.oidc;
  const account = accounts.find(({ sub }) => sub === params.username);
  if (!account) {
    ctx.status = 400;
    const known = accounts.map(({ sub }) => sub).join(', ');
    ctx.body = { error: 'invalid_grant', error_description: `username must be one of ${known}` };
    return;
  }
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.sub });
  grant.addResourceScope(graphAudience, graphResource.scope);
  const token = new provider.AccessToken({
    client,
    accountId: account.sub,
    grantId: await grant.save(),
    gty: sampleGrant,
    scope: graphResource.scope,
    resourceServer: new provider.ResourceServer(graphAudience, graphResource),
  });
  ctx.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: token.expiration };
}

function route(provider: Provider, options: SignInOptions): Handler {
  const callback = provider.callback();
  return async (request, response) => {
    const uid = /^\/login\/([\w-]+)$/.exec(request.url ?? '')?.[1];
    if (!uid) return void callback(request, response);
    // Throws when the browser's cookie does not belong to this very sign-in.
    await provider.interactionDetails(request, response);
    if (request.method !== 'POST') {
      const html = signInPage(uid, options.accounts);
      return answer(response, { status: 200, html, formTargets: options.hubOrigins });
    }
    const accountId = new URLSearchParams(await readSmall(request)).get('account') ?? '';
    if (!options.accounts.some(({ sub }) => sub === accountId)) throw new Error('no such account');
    await provider.interactionFinished(request, response, { login: { accountId } });
  };
}

interface Page {
  readonly status: number;
  readonly html: string;
  /** Origins that a form of the page may lead to: its redirects count, and the last one leads back to the hub. */
  readonly formTargets?: readonly string[];
}

function answer(response: ServerResponse, { status, html, formTargets = [] }: Page): void {
  if (response.headersSent) return void response.end();
  const formAction = ["'self'", ...formTargets].join(' ');
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action ${formAction}`,
  });
  response.end(html);
}

async function readSmall(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 1000) throw new Error('body too large');
  }
  return text;
}
