import type { Role, Viewer } from './viewer.ts';
import { hasRole } from './viewer.ts';

/**
 * What `@policy(policies: [["…"]])` may name in a schema: conditions on who asks, nothing else. Gateways decide by them before
 * anything is fetched, and each subgraph again before it resolves. What depends on a row as well (whose it is, who it is assigned to) is a
 * relation (relations.ts), and is decided where the row is.
 */
const conditions = {
  /** A person, signed in: no stranger, and no app that acts for nobody. */
  person: isPerson,
  /** A person whose VNeID account was verified in person. */
  verifiedPerson: (viewer: Viewer) => isPerson(viewer) && viewer.vneidLevel === 2,
  app: (viewer: Viewer) => viewer.kind === 'app',
  /** Acts for an agency. */
  officer: (viewer: Viewer) => isStaff(viewer, 'officer') && viewer.agencyId !== undefined,
  /** Acts for a school. */
  teacher: (viewer: Viewer) => isStaff(viewer, 'teacher') && viewer.agencyId !== undefined,
  /** Acts for a health facility or as a school's nurse. */
  practitioner: (viewer: Viewer) => isStaff(viewer, 'practitioner') && viewer.agencyId !== undefined,
  /** Of the city's operations centre. */
  ioc: (viewer: Viewer) => isStaff(viewer, 'ioc'),
  identityOfficer: (viewer: Viewer) => isStaff(viewer, 'identityOfficer'),
  moderator: (viewer: Viewer) => isStaff(viewer, 'moderator'),
  auditor: (viewer: Viewer) => isStaff(viewer, 'auditor'),
  /** Runs a feed. */
  operator: (viewer: Viewer) => isStaff(viewer, 'operator'),
  /** Scores in a contest. */
  judge: (viewer: Viewer) => isStaff(viewer, 'judge'),
  /** Builds on the hub. */
  vendor: (viewer: Viewer) => isStaff(viewer, 'vendor'),
} as const satisfies Record<string, (viewer: Viewer) => boolean>;

export type Policy = keyof typeof conditions | `app:${string}`;

export function isPolicy(name: string): name is Policy {
  return name.startsWith(appWithScope) || Object.hasOwn(conditions, name);
}

/** Whether the viewer meets a policy; `app:<scope>` is met by an app that has the scope. */
export function meets(viewer: Viewer, policy: Policy): boolean {
  if (isScopePolicy(policy))
    return viewer.kind === 'app' && viewer.scopes.includes(policy.slice(appWithScope.length));
  return conditions[policy](viewer);
}

const appWithScope = 'app:';

function isScopePolicy(policy: Policy): policy is `app:${string}` {
  return policy.startsWith(appWithScope);
}

/** Which of these policies the viewer meets; a name that is not known here is met by nobody. */
export function grantedPolicies(names: readonly string[], viewer: Viewer): readonly string[] {
  return names.filter((name) => isPolicy(name) && meets(viewer, name));
}

function isPerson(viewer: Viewer): boolean {
  return viewer.kind === 'person';
}

function isStaff(viewer: Viewer, role: Role): boolean {
  return isPerson(viewer) && hasRole(viewer, role);
}
