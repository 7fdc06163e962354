import type { JournalEntry } from './journal.ts';
import { journalName } from './journal.ts';
import { nativeDb } from './mongo.ts';
import type { SubgraphParts } from './subgraph-definition.ts';
import type { Tx } from './transact.ts';

export type ErasedCounts = Readonly<Record<string, number>>;

/**
 * Erases a person in one transaction: what the area holds in clear (`erase`), and the key of everything sealed, so that
 * journal and backups are unreadable for good. What the journal's looks at the person say of which thing was looked at,
 * and why, goes too: it would still tell whose that thing was. So does the person's topic, by which entries of the person
 * could still be told to belong together. The journal then says that it was done, with counts and nothing else.
 */
export function erasePerson(
  { db, transact, personKeys }: Pick<SubgraphParts, 'db' | 'transact' | 'personKeys'>,
  personId: string,
  erase: (tx: Tx) => Promise<ErasedCounts>,
): Promise<ErasedCounts> {
  const journal = nativeDb(db).collection<JournalEntry>(journalName);
  return transact({}, async (tx) => {
    const rows = await erase(tx);
    const topic = await personKeys.erase(personId, tx.session);
    if (topic !== null)
      await journal.updateMany({ topics: topic }, { $pull: { topics: topic } }, { session: tx.session });
    await journal.updateMany(
      { kind: 'access', 'payload.whose': personId },
      { $set: { entityId: erasedText, 'payload.purpose': erasedText } },
      { session: tx.session },
    );
    const counts = { ...rows, personKeys: topic === null ? 0 : 1 };
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

const erasedText = 'erased';
