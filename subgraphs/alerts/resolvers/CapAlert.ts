import type { TypeResolvers } from '../../kit/resolvers.ts';
import { circleText } from '../circle.rules.ts';
import { noSuchAlert, requireKey } from '../errors.ts';
import type { MessageRow } from '../message.model.ts';
import type { AlertArea as Area, AlertContent, Language } from '../message.rules.ts';
import { textIn } from '../message.rules.ts';
import { polygonText } from '../polygon.rules.ts';
import { riskColourOf } from '../risk.rules.ts';
import type { Context } from './context.ts';

/** A message that everybody may see. @throws GraphQLError NOT_FOUND */
export async function showMessage(id: unknown, { loaders }: Context): Promise<MessageRow> {
  const message = await loaders.messages.load(requireKey('id', id));
  if (message?.isPublic !== true) throw noSuchAlert();
  return message;
}

const said =
  (name: keyof AlertContent) =>
  ({ content }: MessageRow): unknown =>
    content[name];

const colourOf = ({ content: { riskLevel } }: MessageRow) =>
  riskLevel === null ? null : riskColourOf(riskLevel);

const toWard = (code: string) => ({ code });

export const CapAlert: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { readonly id: unknown }, context: Context) => showMessage(id, context),
  id: ({ _id }: MessageRow) => _id,
  identifier: said('identifier'),
  sender: said('sender'),
  senderName: said('senderName'),
  messageType: said('messageType'),
  status: said('status'),
  scope: said('scope'),
  references: said('references'),
  categories: said('categories'),
  urgency: said('urgency'),
  severity: said('severity'),
  certainty: said('certainty'),
  riskLevel: said('riskLevel'),
  riskColour: (message: MessageRow) => colourOf(message)?.colour ?? null,
  riskColourName: (message: MessageRow) => colourOf(message)?.name ?? null,
  effective: said('effective'),
  onset: said('onset'),
  expires: ({ expires, content }: MessageRow) => expires ?? content.expires,
  text: ({ content }: MessageRow, { language }: { readonly language: Language }) =>
    textIn(content.texts, language),
  texts: said('texts'),
  areas: said('areas'),
  wards: ({ reach }: MessageRow) => reach.wardCodes.map(toWard),
};

export const AlertArea: TypeResolvers<Context> = {
  wards: ({ wardCodes }: Area) => wardCodes.map(toWard),
  polygons: ({ polygons }: Area) => polygons.map(polygonText),
  circles: ({ circles }: Area) => circles.map(circleText),
};
