import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isInputObjectType, isObjectType } from 'graphql';
import { repositoryRoot } from '../kit/start-process.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

let city: City;
beforeAll(async () => void (city = await startCity()), 180_000);
afterAll(() => city?.close());

const create = 'mutation ($input: CreateReportInput!) { createReport(input: $input) { id } }';

test('F01 F03: a link in place of an upload is refused, and nothing is fetched: neither it nor where it leads on to', async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const links = [
    `http://127.0.0.1:${port}/a.jpg`,
    `http://127.1:${port}/a.jpg`,
    `http://0177.0.0.1:${port}/a.jpg`,
    `http://[::ffff:127.0.0.1]:${port}/a.jpg`,
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'gopher://127.0.0.1:70/',
    '0',
  ];
  for (const link of links) {
    const input = {
      categoryCode: 'ROAD_DAMAGE',
      title: 'Ổ gà',
      description: 'Giữa đường.',
      lat: 16.4637,
      lon: 107.5909,
      media: [link],
    };
    const { data, errors } = await city.ask(create, { as: 'citizen', variables: { input } });
    expect([link, data?.createReport ?? null]).toEqual([link, null]);
    expect(errors?.[0]?.extensions['code']).toMatch(/^(BAD_USER_INPUT|NOT_FOUND)$/);
    const { media: _, ...rest } = input;
    await city.ask(create, { as: 'citizen', variables: { input: { ...rest, mediaUrl: link } } });
  }
  expect(asked).toBe(0);
  await new Promise((done) => server.close(done));
});

test('F01: the graph takes the address of something elsewhere in one place only', () => {
  const sdl = readFileSync(join(repositoryRoot, 'gateway/supergraph.graphql'), 'utf8');
  const types = Object.values(buildSchema(sdl, { assumeValid: true }).getTypeMap());
  const taken = types.flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    if (isInputObjectType(type)) return Object.keys(type.getFields()).map((field) => `${type.name}.${field}`);
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, args }) =>
      args.map((arg) => `${type.name}.${name}(${arg.name})`),
    );
  });
  expect(taken.length).toBeGreaterThan(100);
  const addresses = taken.filter((name) => /ur[li]$|href$|link$/i.test(name.replace(/^.*[.(]|\)$/g, '')));
  // The link of an app to a photo elsewhere is kept for who handles the report, and never opened.
  expect(addresses).toEqual(['CreateReportInput.mediaUrl']);
});
