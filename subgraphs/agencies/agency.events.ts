import type { NewEntry } from '../kit/index.ts';
import type { AgencyFact, JurisdictionFact, OfficerFact } from './agency.rules.ts';

// What the subgraphs that follow are told: the whole fact each time. No topics: none of it is a stream.

export function agencyEntry(agency: AgencyFact, version: number): NewEntry {
  return {
    entity: 'Agency',
    entityId: agency.id,
    kind: 'agency',
    version,
    payload: { ...agency },
    topics: [],
  };
}

export function officerEntry(officer: OfficerFact, version: number): NewEntry {
  return {
    entity: 'Officer',
    entityId: officer.id,
    kind: 'officer',
    version,
    payload: { ...officer },
    topics: [],
  };
}

export function jurisdictionEntry(fact: JurisdictionFact, version: number): NewEntry {
  const entityId = jurisdictionId(fact);
  return {
    entity: 'Jurisdiction',
    entityId,
    kind: 'jurisdiction',
    version,
    payload: { ...fact },
    topics: [],
  };
}

/** `ROAD_DAMAGE:20137`, and `ROAD_DAMAGE:*` for any ward. */
export function jurisdictionId({ categoryCode, wardCode }: JurisdictionFact): string {
  return `${categoryCode}:${wardCode ?? '*'}`;
}
