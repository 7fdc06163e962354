import type { DoorRoute } from '../frame/index.ts';
import { route, template, writeXml, xml } from '../frame/index.ts';
import type { EndpointType } from './endpoint.ts';
import { endpointPaths } from './endpoint.ts';
import { elements, formats } from './formats.ts';

const specification = 'http://wiki.open311.org/GeoReport_v2';
/** When what is said here changed last. */
const changeset = '2026-11-26T00:00:00+07:00';
const described = ['text/xml', 'application/json'];

const contact =
  'Phản ánh hiện trường thành phố Huế. Only public reports are shown; who sent them never is. Send reports with the API key of an app.';
const keyService =
  'Register an app and create a key with the scope reports:write in the graph of this server (/graphql: registerVendorApp, createApiKey). Send it as api_key in the form of POST requests, or as the header X-API-Key. An endpoint of type test, where one is listed, is the sandbox of the app and takes the keys of sandboxes only.';

/** Service discovery: which endpoints there are. */
export const discovery: DoorRoute = route({
  method: 'GET',
  path: template('discovery{.format}'),
  formats,
  maxAgeS: 300,
  parse: ({ origin, hasSandboxes }) => ({ origin, hasSandboxes }),
  answer: async ({ origin, hasSandboxes }) => {
    const types: EndpointType[] = hasSandboxes ? ['production', 'test'] : ['production'];
    return types.map((type) => ({ url: `${origin}/open311/${endpointPaths[type]}`, type }));
  },
  render: (endpoints, { format }) => {
    const about = { changeset, contact, key_service: keyService };
    const all = endpoints.map((each) => ({ specification, ...each, changeset }));
    if (format.name === 'json') {
      const listed = all.map((each) => ({ ...each, formats: described }));
      return { body: `${JSON.stringify({ ...about, endpoints: listed })}\n` };
    }
    const listed = all.map((each) =>
      xml('endpoint', [
        elements(each),
        xml(
          'formats',
          described.map((name) => xml('format', name)),
        ),
      ]),
    );
    return { body: writeXml(xml('discovery', [elements(about), xml('endpoints', listed)])) };
  },
});
