import { ticketLifetimeMs } from '../../kit/file-addresses.ts';
import type { Viewer } from '../../kit/process/viewer.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { noSuchMedia, orThrow, requireSight } from '../errors.ts';
import type { MediaRow } from '../media.model.ts';
import { isOpen, mayViewCopy, nameOf, originalAccess } from '../media.rules.ts';
import type { ReportView } from '../report.events.ts';
import { checkPurpose } from '../visibility.rules.ts';
import type { Context } from './context.ts';

/** Nothing here looks at the viewer: whether there is anything to see at an address is decided there. */
export const ReportMedia: TypeResolvers<Context> = {
  id: ({ _id }: MediaRow) => _id,
  url: (media: MediaRow, _: unknown, { store }) =>
    store.media.uploads.addresses.open(nameOf('published', media)),
  thumbnailUrl: (media: MediaRow, _: unknown, { store }) =>
    store.media.uploads.addresses.open(nameOf('thumbnail', media)),
  mediaType: ({ published }: MediaRow) => published.type,
  width: ({ published }: MediaRow) => published.width,
  height: ({ published }: MediaRow) => published.height,
};

/** Pictures of a report, of those who may see more than everybody. */
export const privateMedia: TypeResolvers<Context> = {
  mediaPreviews: async (report: ReportView, _: unknown, { store, loaders, viewer }) => {
    const { addresses } = store.media.uploads;
    const expiresAt = ticketEnd();
    const pictures = await loaders.mediaOf.load(report._id);
    return pictures
      .filter((media) => !isOpen(media, report) && mayViewCopy(media, report, viewer))
      .map((media) => ({
        media,
        url: addresses.view(nameOf('published', media), viewer, expiresAt),
        thumbnailUrl: addresses.view(nameOf('thumbnail', media), viewer, expiresAt),
        expiresAt,
      }));
  },
  mediaOriginal: async (report: ReportView, args: OriginalArgs, context) => {
    const pictures = await context.loaders.mediaOf.load(report._id);
    const media = pictures.find(({ _id }) => _id === args.mediaId);
    if (!media || !knows(media, report, context.viewer)) throw noSuchMedia();
    return showOriginal(media, args.purpose, context);
  },
};

/** Evidence of an answer that is not published is no different from none for those who may not see it. */
function knows(media: MediaRow, report: ReportView, viewer: Viewer): boolean {
  return mayViewCopy(media, report, viewer) || originalAccess(media, viewer) !== 'none';
}

interface OriginalArgs {
  readonly mediaId: string;
  readonly purpose?: string | null;
}

/** P3: the row in the access log is durable before the address leaves; the sender's own look needs none. */
async function showOriginal(
  media: MediaRow,
  purpose: string | null | undefined,
  { store, viewer, access }: Context,
): Promise<unknown> {
  const sight = originalAccess(media, viewer);
  requireSight(sight !== 'none');
  const why = orThrow(checkPurpose(purpose));
  const { ownerId: whose, original } = media;
  if (original === null || whose === null) return null;
  if (sight === 'identity')
    await access({ whose, entity: 'ReportMedia', entityId: media._id, fields: ['original'], purpose: why });
  const expiresAt = ticketEnd();
  const url = store.media.uploads.addresses.view(nameOf('original', media), viewer, expiresAt);
  const { type: mediaType, bytes, width, height } = original;
  return { url, expiresAt, mediaType, bytes, width, height };
}

/** Tickets go by real time. */
function ticketEnd(): Date {
  return new Date(Date.now() + ticketLifetimeMs);
}
