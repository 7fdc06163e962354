import type { Viewer } from '../kit/process/viewer.ts';

/** A person as the person sees oneself. Nothing of it is stored: it is what the identity provider said this time. */
export interface Citizen {
  readonly id: string;
  readonly displayName: string | null;
  readonly vneidLevel: 0 | 1 | 2;
}

/** The viewer as a citizen, null for strangers and for apps that act for nobody. */
export function citizenOf(viewer: Viewer): Citizen | null {
  if (viewer.kind !== 'person' || viewer.id === null) return null;
  return { id: viewer.id, displayName: viewer.name ?? null, vneidLevel: viewer.vneidLevel };
}

/** The person with this id, if that is the viewer; everybody else's is as unknown as an id that was never given. */
export function citizenFor(viewer: Viewer, id: string): Citizen | null {
  const citizen = citizenOf(viewer);
  return citizen?.id === id ? citizen : null;
}

/** What a level of a VNeID account stands for here. */
export interface IdentityLevel {
  readonly level: Citizen['vneidLevel'];
  readonly name: string;
  readonly about: string;
  readonly allows: readonly string[];
}

const everybody = ['REPORTS', 'CONSENTS', 'DATA_REQUESTS'] as const;

export const identityLevels: readonly [IdentityLevel, IdentityLevel, IdentityLevel] = [
  {
    level: 0,
    name: 'Chưa xác thực',
    about: 'Nobody has verified whose account it is.',
    allows: everybody,
  },
  {
    level: 1,
    name: 'Mức độ 1',
    about: 'Declared from afar and compared with the national population database.',
    allows: [...everybody, 'BOOKINGS'],
  },
  {
    level: 2,
    name: 'Mức độ 2',
    about: 'Verified in person, with face and fingerprints.',
    allows: [...everybody, 'BOOKINGS', 'GUARDIAN_LINKS', 'SENSITIVE_CONSENTS', 'DOSSIERS', 'HEALTH_RECORDS'],
  },
];

export function identityOf({ vneidLevel }: Pick<Citizen, 'vneidLevel'>): IdentityLevel {
  return identityLevels[vneidLevel];
}
