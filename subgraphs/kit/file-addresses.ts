import type { Viewer } from './process/viewer.ts';
import { encodeViewer, parseViewer } from './process/viewer.ts';
import type { BoxKey } from './process/secret-box.ts';
import { openBox, sealBox } from './process/secret-box.ts';

/** How long a ticket is good for, in real time. */
export const ticketLifetimeMs = 5 * 60_000;

/** What an address stands for; `expired` and `unknown` stand for nothing (any more). */
export type FileAddress =
  | { readonly kind: 'open'; readonly name: string }
  | { readonly kind: 'view'; readonly name: string; readonly viewer: Viewer; readonly madeAtMs: number }
  | { readonly kind: 'upload'; readonly uploadId: string }
  | { readonly kind: 'expired' | 'unknown' };

/**
 * Addresses under `/files/` at the gateway's host: `<subgraph>.o.<name>` for what everybody may ask for by name, and
 * `<subgraph>.t.<ticket>` for what one person was given for five minutes. A ticket is encrypted, so an address in a log
 * says nothing of whose it is, and a forged one costs no look into the database. What may be read is decided at each fetch.
 */
export interface FileAddresses {
  /** Names have letters, digits, `-` and `.` only. */
  open(name: string): string;
  /** Good until `endsAt`; the fetch is judged as one by `viewer`. */
  view(name: string, viewer: Viewer, endsAt: Date): string;
  /** Where the bytes of an upload are sent to, by the person who asked for it. */
  upload(uploadId: string, endsAt: Date): string;
  /** @param address without `/files/` */
  read(address: string, now: Date): FileAddress;
}

export function createFileAddresses(subgraph: string, key: Buffer): FileAddresses {
  const boxKey = { key, binding: `file-ticket:${subgraph}` };
  const ticket = (claims: Claims): string =>
    `/files/${subgraph}.t.${sealBox(Buffer.from(JSON.stringify(claims)), boxKey).toString('base64url')}`;
  return {
    open: (name) => `/files/${subgraph}.o.${name}`,
    view: (name, viewer, endsAt) =>
      ticket({ view: name, as: encodeBare(viewer), made: Date.now(), ends: endsAt.getTime() }),
    upload: (uploadId, endsAt) => ticket({ upload: uploadId, ends: endsAt.getTime() }),
    read: (address, now) => {
      const [of, form, ...rest] = address.split('.');
      if (of !== subgraph) return { kind: 'unknown' };
      if (form === 'o') return { kind: 'open', name: rest.join('.') };
      const claims = form === 't' ? openTicket(rest.join('.'), boxKey) : null;
      if (!claims) return { kind: 'unknown' };
      return claims.ends <= now.getTime() ? { kind: 'expired' } : addressOf(claims);
    },
  };
}

type Claims = { readonly ends: number } & (
  | { readonly upload: string }
  | { readonly view: string; readonly as: string; readonly made: number }
);

function addressOf(claims: Claims): FileAddress {
  if ('upload' in claims) return { kind: 'upload', uploadId: claims.upload };
  return { kind: 'view', name: claims.view, viewer: parseViewer(claims.as), madeAtMs: claims.made };
}

/** What rights are judged by, and nothing else: no name travels in an address. */
function encodeBare({ kind, id, roles, agencyId, vneidLevel }: Viewer): string {
  return encodeViewer({ kind, id, roles, agencyId, vneidLevel, scopes: [] });
}

function openTicket(text: string, key: BoxKey): Claims | null {
  try {
    return parseClaims(openBox(Buffer.from(text, 'base64url'), key).toString('utf8'));
  } catch {
    return null;
  }
}

// Only what was sealed here opens.
function parseClaims(json: string): Claims {
  return JSON.parse(json) as Claims;
}
