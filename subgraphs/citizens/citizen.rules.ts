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
