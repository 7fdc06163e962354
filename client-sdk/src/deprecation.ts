import type { DeprecatedField } from './document.ts';

export interface DeprecationOptions {
  /** Told once of each deprecated field that is used; false for nobody. Left out, it is a warning on the console. */
  readonly onDeprecated?: ((use: DeprecatedField) => void) | false | undefined;
}

/** Tells of each field once, however often it is used. */
export function tellDeprecations({
  onDeprecated = warn,
}: DeprecationOptions): (uses: readonly DeprecatedField[]) => void {
  const told = new Set<string>();
  return (uses) => {
    for (const use of uses) {
      if (!onDeprecated || told.has(use.field)) continue;
      told.add(use.field);
      onDeprecated(use);
    }
  };
}

function warn({ field, reason }: DeprecatedField): void {
  console.warn(`Huế hub: ${field} is deprecated. ${reason}`);
}
