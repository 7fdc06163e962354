import type { Asked } from '../frame/index.ts';
import { badInput, doorError } from '../frame/index.ts';

/** The only one that this endpoint serves; who names none means it. */
const jurisdiction = 'hue.gov.vn';

/** It may stand in the address or in the form. @throws NOT_FOUND for another one */
export function checkJurisdiction({ query, body }: Pick<Asked, 'query' | 'body'>): void {
  const inForm = body.kind === 'form' ? body.fields.one('jurisdiction_id') : undefined;
  const named = new Set([query.one('jurisdiction_id'), inForm].filter((each) => each !== undefined));
  if (named.size > 1)
    throw badInput({ field: 'jurisdiction_id', rule: 'once' }, '"jurisdiction_id" is given twice.');
  for (const each of named)
    if (each !== jurisdiction)
      throw doorError('NOT_FOUND', `jurisdiction_id was not found: this is ${jurisdiction}.`);
}
