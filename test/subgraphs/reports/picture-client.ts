import { deriveSecrets } from '../../../subgraphs/kit/process/secrets.ts';
import { sign, signatureHeader, viewerHeader } from '../../../subgraphs/kit/process/signature.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import { samplePhoto, sha256Of } from '../../kit/sample-photo.ts';
import { testSecret } from '../agencies/signed-client.ts';
import type { ReportsWorld } from './start-reports.ts';
import { citizen } from './start-reports.ts';

interface GivenFile {
  readonly status: number;
  readonly bytes: Buffer;
  readonly type: string | null;
  readonly cache: string | null;
}

/** Pictures as the gateway brings and fetches them. */
export interface PictureClient {
  /** An upload of these bytes (a small photo when left out); answers its id. */
  upload(viewer?: Viewer, kind?: string, bytes?: Buffer): Promise<string>;
  /** What an address gives, to a stranger or with somebody's token. */
  fetch(url: string, viewer?: Viewer): Promise<GivenFile>;
}

export function pictureClient(world: ReportsWorld): PictureClient {
  const key = deriveSecrets(testSecret).signature;
  let seed = 0;
  const send = (method: string, url: string, more: { viewer?: Viewer | undefined; bytes?: Buffer }) => {
    const viewer = more.viewer ? encodeViewer(more.viewer) : '';
    const signature = sign({ purpose: `${method} ${url}`, viewer, body: '' }, key);
    const headers = { [signatureHeader]: signature, ...(viewer === '' ? {} : { [viewerHeader]: viewer }) };
    const body = more.bytes ? { body: new Uint8Array(more.bytes) } : {};
    return fetch(world.running.url.replace('/graphql', url), { method, headers, ...body });
  };
  return {
    upload: async (viewer = citizen, kind = 'REPORT_PHOTO', given) => {
      const bytes = given ?? (await samplePhoto({ width: 64, height: 48, seed: (seed += 1) }));
      const { data, errors } = await world.ask(
        `mutation ($kind: UploadKind!, $bytes: Int!, $sha256: String!) {
          createUpload(kind: $kind, bytes: $bytes, sha256: $sha256) { id url } }`,
        { kind, bytes: bytes.length, sha256: sha256Of(bytes) },
        viewer,
      );
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      const { id, url } = data.createUpload;
      const response = await send('PUT', url, { viewer, bytes });
      if (response.status !== 201) throw new Error(await response.text());
      return id;
    },
    fetch: async (url, viewer) => {
      const response = await send('GET', url, { viewer });
      const bytes = Buffer.from(await response.arrayBuffer());
      const { headers, status } = response;
      return { status, bytes, type: headers.get('content-type'), cache: headers.get('cache-control') };
    },
  };
}
