import type { StreamForm } from './stream-form.ts';

/** Each part is followed by its boundary at once: a client takes it for complete when it has read that. */
const boundary = '\r\n--graphql';
const partHead = '\r\ncontent-type: application/json\r\n\r\n';
const part = (json: string): string => `${partHead}${json}${boundary}`;

/**
 * Apollo's multipart subscription protocol 1.0: each result is a part under `payload`. Errors of a result stand in its
 * payload; what ends the stream stands beside a payload that is null.
 */
export const multipartForm: StreamForm = {
  name: 'multipart',
  // Some clients look for exactly this.
  contentType: 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0',
  begin: () => boundary,
  heartbeat: part('{}'),
  event: ({ payload }) => Buffer.concat([eventBegins, payload, eventEnds]),
  end: (errors) => `${errors.length > 0 ? part(JSON.stringify({ payload: null, errors })) : ''}--\r\n`,
  tellsRefusals: false,
};

const eventBegins = Buffer.from(`${partHead}{"payload":`);
const eventEnds = Buffer.from(`}${boundary}`);
