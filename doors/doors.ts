import { capDoor } from './cap/door.ts';
import type { Door } from './frame/index.ts';
import { ngsiLdDoor } from './ngsi-ld/door.ts';
import { open311 } from './open311/door.ts';
import { sensorThingsDoor } from './sensor-things/door.ts';

export { serveDoor } from './frame/index.ts';

/** The doors of this city, each a standard that other systems speak. */
export const doors: readonly Door[] = Object.freeze([open311, capDoor, sensorThingsDoor, ngsiLdDoor]);
