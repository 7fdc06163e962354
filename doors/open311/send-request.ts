import type { Asked, DoorRoute, Fields, Graph } from '../frame/index.ts';
import { badInput, doorError, loadOperations, route, template } from '../frame/index.ts';
import { formats, renderList } from './formats.ts';
import type { EndpointType } from './endpoint.ts';
import { checkEndpoint, endpointPaths } from './endpoint.ts';
import type { WardData } from './locate.ts';
import { wardNamed } from './locate.ts';
import { inHue } from './service-request.ts';

const { send, wards } = loadOperations(import.meta.url, ['send', 'wards']);

type Place =
  | { readonly lat: number; readonly lon: number; readonly address: string | undefined }
  | { readonly addressId: string | undefined; readonly address: string | undefined };

interface Question {
  readonly place: Place;
  readonly input: Readonly<Record<string, unknown>>;
  readonly clientMutationId: string | undefined;
}

/** What belongs to the form; `account_id` and `device_id` say who holds the phone, and are not kept. */
const known = new Set(
  `api_key jurisdiction_id service_code lat long address_string address_id email device_id account_id first_name last_name
   phone description media_url`.split(/\s+/),
);

/** @throws UNAUTHENTICATED without an app's key, BAD_USER_INPUT */
function readQuestion(asked: Asked): Question {
  const { body, caller } = asked;
  if (caller !== 'app') throw doorError('UNAUTHENTICATED', 'api_key is missing: send it in the form.');
  if (body.kind !== 'form') throw new Error(`expected a form, got ${body.kind}`);
  const { fields } = body;
  checkNames(fields);
  const description = fields.one('description');
  if (description === undefined)
    throw badInput({ field: 'description', rule: 'required' }, 'Say what is to be reported.');
  const categoryCode = fields.one('service_code');
  if (categoryCode === undefined)
    throw badInput({ field: 'service_code', rule: 'required' }, 'service_code was not provided.');
  return {
    place: readPlace(fields),
    input: {
      categoryCode,
      title: titleOf(description),
      description,
      contact: {
        name: nameOf(fields),
        phone: fields.one('phone'),
        email: fields.one('email'),
      },
      mediaUrl: fields.one('media_url'),
    },
    clientMutationId: asked.header('idempotency-key'),
  };
}

/** What is not understood is not thrown away in silence. @throws BAD_USER_INPUT rule `unknown_attribute`, `unknown_field` */
function checkNames(fields: Fields): void {
  for (const name of fields.names()) {
    if (/^attribute\b/.test(name)) {
      // A client may send the empty fields of its form with the rest.
      if (fields.all(name).every((value) => value === '')) continue;
      throw badInput(
        { field: name, rule: 'unknown_attribute' },
        'No service has attributes: say it in the description.',
      );
    }
    if (!known.has(name)) throw badInput({ field: name, rule: 'unknown_field' }, 'There is no such field.');
  }
}

/** @throws BAD_USER_INPUT rule `location` */
function readPlace(fields: Fields): Place {
  const [lat, lon] = [fields.number('lat'), fields.number('long')];
  const address = fields.one('address_string');
  const addressId = fields.one('address_id');
  if (lat !== undefined && lon !== undefined) return { lat, lon, address };
  if (lat !== undefined || lon !== undefined)
    throw badInput(
      { field: lat === undefined ? 'lat' : 'long', rule: 'location' },
      'Send "lat" and "long" together.',
    );
  if (address === undefined && addressId === undefined)
    throw badInput(
      { field: 'lat', rule: 'location' },
      'Send "lat" and "long", "address_string" or "address_id".',
    );
  return { address, addressId };
}

/** The first line, as far as a title goes; by code points, so that no letter is cut through. */
function titleOf(description: string): string {
  const line = Array.from((description.trim().split(/\r?\n/, 1)[0] ?? '').trim());
  return line.length <= maxTitle ? line.join('') : `${line.slice(0, maxTitle - 1).join('')}…`;
}

const maxTitle = 150;

function nameOf(fields: Fields): string | undefined {
  const name = [fields.one('first_name'), fields.one('last_name')].filter((part) => part !== undefined);
  return name.length === 0 ? undefined : name.join(' ');
}

function parseWards(data: unknown): readonly WardData[] {
  return (data as { wards: { nodes: readonly WardData[] } | null }).wards?.nodes ?? [];
}

interface Located {
  readonly lat: number;
  readonly lon: number;
  readonly address: string | undefined;
  /** What the client is told of the place. */
  readonly notice: string | null;
}

/**
 * Without coordinates the place is that of the ward which the address names, and everybody reads that it is only so exact.
 * @throws BAD_USER_INPUT rule `address_id`, `address_not_found`
 */
async function locate(place: Place, graph: Graph): Promise<Located> {
  if ('lat' in place) return { ...place, notice: null };
  const { address, addressId } = place;
  const all = parseWards(await graph.run(wards));
  const ward =
    addressId === undefined ? wardNamed(address ?? '', all) : all.find(({ code }) => code === addressId);
  if (!ward && addressId !== undefined)
    throw badInput({ field: 'address_id', rule: 'address_id' }, 'The code of a ward or commune is expected.');
  if (!ward)
    throw badInput(
      { field: 'address_string', rule: 'address_not_found' },
      'It names no ward or commune of Huế, or several: send "lat" and "long".',
    );
  const { lat, lon, fullName } = ward;
  return {
    lat,
    lon,
    address: `${address ?? fullName} (vị trí theo ${fullName.replace(/^./, (first) => first.toLowerCase())})`,
    notice: `Placed in ${fullName} by its name only; send "lat" and "long" for the exact place.`,
  };
}

interface Sent {
  readonly code: string;
  readonly dueAt: string | null;
  readonly claimToken: string | null;
}

function parseSent(data: unknown): Sent {
  return (data as { createReport: Sent }).createReport;
}

/**
 * POST service request, with the key of an app in the form. The answer has the id, and the token by which a person who signs in makes the
 * report their own (claimReport).
 */
export const sendRequest = (type: EndpointType): DoorRoute =>
  route({
    method: 'POST',
    path: template(`${endpointPaths[type]}/requests{.format}`),
    formats,
    takes: ['form'],
    keyIn: (body) => (body.kind === 'form' ? body.fields.one('api_key') : undefined),
    parse: (asked) => {
      checkEndpoint(type, asked);
      return readQuestion(asked);
    },
    answer: async ({ place, input, clientMutationId }, graph) => {
      const { notice, ...where } = await locate(place, graph);
      const variables = { input: { ...input, ...where }, clientMutationId };
      return { ...parseSent(await graph.run(send, variables)), notice };
    },
    render: ({ code, claimToken, dueAt, notice }, { format }) => ({
      status: 201,
      ...renderList(
        [
          {
            service_request_id: code,
            token: claimToken,
            service_notice:
              [notice, dueAt && `Hạn xử lý: ${inHue(dueAt)}.`].filter(Boolean).join(' ') || null,
            account_id: null,
          },
        ],
        { list: 'service_requests', each: 'request' },
        format,
      ),
    }),
  });
