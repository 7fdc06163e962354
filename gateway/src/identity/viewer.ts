import type { JWTPayload } from 'jose';
import { personId } from '../../../subgraphs/kit/process/person-id.ts';
import { roles } from '../../../subgraphs/kit/process/viewer.ts';
import type { Role, Viewer } from '../../../subgraphs/kit/process/viewer.ts';

/**
 * Claims of a verified token to the viewer that every stage and every subgraph sees. Roles that are not ours are left
 * out; a claim of the wrong kind counts as absent, never as a right. A token whose client is its subject
 * (client_credentials) is an app's.
 */
export function viewerOf(
  claims: JWTPayload & { readonly sub: string },
  source: { readonly realm: string; readonly personIdSecret: string },
): Viewer {
  const agency = claims['agency'];
  const name = claims['name'];
  return Object.freeze({
    kind: claims['client_id'] === claims.sub ? 'app' : 'person',
    id: personId(source.personIdSecret, source.realm, claims.sub),
    roles: strings(claims['roles']).filter(isRole),
    agencyId: typeof agency === 'string' && agency !== '' ? agency : undefined,
    vneidLevel: vneidLevel(claims['vneid_level']),
    scopes: typeof claims['scope'] === 'string' ? claims['scope'].split(' ').filter(Boolean) : [],
    name: typeof name === 'string' ? name : undefined,
  });
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function isRole(name: string): name is Role {
  return roles.some((role) => role === name);
}

function vneidLevel(value: unknown): Viewer['vneidLevel'] {
  return value === 1 || value === 2 ? value : 0;
}
