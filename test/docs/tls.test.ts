import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSocketSettings } from '../../gateway/src/socket-settings.ts';
import { clientAddress } from '../../gateway/src/server/client-address.ts';
import { maxPictureBytes } from '../../subgraphs/kit/pictures.ts';
import { repositoryRoot } from '../kit/start-process.ts';

const read = (name: string): Promise<string> => readFile(join(repositoryRoot, 'docs', name), 'utf8');

describe('docs/tls/nginx.conf', () => {
  let settings: string;
  beforeAll(async () => {
    settings = await read('tls/nginx.conf');
  });
  const value = (name: string): string => new RegExp(`^\\s*${name} (.*);`, 'm').exec(settings)?.[1] ?? '';

  test('waits longer on a silent stream than the hub is ever silent', () => {
    expect(Number.parseInt(value('proxy_read_timeout'), 10) * 1000).toBeGreaterThan(
      3 * defaultSocketSettings.keepAliveMs,
    );
    expect(value('proxy_buffering')).toBe('off');
  });

  test('lets the largest photo through', () => {
    expect(Number.parseInt(value('client_max_body_size'), 10) * 1024 * 1024).toBeGreaterThanOrEqual(
      maxPictureBytes,
    );
  });

  test('appends the address that the gateway then believes, and not what a client wrote before it', () => {
    expect(settings).toContain('proxy_set_header x-forwarded-for $proxy_add_x_forwarded_for;');
    const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' };
    const socket = { remoteAddress: '127.0.0.1' };
    expect(clientAddress({ headers, socket } as never, 1)).toBe('198.51.100.7');
  });

  test('sends nothing a second time and shows no figures of the running hub', () => {
    expect(value('proxy_next_upstream')).toBe('off');
    expect(settings).toContain('location = /metrics { return 404; }');
  });
});
