import type { GraphQLSchema } from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import { parseViewer } from './process/viewer.ts';
import type { Refused } from './refusals.ts';

/**
 * What a gateway tells of its refusals (`{ viewer, code, field, times }`, one text each), as far as it is about fields of this schema.
 * @throws Error for a text that is none: a gateway's fault
 */
export function toldRefusals(texts: readonly string[], schema: GraphQLSchema): Refused[] {
  return texts.map(parseTold).filter(({ field }) => isFieldOf(schema, field));
}

function isFieldOf(schema: GraphQLSchema, coordinate: string): boolean {
  const [typeName = '', field = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  return (isObjectType(type) || isInterfaceType(type)) && Object.hasOwn(type.getFields(), field);
}

function parseTold(text: string): Refused & { readonly times: number } {
  const { viewer, code, field, times } = JSON.parse(text) as Record<string, unknown>;
  if (typeof viewer !== 'string' || typeof code !== 'string' || typeof field !== 'string')
    throw new Error('expected { viewer, code, field, times }, got something else');
  const count = Number(times);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new Error(`expected times to be a count, got ${String(times)}`);
  return { viewer: parseViewer(viewer), code, field, times: count };
}
