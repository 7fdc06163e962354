import { personId } from '../../subgraphs/kit/process/person-id.ts';
import { deriveSecrets } from '../../subgraphs/kit/process/secrets.ts';
import type { Viewer } from '../../subgraphs/kit/process/viewer.ts';
import { anonymous } from '../../subgraphs/kit/process/viewer.ts';
import { sampleAccounts } from '../../start/sample-accounts.ts';
import { sampleRealm } from '../../start/sign-in-config.ts';
import type { City } from '../kit/start-city.ts';
import type { CityApp } from '../kit/city-app.ts';

/** Who asks in one column of the table. */
export interface Role {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As a gateway hands it over. */
  readonly viewer: Viewer;
}

/**
 * Column → sample account. What the rows ask about is of `citizen`, whose guardian `guardian` is, assigned to `officer`’s agency, and of
 * `vendor`.
 */
const accounts: readonly (readonly [name: string, sub: string])[] = [
  ['citizen', 'citizen'],
  ['other citizen', 'citizen2'],
  ['guardian', 'guardian'],
  ['other guardian', 'guardian2'],
  ['officer', 'officer'],
  ['other officer', 'officer2'],
  ['ioc', 'ioc'],
  ['identity officer', 'identity-officer'],
  ['practitioner', 'practitioner'],
  ['teacher', 'teacher'],
  ['operator', 'operator'],
  ['vendor', 'vendor'],
  ['judge', 'judge'],
  ['moderator', 'moderator'],
  ['auditor', 'auditor'],
];

export async function openRoles(city: City, app: CityApp): Promise<readonly Role[]> {
  const persons = accounts.map(async ([name, sub]): Promise<Role> => {
    const { claims, viewer } = viewerOf(city, sub);
    return { name, headers: { authorization: `Bearer ${await city.token(sub, claims)}` }, viewer };
  });
  const apps = (['usage:read reports:read reports:write', ''] as const).map(async (scope): Promise<Role> => {
    const scopes = scope.split(' ').filter((each) => each !== '');
    const { secret } = await app.createKey(scopes);
    const viewer: Viewer = { kind: 'app', id: app.id, roles: [], vneidLevel: 0, scopes };
    return { name: scope === '' ? 'app without scope' : 'app', headers: { 'x-api-key': secret }, viewer };
  });
  return [
    { name: 'stranger', headers: {}, viewer: anonymous },
    ...(await Promise.all([...persons, ...apps])),
  ];
}

/** An account that the samples do not have: of another family. */
const others: Readonly<Record<string, readonly Viewer['roles'][number][]>> = {
  guardian2: ['citizen', 'guardian'],
};

function viewerOf(
  { secret }: City,
  sub: string,
): { readonly viewer: Viewer; readonly claims: Readonly<Record<string, unknown>> } {
  const id = personId(deriveSecrets(secret).personId, sampleRealm, sub);
  const account = sampleAccounts().find((each) => each.sub === sub);
  const own = others[sub];
  if (own) {
    const viewer: Viewer = { kind: 'person', id, roles: own, vneidLevel: 2, scopes: [], name: sub };
    return { viewer, claims: { roles: own, vneid_level: 2, name: sub } };
  }
  if (!account) throw new Error(`expected the sample account ${sub}, got none`);
  const { roles, vneidLevel, agency: agencyId, name } = account;
  const viewer: Viewer = { kind: 'person', id, roles, vneidLevel, scopes: [], name };
  return { viewer: { ...viewer, ...(agencyId ? { agencyId } : {}) }, claims: {} };
}
