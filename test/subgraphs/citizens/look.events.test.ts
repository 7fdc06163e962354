import { lookOf } from '../../../subgraphs/citizens/look.events.ts';
import type { JournalEntry } from '../../../subgraphs/kit/index.ts';

const entry: JournalEntry = {
  _id: 'entry-1',
  ordinal: 0,
  at: new Date('2026-11-22T08:00:00Z'),
  entity: 'Report',
  entityId: 'r-1',
  kind: 'access',
  version: 0,
  topics: [],
  payload: { whose: 'p-1', fields: ['reporter.name'], purpose: 'callback', agencyId: 'hue-ioc' },
  actor: { role: 'identityOfficer', id: 'p-9' },
};

describe('lookOf', () => {
  test('takes who, whose, what and why from an access entry', () => {
    expect(lookOf(entry, 'reports')).toEqual({
      _id: 'entry-1',
      whose: 'p-1',
      at: entry.at,
      role: 'identityOfficer',
      readerId: 'p-9',
      agencyId: 'hue-ioc',
      area: 'reports',
      entity: 'Report',
      entityId: 'r-1',
      fields: ['reporter.name'],
      purpose: 'callback',
    });
  });

  test('leaves out a look at one’s own, which the audit has', () => {
    const own = { ...entry, actor: { role: 'citizen', id: 'p-1' } };
    expect(lookOf(own, 'citizens')).toBeNull();
  });

  test('leaves out what the entry does not say', () => {
    const { whose, fields, purpose } = { whose: 'p-1', fields: [], purpose: 'x' };
    const { actor: _, ...rest } = entry;
    expect(lookOf({ ...rest, payload: { whose, fields, purpose } }, 'reports')).toMatchObject({
      role: 'service',
      readerId: null,
      agencyId: null,
    });
  });

  test.each(['report', 'calendar', 'erased'])('passes over an entry of kind %s', (kind) => {
    expect(lookOf({ ...entry, kind }, 'reports')).toBeNull();
  });

  test('throws for a look that cannot be read, so that it is not lost', () => {
    expect(() => lookOf({ ...entry, payload: { fields: [] } }, 'reports')).toThrow('whose');
  });
});
