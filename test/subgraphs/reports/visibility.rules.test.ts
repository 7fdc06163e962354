import fc from 'fast-check';
import type { Role, Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { reportStates } from '../../../subgraphs/reports/report.rules.ts';
import {
  couldAct,
  identityAccess,
  mayAct,
  mayView,
  mayViewInternal,
  mayViewPrivate,
} from '../../../subgraphs/reports/visibility.rules.ts';

const person = (id: string, roles: Role[] = ['citizen'], agencyId?: string): Viewer => ({
  kind: 'person',
  id,
  roles,
  agencyId,
  vneidLevel: 1,
  scopes: [],
});
const officer = person('officer', ['officer'], 'hepco');
const formerOfficer = person('former', ['officer'], 'so-xay-dung');
const stranger = person('stranger');
const reporter = person('reporter');
const ioc = person('ioc', ['ioc']);
const identityOfficer = person('identity', ['identityOfficer']);
const report = {
  state: 'IN_PROGRESS',
  reporterId: 'reporter',
  agencyId: 'hepco',
  assignedAgencies: ['so-xay-dung', 'hepco'],
} as const;

describe('who sees a report', () => {
  test.each(['SUBMITTED', 'REJECTED', 'DUPLICATE', 'WITHDRAWN'] as const)(
    'a report that is %s: its reporter and the operations centre only',
    (state) => {
      const seen = [anonymous, stranger, officer, identityOfficer, reporter, ioc].map((viewer) =>
        mayView({ ...report, state }, viewer),
      );
      expect(seen).toEqual([false, false, false, false, true, true]);
    },
  );

  test('from ACCEPTED on everybody', () => {
    for (const state of reportStates.filter(
      (s) => !['SUBMITTED', 'REJECTED', 'DUPLICATE', 'WITHDRAWN'].includes(s),
    ))
      expect(mayView({ ...report, state }, anonymous)).toBe(true);
  });

  test('P2 of the report: reporter, IOC, officers of an agency that has or had it', () => {
    const viewers = [anonymous, stranger, identityOfficer, reporter, officer, formerOfficer, ioc];
    expect(viewers.map((viewer) => mayViewPrivate(report, viewer))).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(viewers.map((viewer) => mayViewInternal(report, viewer))).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  test('case 2: the identity belongs to the reporter and the identity officer, not to the handling agency', () => {
    const viewers = [anonymous, stranger, officer, ioc, identityOfficer, reporter];
    expect(viewers.map((viewer) => identityAccess(report, viewer))).toEqual([
      'none',
      'none',
      'none',
      'none',
      'identity',
      'own',
    ]);
  });

  test('an erased reporter is nobody, a stranger least of all', () => {
    const erased = { ...report, reporterId: null };
    expect(identityAccess(erased, anonymous)).toBe('none');
    expect(mayAct(erased, anonymous, 'reporter')).toBe(false);
  });
});

describe('who may act', () => {
  test('officers of the agency that has it now, reporters on their own, IOC on all, nobody as the system', () => {
    expect(mayAct(report, officer, 'officer')).toBe(true);
    expect(mayAct(report, formerOfficer, 'officer')).toBe(false);
    expect(mayAct(report, reporter, 'reporter')).toBe(true);
    expect(mayAct(report, stranger, 'reporter')).toBe(false);
    expect(mayAct(report, ioc, 'ioc')).toBe(true);
    expect(mayAct(report, ioc, 'system')).toBe(false);
  });

  test('whoever could never act may not act on any report', () => {
    const viewers = fc.constantFrom(
      anonymous,
      stranger,
      officer,
      formerOfficer,
      reporter,
      ioc,
      identityOfficer,
    );
    const actors = fc.constantFrom('person', 'reporter', 'ioc', 'officer', 'system' as const);
    fc.assert(
      fc.property(viewers, actors, (viewer, actor) => {
        if (!couldAct(viewer, actor)) expect(mayAct(report, viewer, actor)).toBe(false);
      }),
    );
  });
});
