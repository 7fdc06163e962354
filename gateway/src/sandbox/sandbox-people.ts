import { createHash } from 'node:crypto';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';

const people = {
  citizen: { roles: ['citizen'] },
  citizen2: { roles: ['citizen'] },
  officer: { roles: ['officer'], agencyId: 'so-xay-dung' },
  ioc: { roles: ['ioc'] },
} as const;

/** Who an app may be in its sandbox: people who are nowhere else. */
export type SandboxPerson = keyof typeof people;

export const sandboxPeople: readonly string[] = Object.freeze(Object.keys(people));

/** Opaque, and of this sandbox only. */
export function sandboxPersonId(app: string, person: SandboxPerson): string {
  return createHash('sha256').update(`sandbox\n${app}\n${person}`).digest('base64url');
}

/** Undefined for a name that nobody has. */
export function sandboxViewer(app: string, name: string): Viewer | undefined {
  const person = parsePerson(name);
  if (!person) return undefined;
  const id = sandboxPersonId(app, person);
  return Object.freeze({ kind: 'person', id, vneidLevel: 2, scopes: [], ...people[person] });
}

function parsePerson(name: string): SandboxPerson | undefined {
  return sandboxPeople.includes(name) ? (name as SandboxPerson) : undefined;
}
