/** Who asks, as the gateway has established it and as every subgraph receives it (signed, never from a client header). */
export interface Viewer {
  readonly kind: 'anonymous' | 'person' | 'app';
  /** Opaque and stable: an HMAC of issuer and subject (`personId`). Null for anonymous. Never a name, number or address. */
  readonly id: string | null;
  readonly roles: readonly Role[];
  /** The agency that an officer acts for. */
  readonly agencyId?: string | undefined;
  /** VNeID level of the account, 0 when not verified. */
  readonly vneidLevel: 0 | 1 | 2;
  readonly scopes: readonly string[];
  /** The name the identity provider gave; shown to the person only, never stored in clear. */
  readonly name?: string | undefined;
}

export const roles = [
  'citizen',
  'guardian',
  'officer',
  'ioc',
  'identityOfficer',
  'practitioner',
  'teacher',
  'operator',
  'vendor',
  'judge',
  'moderator',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

export const anonymous: Viewer = Object.freeze({
  kind: 'anonymous',
  id: null,
  roles: [],
  vneidLevel: 0,
  scopes: [],
});

export function hasRole(viewer: Viewer, role: Role): boolean {
  return viewer.roles.includes(role);
}

/** The wire form of a viewer: canonical JSON, so that equal viewers give equal bytes (the sharing rule compares bytes). */
export function encodeViewer(viewer: Viewer): string {
  const { kind, id, agencyId, vneidLevel, name } = viewer;
  const canonical = {
    kind,
    id,
    roles: [...viewer.roles].sort(),
    agencyId,
    vneidLevel,
    scopes: [...viewer.scopes].sort(),
    name,
  };
  return Buffer.from(JSON.stringify(canonical)).toString('base64url');
}

/**
 * Reads the wire form back. Only called on bytes whose signature held, so a failure here is a fault of a gateway.
 * @throws Error naming the member that is wrong
 */
export function parseViewer(encoded: string): Viewer {
  const value: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  if (typeof value !== 'object' || value === null) throw new Error('viewer: expected an object');
  const raw = value as Record<string, unknown>;
  const { kind, id, agencyId, vneidLevel, name } = raw;
  if (kind !== 'anonymous' && kind !== 'person' && kind !== 'app') throw new Error('viewer.kind: not known');
  if (id !== null && typeof id !== 'string') throw new Error('viewer.id: expected a string or null');
  if ((kind === 'anonymous') !== (id === null))
    throw new Error('viewer.id: only an anonymous viewer has none');
  if (vneidLevel !== 0 && vneidLevel !== 1 && vneidLevel !== 2)
    throw new Error('viewer.vneidLevel: expected 0, 1 or 2');
  return {
    kind,
    id,
    vneidLevel,
    roles: parseStrings(raw['roles'], 'roles').filter((r): r is Role =>
      (roles as readonly string[]).includes(r),
    ),
    scopes: parseStrings(raw['scopes'], 'scopes'),
    agencyId: typeof agencyId === 'string' ? agencyId : undefined,
    name: typeof name === 'string' ? name : undefined,
  };
}

function parseStrings(value: unknown, member: string): string[] {
  if (!Array.isArray(value) || value.some((v) => typeof v !== 'string'))
    throw new Error(`viewer.${member}: expected strings`);
  return value as string[];
}
