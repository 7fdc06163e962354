import { checkText } from '../kit/checked-text.ts';
import type { Place } from '../kit/area-map.ts';
import { hasRole } from '../kit/process/viewer.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { isOwner } from '../kit/process/relations.ts';
import type { Verdict } from '../kit/verdict.ts';
import type { DatastreamDraft, StationFact } from './station.rules.ts';
import { checkDatastreams } from './station.rules.ts';

/** How many sensors one person may have. */
export const maxSensors = 10;

/** A private person's sensor as its owner registers it. */
export interface SensorDraft extends Place {
  readonly label?: string | null;
  readonly contact?: string | null;
  readonly datastreams: readonly DatastreamDraft[];
}

/** What is private of a sensor; it lies under its owner's key. */
export interface SensorSecrets extends Place {
  readonly label: string | null;
  readonly contact: string | null;
}

export interface CheckedSensor {
  /** All that anybody else gets to know, its ward apart. */
  readonly station: Omit<StationFact, 'wardCode'>;
  readonly secrets: SensorSecrets;
}

/** The public place of a sensor: its own rounded to a hundredth of a degree, about 1 km. The same each time, so that no mean leads nearer. */
export function publicPlace({ lat, lon }: Place): Place {
  return { lat: Math.round(lat * 100) / 100, lon: Math.round(lon * 100) / 100 };
}

/**
 * A sensor as it is stored, or the first thing that is wrong with it. Nobody writes its public name: what an owner would write there might
 * lead to the owner.
 */
export function checkSensor(draft: SensorDraft, id: string): Verdict<CheckedSensor> {
  const label = checkText(draft.label, { field: 'label', max: 100 });
  if ('problem' in label) return label;
  const contact = checkText(draft.contact, { field: 'contact', max: 200 });
  if ('problem' in contact) return contact;
  const datastreams = checkDatastreams({ id, kind: 'AIR' }, draft.datastreams);
  if ('problem' in datastreams) return datastreams;
  const { lat, lon } = draft;
  return {
    value: {
      station: stationOf(id, { place: publicPlace({ lat, lon }), datastreams: datastreams.value }),
      secrets: { lat, lon, label: label.value, contact: contact.value },
    },
  };
}

function stationOf(
  id: string,
  { place, datastreams }: { readonly place: Place } & Pick<StationFact, 'datastreams'>,
): CheckedSensor['station'] {
  const mark = id.slice(id.indexOf('-') + 1);
  return {
    id,
    kind: 'AIR',
    name: `Cảm biến của người dân ${mark}`,
    nameEn: `Citizen's sensor ${mark}`,
    stationClass: 'LOW_COST',
    owner: null,
    isPrivate: true,
    ...place,
    water: null,
    alarmLevels: null,
    warnedWards: [],
    datastreams,
  };
}

/** How much of a sensor a viewer may see: all that is their own; who the owner is, as identity officer. */
export function sensorSight(
  { ownerId }: { readonly ownerId: string },
  viewer: Viewer,
): 'own' | 'identity' | 'none' {
  if (isOwner(viewer, ownerId)) return 'own';
  return hasRole(viewer, 'identityOfficer') ? 'identity' : 'none';
}

/** What an identity officer who gives no reason is written down with. */
const ordinaryPurpose = 'Xác minh chủ cảm biến';

export function checkPurpose(purpose: string | null | undefined): Verdict<string> {
  const checked = checkText(purpose, { field: 'purpose', max: 200 });
  return 'problem' in checked ? checked : { value: checked.value ?? ordinaryPurpose };
}
