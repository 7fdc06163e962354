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
