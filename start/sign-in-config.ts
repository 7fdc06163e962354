import { hkdfSync } from 'node:crypto';
import type { Adapter, Configuration, JWK, KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import type { SampleAccount } from './sample-accounts.ts';
import { signInErrorPage } from './sign-in-page.ts';

/** What tokens for the graph say they are for (`aud`). */
export const graphAudience = 'urn:hub:graph';
/** In place of the issuer's address in person ids: they stay the same when PORT changes. */
export const sampleRealm = 'hub-sample';
export const sampleGrant = 'urn:hub:sample';
const tokenLifetimeS = 3600;
const dayS = 24 * 3600;

export const graphResource: ResourceServer = {
  scope: 'graph',
  audience: graphAudience,
  accessTokenFormat: 'jwt',
  accessTokenTTL: tokenLifetimeS,
  jwt: { sign: { alg: 'ES256' } },
};

export interface SignInParts {
  readonly accounts: readonly SampleAccount[];
  readonly adapter: (kind: string) => Adapter;
  readonly key: JWK;
  readonly secret: string;
  /** Where the explorer is served: the only places a browser is sent back to. */
  readonly hubOrigins: readonly string[];
}

/** An app that is being developed here may read the answers of a sign-in that has no passwords to protect; a site from elsewhere may not. */
function isOfThisMachine(origin: string): boolean {
  return /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(origin);
}

/** oidc-provider's configuration: code with PKCE for the explorer, the sample grant for curl, nothing else. */
export function signInConfiguration(parts: SignInParts): Configuration {
  const { accounts, adapter, key, hubOrigins } = parts;
  const accountOf = (sub: string | undefined): SampleAccount | undefined =>
    accounts.find((a) => a.sub === sub);
  return {
    adapter,
    jwks: { keys: [key] },
    cookies: {
      keys: [Buffer.from(hkdfSync('sha256', parts.secret, 'hue-hub', 'sign-in-cookie', 32)).toString('hex')],
    },
    clients: clients(hubOrigins),
    clientBasedCORS: (_ctx, origin) => hubOrigins.includes(origin) || isOfThisMachine(origin),
    scopes: ['openid', 'offline_access'],
    claims: { openid: ['sub', 'name'] },
    findAccount: (_ctx, sub) => {
      const account = accountOf(sub);
      return account && { accountId: sub, claims: () => ({ sub, name: account.name }) };
    },
    extraTokenClaims: (_ctx, token) => {
      const account = 'accountId' in token ? accountOf(token.accountId) : undefined;
      if (!account) return undefined;
      const { roles, agency, vneidLevel, name } = account;
      return { roles, vneid_level: vneidLevel, name, ...(agency ? { agency } : {}) };
    },
    loadExistingGrant: grantWithoutAsking,
    issueRefreshToken: (_ctx, client) => Promise.resolve(client.grantTypeAllowed('refresh_token')),
    interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = signInErrorPage(`${out.error}: ${out.error_description ?? ''}`);
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => graphAudience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => graphResource,
      },
    },
    ttl: {
      AccessToken: tokenLifetimeS,
      IdToken: tokenLifetimeS,
      Interaction: tokenLifetimeS,
      RefreshToken: 14 * dayS,
      Session: 14 * dayS,
      Grant: 14 * dayS,
    },
  };
}

function clients(hubOrigins: readonly string[]): NonNullable<Configuration['clients']> {
  const open = { token_endpoint_auth_method: 'none', id_token_signed_response_alg: 'ES256' } as const;
  return [
    {
      ...open,
      client_id: 'explorer',
      redirect_uris: hubOrigins.flatMap((origin) => [`${origin}/explorer`, `${origin}/explorer/`]),
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    },
    { ...open, client_id: 'sample', redirect_uris: [], response_types: [], grant_types: [sampleGrant] },
  ];
}

/** Nobody is asked for consent here: what the one browser client may have is settled. */
async function grantWithoutAsking(
  ctx: KoaContextWithOIDC,
): Promise<InstanceType<typeof ctx.oidc.provider.Grant>> {
  const clientId = ctx.oidc.client?.clientId;
  const accountId = ctx.oidc.session?.accountId;
  const grant = new ctx.oidc.provider.Grant({ clientId, accountId });
  grant.addOIDCScope('openid offline_access');
  grant.addResourceScope(graphAudience, graphResource.scope);
  await grant.save();
  return grant;
}
