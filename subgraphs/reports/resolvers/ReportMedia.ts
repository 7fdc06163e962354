import type { TypeResolvers } from '../../kit/resolvers.ts';
import { ticketLifetimeMs } from '../../kit/file-addresses.ts';
import { orThrow, requireSight } from '../errors.ts';
import type { MediaRow } from '../media.model.ts';
import type { MediaVariant } from '../media.rules.ts';
import { isOpen, nameOf, originalAccess } from '../media.rules.ts';
import { checkPurpose } from '../visibility.rules.ts';
import type { Context } from './context.ts';

export const ReportMedia: TypeResolvers<Context> = {
  id: ({ _id }: MediaRow) => _id,
  url: (media: MediaRow, _: unknown, { store }) =>
    store.media.uploads.addresses.open(nameOf('published', media)),
  thumbnailUrl: (media: MediaRow, _: unknown, { store }) =>
    store.media.uploads.addresses.open(nameOf('thumbnail', media)),
  preview: (media: MediaRow, _: unknown, context) => showPreview(media, context),
  mediaType: ({ published }: MediaRow) => published.type,
  width: ({ published }: MediaRow) => published.width,
  height: ({ published }: MediaRow) => published.height,
  original: (media: MediaRow, args: { readonly purpose?: string | null }, context) =>
    showOriginal(media, args.purpose, context),
};

/** Whoever gets to read of a picture may see its copies; whether that is still so is looked at again with each fetch. */
async function showPreview(media: MediaRow, { store, loaders, viewer }: Context): Promise<unknown> {
  const report = await loaders.visible.load(media.reportId);
  if (report && isOpen(media, report)) return null;
  const expiresAt = ticketEnd();
  const address = (variant: MediaVariant): string =>
    store.media.uploads.addresses.view(nameOf(variant, media), viewer, expiresAt);
  return { url: address('published'), thumbnailUrl: address('thumbnail'), expiresAt };
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
