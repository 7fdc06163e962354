import { randomBytes } from 'node:crypto';
import { createFileAddresses } from '../../../subgraphs/kit/file-addresses.ts';
import { anonymous } from '../../../subgraphs/kit/index.ts';
import { citizen } from '../../kit/subgraph-parts.ts';

const key = randomBytes(32);
const addresses = createFileAddresses('papers', key);
const now = new Date('2026-03-02T08:00:00Z');
const later = new Date(now.getTime() + 1_000);
const bare = (address: string): string => address.slice('/files/'.length);
const lan = citizen('lan', { roles: ['officer'], agencyId: 'hepco', name: 'Trần Thị Lan' });

test('an address by name holds the name in clear and never ends', () => {
  const address = addresses.open('cover.12-ab');
  expect(address).toBe('/files/papers.o.cover.12-ab');
  expect(addresses.read(bare(address), later)).toEqual({ kind: 'open', name: 'cover.12-ab' });
});

test('a ticket gives back what it was made of until its end, and is one of letters that a path may have', () => {
  const view = addresses.view('cover.12', lan, later);
  const { name: _, ...shown } = lan;
  const madeAtMs = expect.any(Number);
  expect(addresses.read(bare(view), now)).toEqual({
    kind: 'view',
    name: 'cover.12',
    viewer: shown,
    madeAtMs,
  });
  const upload = addresses.upload('u-1', later);
  expect(addresses.read(bare(upload), now)).toEqual({ kind: 'upload', uploadId: 'u-1' });
  for (const address of [view, upload]) {
    expect(address).toMatch(/^\/files\/[\w.-]{1,2000}$/);
    expect(addresses.read(bare(address), later)).toEqual({ kind: 'expired' });
  }
});

test('a ticket says nothing of whose it is, and two of the same are not equal', () => {
  const [one, other] = [addresses.view('cover.12', lan, later), addresses.view('cover.12', lan, later)];
  const text = Buffer.from(bare(one).split('.')[2] ?? '', 'base64url').toString('latin1');
  for (const part of ['lan', 'Lan', 'officer', 'hepco', 'cover']) expect(text).not.toContain(part);
  expect(one).not.toBe(other);
});

test('a ticket that was changed in any place, or made by another key or for another subgraph, is unknown (F05)', () => {
  const ticket = bare(addresses.upload('u-1', later));
  const box = Buffer.from(ticket.split('.')[2] ?? '', 'base64url');
  for (let i = 0; i < box.length; i += 1) {
    const forged = Buffer.from(box);
    forged[i] = (forged[i] ?? 0) ^ 1;
    expect(addresses.read(`papers.t.${forged.toString('base64url')}`, now)).toEqual({ kind: 'unknown' });
  }
  const foreign = [createFileAddresses('papers', randomBytes(32)), createFileAddresses('notes', key)];
  for (const other of foreign) {
    const made = bare(other.upload('u-1', later)).replace('notes', 'papers');
    expect(addresses.read(made, now)).toEqual({ kind: 'unknown' });
  }
});

test('what is no address at all is unknown', () => {
  for (const text of [
    '',
    'papers',
    'papers.t',
    'papers.t.',
    'papers.t.x',
    'papers.x.y',
    'notes.o.a',
    '../papers.o.a',
  ])
    expect(addresses.read(text, now)).toEqual({ kind: 'unknown' });
  expect(addresses.read(bare(addresses.view('a', anonymous, later)), now)).toMatchObject({ kind: 'view' });
});
