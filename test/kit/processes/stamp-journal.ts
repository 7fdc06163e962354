import { openLiveWorld } from '../live-world.ts';

// Stamps a journal until it is killed.
const dbName = process.env['TEST_DB'] ?? '';
const world = await openLiveWorld('stamper', { dbName });
const stamper = world.startStamper();
setInterval(() => {
  if (stamper.held()) process.stdout.write('held\n');
}, 20);
