import type { SubgraphParts } from './subgraph-definition.ts';
import type { Tx } from './transact.ts';

export type ErasedCounts = Readonly<Record<string, number>>;

/**
 * Erases a person in one transaction: what the area holds in clear (`erase`), and the key of everything sealed, so that
 * journal and backups are unreadable for good. The journal then says that it was done, with counts and nothing else.
 */
export function erasePerson(
  { transact, personKeys }: Pick<SubgraphParts, 'transact' | 'personKeys'>,
  personId: string,
  erase: (tx: Tx) => Promise<ErasedCounts>,
): Promise<ErasedCounts> {
  return transact({}, async (tx) => {
    const rows = await erase(tx);
    const hadKey = await personKeys.erase(personId, tx.session);
    const counts = { ...rows, personKeys: hadKey ? 1 : 0 };
    await tx.append({
      entity: 'Person',
      entityId: personId,
      kind: 'erased',
      version: 0,
      payload: { counts },
      topics: [],
    });
    return counts;
  });
}
