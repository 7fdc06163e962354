import sharp from 'sharp';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { metadataCanary, samplePhoto } from '../../kit/sample-photo.ts';
import type { PictureClient } from './picture-client.ts';
import { pictureClient } from './picture-client.ts';
import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  createReport,
  draft,
  identityOfficer,
  ioc,
  officer,
  otherOfficer,
  send,
  startReports,
  step,
  stranger,
} from './start-reports.ts';

const fields = `media { id url thumbnailUrl mediaType width height rectangles { x } }
  mediaPreviews { media { id } url thumbnailUrl }
  answer { evidence { kind reference media { id url } } }`;

describe('the pictures of a report', () => {
  let world: ReportsWorld;
  let pictures: PictureClient;
  beforeAll(async () => {
    world = await startReports();
    pictures = pictureClient(world);
  });
  afterAll(() => world?.close());

  const read = async (id: string, viewer: Viewer = citizen) =>
    (await world.ask(`query ($id: ID!) { report(id: $id) { ${fields} } }`, { id }, viewer)).data.report;
  const refused = async (media: unknown, viewer: Viewer = citizen) => {
    const { data, errors } = await world.ask(createReport, { input: { ...draft, media } }, viewer);
    expect(data.createReport).toBeNull();
    return errors[0]?.extensions;
  };
  const stored = (collection: string) => world.client.db(world.dbName).collection(collection);

  test('come with it, in their order, upright and small enough', async () => {
    const turned = await samplePhoto({ width: 400, height: 200, orientation: 6 });
    const ids = [
      await pictures.upload(),
      await pictures.upload(citizen, 'REPORT_PHOTO', turned),
      await pictures.upload(),
    ];
    const id = await send(world.ask, { media: ids });
    const { media } = await read(id);
    expect(media.map((each: { id: string }) => each.id)).toEqual(ids);
    expect(media[1]).toMatchObject({ mediaType: 'image/jpeg', width: 200, height: 400, rectangles: [] });
  });

  test('domain §1.12: media: a photo with EXIF GPS is accepted; the stored copy has no EXIF', async () => {
    const photo = await samplePhoto();
    expect(photo.includes(metadataCanary)).toBe(true);
    await send(world.ask, { media: [await pictures.upload(citizen, 'REPORT_PHOTO', photo)] });
    const [row] = await stored('media').find().sort({ at: -1 }).limit(1).toArray();
    const copies = await Promise.all(
      [row?.['published'], row?.['thumbnail']].map(({ fileId }) =>
        world.running.store.media.uploads.files.read(fileId, null),
      ),
    );
    for (const copy of copies) {
      expect((await sharp(copy?.bytes).metadata()).exif).toBeUndefined();
      expect(copy?.bytes.includes('Exif')).toBe(false);
    }
    // What is stored at all, the original included.
    const chunks = await stored('files.chunks').find().toArray();
    const all = Buffer.concat(chunks.map(({ data }) => Buffer.from(data.buffer)));
    for (const trace of ['Exif', metadataCanary]) expect(all.includes(trace)).toBe(false);
  });

  test('are the reporter’s and the operations centre’s before ACCEPTED, everybody’s after it', async () => {
    const id = await send(world.ask, { media: [await pictures.upload()] });
    const { media, mediaPreviews } = await read(id);
    const [{ url, thumbnailUrl }] = media;
    const [preview] = mediaPreviews;
    const status = async (address: string, viewer?: Viewer) => (await pictures.fetch(address, viewer)).status;
    for (const address of [url, thumbnailUrl]) {
      for (const viewer of [undefined, stranger, officer, identityOfficer])
        expect(await status(address, viewer)).toBe(404);
      for (const viewer of [citizen, ioc]) expect(await status(address, viewer)).toBe(200);
    }
    // The address of one's own needs no token; it is not for long, and not to be kept.
    expect(await pictures.fetch(preview.url)).toMatchObject({
      status: 200,
      cache: 'private, no-store',
      type: 'image/jpeg',
    });
    expect(await status(preview.thumbnailUrl)).toBe(200);
    const [others] = (await read(id, ioc)).mediaPreviews;
    expect(await status(others.url)).toBe(200);

    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    expect(await pictures.fetch(url)).toMatchObject({ status: 200, cache: 'public, no-cache' });
    expect(await read(id)).toMatchObject({ media: [{ url, thumbnailUrl }], mediaPreviews: [] });
    const twin = await world.ask(
      `query ($id: ID!) { publicReport(id: $id) { media { url thumbnailUrl } } }`,
      { id },
    );
    expect(twin.data.publicReport.media).toEqual([{ url, thumbnailUrl }]);
  });

  test('of a report that is never public stay with its reporter and the operations centre', async () => {
    const id = await send(world.ask, { media: [await pictures.upload()] });
    const { media, mediaPreviews } = await read(id);
    await step(world.ask, id)(ioc, 'triageReport(decision: REJECT, reason: "Không rõ")');
    expect((await pictures.fetch(media[0].url)).status).toBe(404);
    expect((await pictures.fetch(media[0].url, stranger)).status).toBe(404);
    expect((await pictures.fetch(mediaPreviews[0].url)).status).toBe(200);
  });

  test('that are not the sender’s own, not there yet, of another kind or used already are refused, and nothing is stored', async () => {
    const own = await pictures.upload();
    const before = [await stored('reports').countDocuments(), await stored('media').countDocuments()];
    const theirs = await pictures.upload(stranger);
    const evidence = await pictures.upload(ioc, 'REPORT_EVIDENCE');
    const foreign = await refused([own, theirs]);
    expect(foreign).toEqual({ code: 'BAD_USER_INPUT', field: 'media', rule: 'upload', id: theirs });
    expect(await refused([own, 'no-such-upload'])).toEqual({ ...foreign, id: 'no-such-upload' });
    expect(await refused([evidence], ioc)).toEqual({ ...foreign, id: evidence });
    const { data } = await world.ask(
      `mutation { createUpload(kind: REPORT_PHOTO, bytes: 5, sha256: "${'a'.repeat(64)}") { id } }`,
      {},
      citizen,
    );
    expect(await refused([own, data.createUpload.id])).toMatchObject({ rule: 'upload_awaited' });
    expect(await refused([own, own])).toMatchObject({ field: 'media', rule: 'unique' });
    expect(await refused(Array(11).fill(own))).toMatchObject({ field: 'media', rule: 'max_items', max: 10 });
    expect([await stored('reports').countDocuments(), await stored('media').countDocuments()]).toEqual(
      before,
    );
    await send(world.ask, { media: [own] });
    expect(await refused([own])).toMatchObject({ rule: 'upload_used', id: own });
  });

  test('of two reports that name one upload at the same time one is received', async () => {
    const upload = await pictures.upload();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        world.ask(createReport, { input: { ...draft, media: [upload] } }, citizen),
      ),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    for (const { errors } of answers.filter((answer) => answer.errors.length > 0))
      expect(errors[0]?.extensions).toMatchObject({ field: 'media', rule: 'upload_used' });
    expect(await stored('media').countDocuments({ _id: upload as never })).toBe(1);
  });

  test('are the same for a repeated clientMutationId', async () => {
    const variables = { input: { ...draft, media: [await pictures.upload()] }, key: 'photo-1' };
    const answers = [
      await world.ask(createReport, variables, citizen),
      await world.ask(createReport, variables, citizen),
    ];
    expect(answers.map(({ errors }) => errors)).toEqual([[], []]);
    expect(answers[0]?.data).toEqual(answers[1]?.data);
  });

  test('as evidence show to the offices until the answer is published, and to everybody then', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    for (const call of ['triageReport(decision: ACCEPT)', 'assignReport']) await go(ioc, call);
    await go(officer, 'startReport');
    const upload = await pictures.upload(officer, 'REPORT_EVIDENCE');
    const proof = `{kind: PHOTO, upload: "${upload}", reference: "Sau khi dọn"}`;
    expect(await go(officer, `resolveReport(result: "Đã dọn", evidence: [${proof}])`)).toMatchObject({
      state: 'RESOLVED',
    });
    const pending = await world.ask(
      `query ($id: ID!) { report(id: $id) { pendingAnswer { evidence { kind reference media { id url } } } mediaPreviews { media { id } url } media { id } } }`,
      { id },
      officer,
    );
    const { pendingAnswer, mediaPreviews, media } = pending.data.report;
    expect([media, pendingAnswer.evidence[0]]).toMatchObject([
      [],
      { kind: 'PHOTO', reference: 'Sau khi dọn', media: { id: upload } },
    ]);
    const { url } = pendingAnswer.evidence[0].media;
    expect((await pictures.fetch(mediaPreviews[0].url)).status).toBe(200);
    for (const viewer of [undefined, citizen, stranger, otherOfficer])
      expect((await pictures.fetch(url, viewer)).status).toBe(404);
    for (const viewer of [officer, ioc]) expect((await pictures.fetch(url, viewer)).status).toBe(200);
    expect((await read(id, citizen)).mediaPreviews).toEqual([]);

    await go(ioc, 'publishReport');
    expect((await pictures.fetch(url)).status).toBe(200);
    expect((await read(id, stranger)).answer.evidence).toEqual([
      { kind: 'PHOTO', reference: 'Sau khi dọn', media: { id: upload, url } },
    ]);
  });

  test('prove an answer at once as well, by the operations centre', async () => {
    const id = await send(world.ask);
    const upload = await pictures.upload(ioc, 'REPORT_EVIDENCE');
    const call = `triageReport(decision: ACCEPT, mode: INSTANT, result: "Đã xử lý", evidence: [{kind: PHOTO, upload: "${upload}"}])`;
    expect(await step(world.ask, id)(ioc, call)).toMatchObject({ state: 'RESOLVED' });
    await step(world.ask, id)(ioc, 'publishReport');
    expect((await read(id)).answer.evidence).toMatchObject([
      { kind: 'PHOTO', reference: null, media: { id: upload } },
    ]);
  });

  test('resolve: no evidence, an empty result, a photo without an upload, an upload that is no photo or not the officer’s own', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    for (const call of ['triageReport(decision: ACCEPT)', 'assignReport']) await go(ioc, call);
    await go(officer, 'startReport');
    const own = await pictures.upload(officer, 'REPORT_EVIDENCE');
    const theirs = await pictures.upload(otherOfficer, 'REPORT_EVIDENCE');
    const photo = await pictures.upload(officer, 'REPORT_PHOTO');
    const tries: [string, object][] = [
      ['', { field: 'evidence', rule: 'evidence' }],
      ['{kind: PHOTO}', { field: 'evidence', rule: 'evidence' }],
      ['{kind: PHOTO, reference: "chỉ có chữ"}', { field: 'evidence', rule: 'evidence' }],
      ['{kind: DOCUMENT}', { field: 'evidence', rule: 'evidence' }],
      [`{kind: DOCUMENT, reference: "12/BB", upload: "${own}"}`, { rule: 'photo_only' }],
      [`{kind: PHOTO, upload: "${own}"}, {kind: PHOTO, upload: "${own}"}`, { rule: 'unique' }],
      [`{kind: PHOTO, upload: "${own}", reference: "${'x'.repeat(301)}"}`, { rule: 'max_length' }],
      [`{kind: PHOTO, upload: "${own}"}, {kind: PHOTO, upload: "${theirs}"}`, { rule: 'upload', id: theirs }],
      [`{kind: PHOTO, upload: "${photo}"}`, { rule: 'upload', id: photo }],
    ];
    for (const [evidence, wanted] of tries)
      expect(await go(officer, `resolveReport(result: "Đã dọn", evidence: [${evidence}])`)).toMatchObject({
        code: 'BAD_USER_INPUT',
        ...wanted,
      });
    expect(
      await go(officer, `resolveReport(result: " ", evidence: [{kind: PHOTO, upload: "${own}"}])`),
    ).toMatchObject({
      field: 'result',
      rule: 'evidence',
    });
    expect(
      await go(officer, `resolveReport(result: "Đã dọn", evidence: [{kind: PHOTO, upload: "${own}"}])`),
    ).toMatchObject({
      state: 'RESOLVED',
    });
  });

  test('C17: evidence is not sent by citizens, and nothing by strangers', async () => {
    await expect(pictures.upload(citizen, 'REPORT_EVIDENCE')).rejects.toThrow('FORBIDDEN');
    const { errors } = await world.ask(
      `mutation { createUpload(kind: REPORT_PHOTO, bytes: 5, sha256: "${'a'.repeat(64)}") { id } }`,
    );
    expect(errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
  });
});
