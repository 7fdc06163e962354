import { X509Certificate, createPrivateKey } from 'node:crypto';
import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';

/** How a subgraph behind TLS is believed, and how this gateway shows who it is. All are PEM. */
export interface TlsSettings {
  /** Authorities that are believed in place of the system's. */
  readonly ca?: string | undefined;
  /** What this gateway shows when it is asked who it is, and its key. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** What `node:tls` is given. The peer's certificate is always checked, for its name too. */
export function tlsOptions(hostname: string, { ca, cert, key }: TlsSettings = {}): ConnectionOptions {
  return {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    // A server of many names gives the certificate of the one that is asked for; an address is no name.
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

/** What is wrong with them, if anything: found at start and not with the first call. */
export function wrongTls({ ca, cert, key }: TlsSettings): string | undefined {
  if ((cert === undefined) !== (key === undefined)) return 'a certificate and its key come together';
  try {
    if (ca !== undefined) void new X509Certificate(ca);
    if (cert === undefined || key === undefined) return undefined;
    const fits = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
    return fits ? undefined : 'the key is not that of the certificate';
  } catch {
    return 'they must be PEM files of certificates and a key';
  }
}
