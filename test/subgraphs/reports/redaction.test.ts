import sharp from 'sharp';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { samplePhoto } from '../../kit/sample-photo.ts';
import type { PictureClient } from './picture-client.ts';
import { pictureClient } from './picture-client.ts';
import type { ReportsWorld } from './start-reports.ts';
import { connectSigned, eventsOf, subscribeSigned } from './watch.ts';
import {
  citizen,
  identityOfficer,
  ioc,
  officer,
  send,
  startReports,
  step,
  stranger,
} from './start-reports.ts';

const redact = `mutation ($id: ID!, $mediaId: ID!, $rectangles: [ReportMediaRectangleInput!]!, $version: Int!, $key: String) {
  redactReportMedia(id: $id, mediaId: $mediaId, rectangles: $rectangles, expectedVersion: $version, clientMutationId: $key) {
    version lastChange { step from to } media { id url thumbnailUrl rectangles { x y width height } } } }`;

const corner = { x: 0.5, y: 0.5, width: 0.5, height: 0.5 };
const other = { x: 0, y: 0, width: 0.25, height: 0.5 };

/** Whether the noise in the lower right quarter of a sample photo is there: under a mosaic neighbours are equal. */
async function showsDetail(bytes: Buffer): Promise<boolean> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  let differences = 0;
  const row = Math.floor(info.height * 0.75) * info.width;
  for (let x = Math.floor(info.width * 0.55); x < info.width - 1; x += 1)
    differences += Math.abs((data[(row + x) * 3] ?? 0) - (data[(row + x + 1) * 3] ?? 0));
  return differences / (info.width * 0.45) > 10;
}

describe('redactReportMedia', () => {
  let world: ReportsWorld;
  let pictures: PictureClient;
  beforeAll(async () => {
    world = await startReports();
    pictures = pictureClient(world);
  });
  afterAll(() => world?.close());

  const stored = (collection: string) => world.client.db(world.dbName).collection(collection);

  /** A report with one photo. */
  async function sent(viewer: Viewer = citizen): Promise<{ id: string; mediaId: string; url: string }> {
    const mediaId = await pictures.upload(viewer, 'REPORT_PHOTO', await samplePhoto());
    const id = await send(world.ask, { media: [mediaId] }, viewer);
    const { data } = await world.ask(
      'query ($id: ID!) { report(id: $id) { media { url } } }',
      { id },
      viewer,
    );
    return { id, mediaId, url: data.report.media[0].url };
  }
  const mark = async (call: object, viewer: Viewer | undefined = ioc) => {
    const { data, errors } = await world.ask(redact, { version: 1, rectangles: [corner], ...call }, viewer);
    return { ...data?.redactReportMedia, ...errors[0]?.extensions };
  };
  const untilFilesAre = async (wanted: number): Promise<void> => {
    const end = Date.now() + 20_000;
    while ((await stored('files.files').countDocuments()) !== wanted) {
      if (Date.now() > end)
        throw new Error(`${await stored('files.files').countDocuments()} files, not ${wanted}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  };

  test('pixelates the copies: the new ones have another address, the old ones none, and their bytes are gone', async () => {
    const { id, mediaId, url } = await sent();
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    const before = await stored('files.files').countDocuments();
    const old = await pictures.fetch(url);
    expect(await showsDetail(old.bytes)).toBe(true);
    const changed = await mark({
      id,
      mediaId,
      version: 2,
      rectangles: [{ ...corner, x: 0.4, width: 0.6 }],
    });
    expect(changed).toMatchObject({
      version: 3,
      lastChange: { step: 'REDACT_MEDIA', from: 'ACCEPTED', to: 'ACCEPTED' },
      media: [{ id: mediaId, rectangles: [{ x: 0.4, y: 0.5, width: 0.6, height: 0.5 }] }],
    });
    const [{ url: next, thumbnailUrl }] = changed.media;
    expect(next).not.toBe(url);
    for (const address of [next, thumbnailUrl]) {
      const copy = await pictures.fetch(address);
      expect([copy.status, await showsDetail(copy.bytes)]).toEqual([200, false]);
    }
    for (const viewer of [undefined, citizen, ioc])
      expect((await pictures.fetch(url, viewer)).status).toBe(404);
    await untilFilesAre(before);
    const rows = await stored('files.files').find().toArray();
    const published = await stored('media').findOne({ _id: mediaId as never });
    const names = rows.map(({ filename }) => filename);
    expect(names).toEqual(
      expect.arrayContaining([published?.['published'].fileId, published?.['thumbnail'].fileId]),
    );
  });

  test('comes with the decision that makes a report public: no copy without the mosaics is ever shown to others', async () => {
    const { id, mediaId, url } = await sent();
    const triage = (redactions: readonly object[], viewer = ioc) =>
      world.ask(
        `mutation ($id: ID!, $redactions: [ReportMediaRedactionInput!]) {
          triageReport(id: $id, decision: ACCEPT, redactions: $redactions, clientMutationId: "marked ${id}") {
            state version media { url rectangles { x } } } }`,
        { id, redactions },
        viewer,
      );
    const wide = { mediaId, rectangles: [{ ...corner, x: 0.4, width: 0.6 }] };
    const refused = [
      [[{ mediaId: 'nobody', rectangles: [] }], ioc, { code: 'NOT_FOUND' }],
      [[wide, wide], ioc, { code: 'BAD_USER_INPUT', field: 'redactions', rule: 'unique' }],
      [
        [{ mediaId, rectangles: [{ ...corner, x: 0.9 }] }],
        ioc,
        { code: 'BAD_USER_INPUT', rule: 'rectangle' },
      ],
      [[wide], officer, { code: 'FORBIDDEN' }],
    ] as const;
    for (const [redactions, viewer, extensions] of refused) {
      const { errors } = await triage(redactions, viewer);
      expect(errors[0]?.extensions).toMatchObject(extensions);
    }
    expect(await stored('reports').findOne({ _id: id as never })).toMatchObject({ state: 'SUBMITTED' });
    expect((await pictures.fetch(url)).status).toBe(404);
    const { data, errors } = await triage([wide]);
    expect(errors).toEqual([]);
    expect(data.triageReport).toMatchObject({
      state: 'ACCEPTED',
      version: 2,
      media: [{ rectangles: [{ x: 0.4 }] }],
    });
    expect((await triage([wide])).data).toEqual(data);
    const copy = await pictures.fetch(data.triageReport.media[0].url);
    expect([copy.status, await showsDetail(copy.bytes)]).toEqual([200, false]);
    expect((await pictures.fetch(url, ioc)).status).toBe(404);
    const kinds = await stored('journal')
      .find({ 'payload.reportId': id })
      .sort({ at: 1, ordinal: 1 })
      .toArray();
    expect(kinds.map(({ kind }) => kind)).toEqual(['ATTACH_MEDIA', 'CREATE', 'ACCEPT', 'REDACT_MEDIA']);
  });

  test('replaces what was marked before: an empty list shows the picture whole again', async () => {
    const { id, mediaId } = await sent();
    await mark({ id, mediaId });
    const [hidden] = (await mark({ id, mediaId, version: 2, rectangles: [other, corner] })).media;
    expect(await showsDetail((await pictures.fetch(hidden.url, ioc)).bytes)).toBe(false);
    const [whole] = (await mark({ id, mediaId, version: 3, rectangles: [] })).media;
    expect(await showsDetail((await pictures.fetch(whole.url, ioc)).bytes)).toBe(true);
  });

  test('is for the operations centre, for pictures that are there, with rectangles that are in them', async () => {
    const { id, mediaId } = await sent();
    const elsewhere = await sent();
    for (const viewer of [citizen, stranger, officer, identityOfficer])
      expect(await mark({ id, mediaId }, viewer)).toMatchObject({ code: 'FORBIDDEN' });
    const anonymous = await world.ask(redact, { id, mediaId, version: 1, rectangles: [] });
    expect(anonymous.errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    for (const wrong of [{ mediaId: 'none' }, { mediaId: elsewhere.mediaId }, { id: 'none' }])
      expect(await mark({ id, mediaId, ...wrong })).toEqual({ code: 'NOT_FOUND' });
    const beyond = [corner, { x: 0.9, y: 0, width: 0.2, height: 0.1 }];
    expect(await mark({ id, mediaId, rectangles: beyond })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'rectangles',
      rule: 'rectangle',
      index: 1,
    });
    expect(await mark({ id, mediaId, rectangles: Array(51).fill(corner) })).toMatchObject({
      rule: 'max_items',
    });
    expect(await mark({ id, mediaId, version: 7 })).toMatchObject({
      code: 'CONFLICT',
      field: 'expectedVersion',
    });
    const { data } = await world.ask('query ($id: ID!) { report(id: $id) { version } }', { id }, ioc);
    expect(data.report.version).toBe(1);
  });

  test('is done once for one clientMutationId, and by one of two who read the same version', async () => {
    const { id, mediaId } = await sent();
    const first = await mark({ id, mediaId, key: 'mark-1' });
    expect(await mark({ id, mediaId, key: 'mark-1' })).toEqual(first);
    expect(await mark({ id, mediaId, key: 'mark-1', rectangles: [other] })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    const answers = await Promise.all(
      [1, 2, 3].map(() => mark({ id, mediaId, version: 2, rectangles: [other] })),
    );
    expect(answers.map(({ code }) => String(code ?? 'done')).toSorted()).toEqual([
      'CONFLICT',
      'CONFLICT',
      'done',
    ]);
    const entries = await stored('journal').find({ kind: 'REDACT_MEDIA' }).sort({ at: 1 }).toArray();
    const of = (entity: string, entityId: string) =>
      entries
        .filter((entry) => entry['entity'] === entity && entry['entityId'] === entityId)
        .map(({ version }) => version);
    expect([of('Report', id), of('ReportMedia', mediaId)]).toEqual([
      [2, 3],
      [2, 3],
    ]);
  });

  test('evidence as well, before its answer is published', async () => {
    const { id } = await sent();
    const go = step(world.ask, id);
    for (const call of ['triageReport(decision: ACCEPT)', 'assignReport']) await go(ioc, call);
    await go(officer, 'startReport');
    const mediaId = await pictures.upload(officer, 'REPORT_EVIDENCE', await samplePhoto());
    await go(officer, `resolveReport(result: "Đã dọn", evidence: [{kind: PHOTO, upload: "${mediaId}"}])`);
    expect(await mark({ id, mediaId, version: 5, rectangles: [corner] })).toMatchObject({ version: 6 });
    await go(ioc, 'publishReport');
    const { data } = await world.ask(
      'query ($id: ID!) { report(id: $id) { answer { evidence { media { url } } } } }',
      { id },
    );
    const shown = await pictures.fetch(data.report.answer.evidence[0].media.url);
    expect([shown.status, await showsDetail(shown.bytes)]).toEqual([200, false]);
  });

  test('is an event of the report’s stream: whoever shows the picture learns its new address', async () => {
    const { id, mediaId } = await sent();
    const client = await connectSigned(world.running.url);
    const query = `subscription ($id: ID!) { reportChanged(id: $id) { version lastChange { step } media { url } } }`;
    subscribeSigned(client, '1', { query, variables: { id }, viewer: citizen });
    await eventsOf(client, '1', 1);
    const { media } = await mark({ id, mediaId });
    const [event] = await eventsOf(client, '1', 1);
    expect(event?.value).toEqual({
      version: 2,
      lastChange: { step: 'REDACT_MEDIA' },
      media: [{ url: media[0].url }],
    });
    await client.close();
  });

  test('new copies of a call that came to nothing are to go within the hour', async () => {
    const { id, mediaId } = await sent();
    const timers = () =>
      stored('timers').countDocuments({
        kind: 'file-removal',
        at: { $gt: new Date(Date.now() + 1_000_000) },
      });
    const before = await timers();
    expect(await mark({ id, mediaId, version: 9 })).toMatchObject({ code: 'CONFLICT' });
    expect(await timers()).toBe(before + 1);
    await mark({ id, mediaId });
    expect(await timers()).toBe(before + 1);
  });
});

describe('the original of a picture (P3)', () => {
  let world: ReportsWorld;
  let pictures: PictureClient;
  beforeAll(async () => {
    world = await startReports();
    pictures = pictureClient(world);
  });
  afterAll(() => world?.close());

  const ask = (id: string, mediaId: string, by: { viewer?: Viewer; why?: string } = {}) =>
    world.ask(
      'query ($id: ID!, $mediaId: ID!, $why: String) { report(id: $id) { code mediaOriginal(mediaId: $mediaId, purpose: $why) { url expiresAt mediaType bytes } } }',
      { id, mediaId, why: by.why },
      by.viewer,
    );
  const stored = (collection: string) => world.client.db(world.dbName).collection(collection);
  const accessRows = () => stored('journal').find({ kind: 'access' }).toArray();

  test('is for who sent it and for identity officers, whose look is written down before the address is given', async () => {
    const photo = await samplePhoto();
    const mediaId = await pictures.upload(citizen, 'REPORT_PHOTO', photo);
    const id = await send(world.ask, { media: [mediaId] });
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    for (const by of [{}, ...[stranger, officer, ioc].map((viewer) => ({ viewer }))]) {
      const { data, errors } = await ask(id, mediaId, by);
      expect(data.report).toMatchObject({ code: expect.any(String), mediaOriginal: null });
      expect(errors).toMatchObject([
        { path: ['report', 'mediaOriginal'], extensions: { code: 'FORBIDDEN' } },
      ]);
    }
    expect(await accessRows()).toEqual([]);
    const own = (await ask(id, mediaId, { viewer: citizen })).data.report.mediaOriginal;
    expect(own).toMatchObject({ mediaType: 'image/jpeg', bytes: photo.length });
    expect((await pictures.fetch(own.url)).bytes).toEqual(photo);
    expect(await accessRows()).toEqual([]);
    const seen = (await ask(id, mediaId, { viewer: identityOfficer, why: 'Xác minh biển số' })).data.report
      .mediaOriginal;
    expect(await accessRows()).toMatchObject([
      {
        entity: 'ReportMedia',
        entityId: mediaId,
        topics: [],
        payload: { whose: citizen.id, fields: ['original'], purpose: 'Xác minh biển số' },
      },
    ]);
    expect(await pictures.fetch(seen.url)).toMatchObject({
      status: 200,
      cache: 'private, no-store',
      bytes: photo,
    });
    const unknown = await ask(id, 'none', { viewer: identityOfficer });
    expect(unknown.errors[0]?.extensions).toEqual({ code: 'NOT_FOUND' });
    const tooLong = await ask(id, mediaId, { viewer: identityOfficer, why: 'x'.repeat(201) });
    expect(tooLong.errors[0]?.extensions).toMatchObject({ field: 'purpose', rule: 'max_length' });
  });

  test('has no address by its name: without a ticket it is not given even to who may see it, since nobody would write it down', async () => {
    const mediaId = await pictures.upload();
    const id = await send(world.ask, { media: [mediaId] });
    const { data } = await world.ask(
      'query ($id: ID!) { report(id: $id) { media { url } } }',
      { id },
      citizen,
    );
    const guessed = data.report.media[0].url.replace('.published.', '.original.');
    for (const viewer of [undefined, citizen, identityOfficer])
      expect((await pictures.fetch(guessed, viewer)).status).toBe(404);
  });

  test('is listed in the export of a person, and gone with the person; what is public stays without it', async () => {
    const who = { ...stranger, id: 'cuc' };
    const mediaId = await pictures.upload(who, 'REPORT_PHOTO', await samplePhoto());
    const pending = await pictures.upload(who);
    const hiddenMedia = await pictures.upload(who);
    const id = await send(world.ask, { media: [mediaId] }, who);
    const hidden = await send(world.ask, { media: [hiddenMedia] }, who);
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    await step(world.ask, hidden)(ioc, 'triageReport(decision: REJECT, reason: "Không rõ")');
    const ticket = (await ask(id, mediaId, { viewer: who })).data.report.mediaOriginal.url;
    expect((await pictures.fetch(ticket)).status).toBe(200);

    expect(await world.running.store.exportPerson('cuc')).toMatchObject({
      pictures: expect.arrayContaining([
        expect.objectContaining({
          id: mediaId,
          reportId: id,
          original: expect.objectContaining({ type: 'image/jpeg' }),
        }),
      ]),
      uploads: [{ kind: 'REPORT_PHOTO', bytes: expect.any(Number) }],
    });
    const before = await stored('files.files').countDocuments();
    expect(await world.running.erasePerson('cuc')).toMatchObject({ media: 2, uploads: 3 });
    // The original of the public one, all three of the hidden one, all three of the pending one.
    const end = Date.now() + 20_000;
    while ((await stored('files.files').countDocuments()) > before - 7) {
      if (Date.now() > end) throw new Error('the files did not go');
      await new Promise((done) => setTimeout(done, 20));
    }
    expect((await pictures.fetch(ticket)).status).toBe(404);
    expect((await ask(id, mediaId, { viewer: identityOfficer })).data.report.mediaOriginal).toBeNull();
    const { data } = await world.ask('query ($id: ID!) { report(id: $id) { version media { url } } }', {
      id,
    });
    expect((await pictures.fetch(data.report.media[0].url)).status).toBe(200);
    for (const collection of ['media', 'uploads', 'files.files'])
      expect(JSON.stringify(await stored(collection).find().toArray())).not.toContain('cuc');
    expect(await stored('uploads').countDocuments({ _id: pending as never })).toBe(0);

    // What is covered now stays covered, as there is nothing to show it from.
    const { version } = data.report;
    const first = await world.ask(redact, { id, mediaId, version, rectangles: [corner] }, ioc);
    expect(await showsDetail((await pictures.fetch(first.data.redactReportMedia.media[0].url)).bytes)).toBe(
      false,
    );
    const less = await world.ask(redact, { id, mediaId, version: version + 1, rectangles: [other] }, ioc);
    expect(less.errors[0]?.extensions).toMatchObject({ field: 'rectangles', rule: 'original_erased' });
    const more = await world.ask(
      redact,
      { id, mediaId, version: version + 1, rectangles: [corner, other] },
      ioc,
    );
    expect(more.data.redactReportMedia.version).toBe(version + 2);
  });
});
