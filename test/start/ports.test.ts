import { createServer } from 'node:net';
import { freePort } from '../../start/mongod.ts';
import { checkPorts } from '../../start/ports.ts';

test('names the port, its use and the setting when a port is taken', async () => {
  const taken = await freePort();
  const server = createServer().listen(taken, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const needed = [{ port: taken, host: '127.0.0.1', use: 'the gateway' }];
  await expect(checkPorts(needed, taken)).rejects.toThrow(
    `Port ${taken} (the gateway) is in use; it follows from PORT=${taken}, so stop what uses it or set another PORT.`,
  );
  await new Promise((done) => server.close(done));
  await expect(checkPorts(needed, taken)).resolves.toBeUndefined();
});

test('says so when an address is not one of this machine', async () => {
  const needed = [{ port: 4000, host: '192.0.2.1', use: 'the gateway' }];
  await expect(checkPorts(needed, 4000)).rejects.toThrow(
    /^Port 4000 \(the gateway\) cannot be listened at on 192\.0\.2\.1/,
  );
});
