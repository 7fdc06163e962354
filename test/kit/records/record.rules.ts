import type {
  CareFact,
  ConsentFact,
  GuardianFact,
  TeachingFact,
} from '../../../subgraphs/kit/process/relations.ts';
import {
  isConsentedAgency,
  isConsentedApp,
  isGuardianOf,
  isOwner,
  isPractitionerOf,
  isTeacherOf,
} from '../../../subgraphs/kit/process/relations.ts';
import type { Viewer } from '../../../subgraphs/kit/index.ts';

export interface RecordFacts {
  readonly links: readonly GuardianFact[];
  readonly consents: readonly ConsentFact[];
  readonly cares: readonly CareFact[];
  readonly teachings: readonly TeachingFact[];
  readonly today: string;
  readonly now: Date;
}

/** Which relation opens which fields; the first that does is the purpose which the look is written down with. */
export interface RecordShape {
  readonly subgraph: string;
  readonly type: string;
  readonly fields: readonly string[];
  readonly byRelation: Readonly<Record<'guardian' | 'practitioner' | 'teacher', readonly string[]>>;
  /** Field → what has to be agreed to. */
  readonly byConsent: Readonly<Record<string, { readonly purpose: string; readonly scope: string }>>;
}

export interface RecordOf {
  readonly personId: string;
  readonly classId: string | null;
}

/** Field → why the viewer may read it; nothing for who may not. */
export function openFields(
  { personId, classId }: RecordOf,
  viewer: Viewer,
  { shape, facts }: { readonly shape: RecordShape; readonly facts: RecordFacts },
): ReadonlyMap<string, string> {
  const { links, cares, teachings, consents, today, now } = facts;
  const { byRelation } = shape;
  const open: [readonly string[], string][] = [
    [isOwner(viewer, personId) ? shape.fields : [], 'own'],
    [isGuardianOf(viewer, personId, { facts: links, today }) ? byRelation.guardian : [], 'guardian'],
    [isPractitionerOf(viewer, personId, { facts: cares, today }) ? byRelation.practitioner : [], 'care'],
    [
      classId !== null && isTeacherOf(viewer, classId, { facts: teachings, today }) ? byRelation.teacher : [],
      'teaching',
    ],
    ...Object.entries(shape.byConsent).map(([field, matter]): [readonly string[], string] => {
      const need = { personId, ...matter };
      const on = { facts: consents, now };
      const given = isConsentedApp(viewer, need, on) || isConsentedAgency(viewer, need, on);
      return [given ? [field] : [], `consent ${matter.purpose}`];
    }),
  ];
  return new Map(
    open.reverse().flatMap(([fields, why]) => fields.map((field): [string, string] => [field, why])),
  );
}

export const healthShape: RecordShape = {
  subgraph: 'health',
  type: 'Patient',
  fields: ['immunizations', 'encounters', 'bookings'],
  byRelation: {
    guardian: ['immunizations', 'bookings'],
    practitioner: ['immunizations', 'encounters'],
    teacher: [],
  },
  byConsent: {
    immunizations: { purpose: 'HEALTH_RECORD_SHARING', scope: 'health:immunizations' },
    encounters: { purpose: 'HEALTH_RECORD_SHARING', scope: 'health:encounters' },
    bookings: { purpose: 'APP_ACCESS', scope: 'reports:read' },
  },
};

export const schoolShape: RecordShape = {
  subgraph: 'school',
  type: 'Pupil',
  fields: ['marks', 'attendance', 'healthNotes'],
  byRelation: {
    guardian: ['marks', 'attendance', 'healthNotes'],
    practitioner: ['healthNotes'],
    teacher: ['marks', 'attendance'],
  },
  byConsent: { marks: { purpose: 'SCHOOL_RECORD_SHARING', scope: 'education:results' } },
};
