import { openLiveWorld } from '../live-world.ts';
import { openThings, project, thingProjection } from '../thing-projection.ts';

// Keeps a projection up until it is killed.
const dbName = process.env['TEST_DB'] ?? '';
const world = await openLiveWorld('projection', { dbName });
const projecting = project(world, thingProjection(await openThings(world)));
setInterval(() => {
  const { held, batches } = projecting.metrics();
  if (held && batches > 0) process.stdout.write('derives\n');
}, 5);
