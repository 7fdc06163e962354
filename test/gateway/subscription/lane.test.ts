import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { federationLink, publicLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';

const signingKey = 'the key of the tests, long enough to be one';
const thingsSdl = `${publicLink}
  type Subscription { changed(id: ID!): Thing @public }
  type Thing @key(fields: "id") { id: ID! @public version: Int @public owner: Owner @public }
  type Owner @key(fields: "id", resolvable: false) { id: ID! @public }`;
const ownersSdl = `${federationLink}
  ${publicLink}
  type Query { owner(id: ID!): Owner }
  type Owner @key(fields: "id") { id: ID! @public name: String! @public }`;
const query = 'subscription { changed(id: "7") { version owner { name } } }';

/** One thing whose owner is given out once `ownersWait` has been resolved. */
async function openWorld() {
  let ownersWait: Promise<void> = Promise.resolve();
  const things = await startCursorSubgraph({ name: 'things', sdl: thingsSdl, field: 'changed', signingKey });
  const owners = await startFakeSubgraph({
    name: 'owners',
    sdl: ownersSdl,
    resolvers: {
      Owner: {
        __resolveReference: async ({ id }: { id: string }) => {
          await ownersWait;
          return { id, name: `Owner ${id}` };
        },
      },
    },
  });
  const gateway = await startTestGateway([things, owners], { signingKey });
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(gateway.url.replace('graphql', 'metrics'))).text();
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.slice(name.length + 1) ?? 0);
  };
  return {
    things,
    owners,
    gateway,
    metric,
    /** Owners are held back until the function returned is called. */
    holdOwners: (): (() => void) => {
      let release: () => void = () => undefined;
      ownersWait = new Promise((resolve) => (release = resolve));
      return release;
    },
    close: async () => {
      await gateway.close();
      await Promise.all([owners.close(), things.kill()]);
    },
  };
}

test('nobody goes over into a lane that its last watcher has left, though it hears only then that it has caught up', async () => {
  const world = await openWorld();
  const { things, owners, gateway, metric } = world;
  const [first, second] = [await openLiveClient(gateway.url), await openLiveClient(gateway.url)];
  const thing = (version: number): object => ({ id: '7', version, owner: { id: 'a' } });
  things.emit(thing(1));
  first.subscribe('s', query);
  await first.events('s', 1);
  first.send({ id: 's', type: 'complete' });
  await until(async () => (await metric('hub_topics')) === 0);
  things.emit(thing(2));
  const release = world.holdOwners();
  owners.reset();
  // What it missed waits for its owner, and behind that the word that this was all.
  first.subscribe('t', query, { extensions: { after: 'c1' } });
  await until(() => owners.requests.length === 1);
  second.subscribe('s', query);
  await until(async () => (await metric('hub_topic_lanes')) === 2 && things.openStreams() === 2);
  await first.close();
  await until(async () => (await metric('hub_topic_lanes')) === 1);
  release();
  await second.events('s', 1);
  things.emit(thing(3));
  const [event] = await second.events('s', 1);
  expect(event?.data).toEqual({ changed: { version: 3, owner: { name: 'Owner a' } } });
  await second.close();
  await world.close();
}, 20_000);

test('a lane that has begun to hand its subscribers to the main one keeps them when that one closes meanwhile', async () => {
  const world = await openWorld();
  const { things, owners, gateway, metric } = world;
  const [first, second] = [await openLiveClient(gateway.url), await openLiveClient(gateway.url)];
  const thing = (version: number): object => ({ id: '7', version, owner: { id: 'a' } });
  things.emit(thing(1));
  first.subscribe('s', query);
  await first.events('s', 1);
  await until(async () => (await metric('hub_topic_lanes')) === 1 && things.openStreams() === 1);
  const release = world.holdOwners();
  owners.reset();
  second.subscribe('s', query);
  // Its lane knows by now that the main one goes on for it, and waits for the owner of its present state.
  await until(() => owners.requests.length === 1);
  await first.close();
  await until(async () => (await metric('hub_subscribers')) === 1);
  release();
  await second.events('s', 1);
  things.emit(thing(2));
  const [event] = await second.events('s', 1);
  expect(event?.data).toEqual({ changed: { version: 2, owner: { name: 'Owner a' } } });
  await until(async () => (await metric('hub_topic_lanes')) === 1 && things.openStreams() === 1);
  await second.close();
  await world.close();
}, 20_000);
