import type { SharedEvent } from '../subscription/shared-event.ts';
import type { StreamForm } from './stream-form.ts';

/**
 * GraphQL over Server-Sent Events, distinct connections mode: `next` with a result, `complete` at the end. The id of an
 * event is its cursor, so that a browser's EventSource comes back with it in `Last-Event-ID` by itself. There is no
 * message for errors: a stream that ends with them ends with a `next` that has nothing else.
 */
export const eventStreamForm: StreamForm = {
  name: 'event-stream',
  contentType: 'text/event-stream; charset=utf-8',
  // Who loses the connection together with all others is not to come back together with them.
  begin: () => `:\n\nretry: ${1_000 + Math.floor(Math.random() * 4_000)}\n\n`,
  heartbeat: ':\n\n',
  event: frameEvent,
  end: (errors) =>
    errors.length > 0 ? `event: next\ndata: ${JSON.stringify({ errors })}\n\n${complete}` : complete,
  tellsRefusals: true,
};

const complete = 'event: complete\ndata:\n\n';

/** One whole answer as a stream of its own, for a client that takes nothing but streams. */
export function eventStreamOf(text: string): string {
  return `event: next\ndata: ${oneLine(Buffer.from(text.trimEnd())).toString('utf8')}\n\n${complete}`;
}

function frameEvent({ cursor, payload }: SharedEvent): Buffer {
  // A cursor is a word of ours; one that could end its line is no cursor.
  const id = cursor === undefined || /[\r\n\0]/.test(cursor) ? '' : `id: ${cursor}\n`;
  return Buffer.concat([Buffer.from(`${id}event: next\ndata: `), oneLine(payload), lineEnds]);
}

const lineEnds = Buffer.from('\n\n');
const [lineFeed, carriageReturn, space] = [0x0a, 0x0d, 0x20];

/** A line end of JSON can stand between its tokens only, where a space means the same. */
function oneLine(json: Buffer): Buffer {
  if (!json.includes(lineFeed) && !json.includes(carriageReturn)) return json;
  return Buffer.from(json.map((byte) => (byte === lineFeed || byte === carriageReturn ? space : byte)));
}
