import type { Viewer } from './viewer.ts';
import { encodeViewer, parseViewer } from './viewer.ts';

/**
 * With a file that is given for an address of one person's own, a subgraph tells the gateway whose that is and since when. It cannot know whether that
 * person's rights have been taken back meanwhile; the gateway does. The header goes no further.
 */
export const fileGrantHeader = 'hub-file-grant';

export interface FileGrant {
  readonly viewer: Viewer;
  readonly madeAtMs: number;
}

export function writeFileGrant({ viewer, madeAtMs }: FileGrant): string {
  return `${madeAtMs}.${encodeViewer(viewer)}`;
}

/** @throws Error for what `writeFileGrant` never wrote */
export function readFileGrant(text: string): FileGrant {
  const [madeAt = '', encoded = ''] = text.split('.', 2);
  if (!/^\d{1,15}$/.test(madeAt)) throw new Error('file grant: expected milliseconds');
  return { viewer: parseViewer(encoded), madeAtMs: Number(madeAt) };
}
