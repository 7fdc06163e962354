import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Viewer } from '../kit/process/viewer.ts';
import { uploadKinds } from './attach.store.ts';
import type { MediaRole } from './media.rules.ts';
import type { ReportsStore } from './report.store.ts';
import type { Scene } from './scene.rules.ts';
import { drawScene } from './scene.rules.ts';

/** Photos of sample reports: drawn, and sent by the same rules as anybody's. */
export class ScenePhotos {
  readonly #store: ReportsStore;
  /** A few drawings serve many reports. */
  readonly #drawn = new Map<string, Promise<Buffer>>();

  constructor(store: ReportsStore) {
    this.#store = store;
  }

  /** An upload of the viewer's own that shows the scene; answers its id. */
  async send(scene: Scene, by: { viewer: Viewer; role: MediaRole; at: Date }): Promise<string> {
    const { viewer, role, at: now } = by;
    const { uploads } = this.#store.media;
    const bytes = await this.#photo(scene);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { id } = await uploads.create({
      viewer,
      kind: uploadKinds[role],
      bytes: bytes.length,
      sha256,
      now,
    });
    await uploads.receive(await uploads.awaited(id, viewer), bytes);
    return id;
  }

  #photo(scene: Scene): Promise<Buffer> {
    const key = JSON.stringify(scene);
    const photo = this.#drawn.get(key) ?? encode(scene);
    this.#drawn.set(key, photo);
    return photo;
  }
}

function encode(scene: Scene): Promise<Buffer> {
  const { pixels, width, height } = drawScene(scene);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 70 })
    .toBuffer();
}
