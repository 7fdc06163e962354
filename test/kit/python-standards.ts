import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPython } from './python-packages.ts';

const packages = [
  'frost_sta_client==1.1.53',
  'ngsildclient==0.5.2',
  'demjson3==3.0.6',
  'furl==2.1.4',
  'geojson==2.5.0',
  'jsonpickle==4.1.4',
  'requests==2.34.2',
  'jsonpatch==1.48',
  'python-dateutil==2.9.0.post0',
  'httpx==0.23.3',
  'networkx==2.8.8',
  'rich==12.6.0',
];

const run = promisify(execFile);

/** What the clients of SensorThings and NGSI-LD from PyPI read of a hub, as `python-standards.py` says it. */
export async function readWithPython(origin: string): Promise<unknown> {
  const folder = await installPython(packages, 2, ['demjson3']);
  const script = join(__dirname, 'python-standards.py');
  const { stdout } = await run('python3', [script, origin], {
    env: { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' },
    timeout: 120_000,
  });
  return JSON.parse(stdout);
}
