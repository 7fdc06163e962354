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

/** What may be kept of a look when some of its people have been erased since it was taken; null when nothing may. */
export function keptLook<Look extends ErasableLook>(
  look: Look,
  erasedAt: (personId: string) => Date | undefined,
): Look | null {
  const isErased = (personId: string | null): boolean => {
    const at = personId === null ? undefined : erasedAt(personId);
    return at !== undefined && look.at <= at;
  };
  if (isErased(look.whose)) return null;
  return isErased(look.readerId) ? { ...look, readerId: null } : look;
}

interface ErasableLook {
  readonly whose: string;
  readonly readerId: string | null;
  readonly at: Date;
}
