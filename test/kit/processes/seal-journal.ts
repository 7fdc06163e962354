import { openAuditWorld } from '../audit-world.ts';

// Stamps and seals a journal until it is killed.
const world = await openAuditWorld('sealer', { dbName: process.env['TEST_DB'] ?? '' });
world.startStamper();
const sealer = await world.startSealer();
setInterval(() => {
  if (sealer.held()) process.stdout.write('held\n');
}, 20);
