import type { NewEntry } from '../kit/index.ts';
import type { SourceRow } from './source.model.ts';

/** Whom the city takes messages from, without the account that sends them. */
export function sourceEntry(
  { _id, version, state, name }: SourceRow,
  from: SourceRow['state'] | null,
): NewEntry {
  return {
    entity: 'AlertSource',
    entityId: _id,
    kind: state === 'TRUSTED' ? 'trusted' : 'withdrawn',
    from,
    to: state,
    version,
    payload: { name },
    topics: [],
    actor: { role: 'ioc' },
  };
}
