import { flood } from '../../subgraphs/alerts/alert-input.ts';
import type { City } from '../../kit/start-city.ts';
import { startCity } from '../../kit/start-city.ts';
import { readXml } from '../../../doors/frame/index.ts';
import type { XmlElement } from '../../../doors/frame/index.ts';
import { faultsOfCap } from './validate-cap.ts';

const sender = 'canhbao@khituong.example';
const ns = 'urn:oasis:names:tc:emergency:cap:1.2';

const sent = new Date(Date.now() - 60_000).toISOString().slice(0, 19);

/** A document as another issuer sends it, in its own order of things. */
function documentOf(change: Readonly<Record<string, string>> = {}): string {
  const envelope = {
    identifier: 'KT-1',
    sender,
    sent: `${sent}-00:00`,
    status: 'Actual',
    msgType: 'Alert',
    scope: 'Public',
    ...change,
  };
  const head = Object.entries(envelope).map(([name, text]) => `<c:${name}>${text}</c:${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?><c:alert xmlns:c="${ns}">${head.join('')}<c:info><c:language>vi-VN</c:language>
    <c:category>Met</c:category><c:event>Mưa lớn</c:event><c:urgency>Expected</c:urgency><c:severity>Severe</c:severity>
    <c:certainty>Likely</c:certainty><c:headline>Mưa rất to &amp; gió mạnh</c:headline>
    <c:area><c:areaDesc>Trung tâm Huế</c:areaDesc><c:circle>16.4637,107.5909 2</c:circle></c:area></c:info></c:alert>`;
}

describe('the door of CAP', () => {
  let city: City;
  let base: string;
  const before = Date.now();
  beforeAll(async () => {
    city = await startCity();
    base = city.url.replace('/graphql', '/cap');
    const token = await city.token('operator');
    const me = await city.ask('{ me { id } }', { as: 'operator' });
    expect([token.length > 0, me.errors]).toEqual([true, undefined]);
    const trust =
      'mutation ($sender: String!, $id: ID!) { trustAlertSource(sender: $sender, name: "Đài Khí tượng", accountId: $id) { state } }';
    const { errors } = await city.ask(trust, { as: 'ioc', variables: { sender, id: me.data.me.id } });
    expect(errors).toBeUndefined();
  }, 180_000);
  afterAll(() => city?.close());

  const issue = async (input: object): Promise<{ id: string; reference: string }> => {
    const draft = 'mutation ($input: AlertInput!) { issueAlert(input: $input) { id } }';
    const { data, errors } = await city.ask(draft, { as: 'ioc', variables: { input } });
    expect(errors).toBeUndefined();
    return approve(data.issueAlert.id);
  };
  const approve = async (id: string): Promise<{ id: string; reference: string }> => {
    const { data, errors } = await city.ask(
      `mutation { approveAlert(id: "${id}") { message { id reference } } }`,
      { as: 'identity-officer' },
    );
    expect(errors).toBeUndefined();
    return data.approveAlert.message;
  };
  const send = async (body: string, as: string | null = 'operator', type = 'application/cap+xml') => {
    const headers: Record<string, string> = { 'content-type': type };
    if (as !== null) headers['authorization'] = `Bearer ${await city.token(as)}`;
    const response = await fetch(`${base}/alerts`, { method: 'POST', body, headers });
    return { status: response.status, root: readXml(await response.text()) };
  };
  const ruleOf = ({ children }: XmlElement) => {
    const { attributes } = children[0] ?? { attributes: new Map<string, string>() };
    return ['code', 'field', 'rule'].flatMap((name) => attributes.get(name) ?? []).join(' ');
  };
  const feed = async (query = '') => {
    const response = await fetch(`${base}/feed.atom${query}`);
    const root = readXml(await response.text());
    return { response, root, entries: root.children.filter(({ name }) => name === 'entry') };
  };
  const part = (element: XmlElement | undefined, name: string) =>
    element?.children.find((each) => each.name === name);
  const updatedOf = (root: XmlElement): number => {
    const text = part(root, 'updated')?.text ?? '';
    expect(text).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/);
    return Date.parse(text);
  };
  const waiting = async () => {
    const { data } = await city.ask(
      '{ alertDrafts(state: PENDING_APPROVAL) { nodes { id message { identifier } } } }',
      {
        as: 'ioc',
      },
    );
    return data.alertDrafts.nodes;
  };

  test('gives what was issued as documents that are valid by the official schema, and a feed that leads to them', async () => {
    const empty = await feed();
    expect([empty.response.status, empty.entries]).toEqual([200, []]);
    // Nothing was ever issued: it is as it was when the hub began, minutes ago, and it says so (RFC 4287, 4.2.15).
    const began = updatedOf(empty.root);
    expect(began).toBeGreaterThan(before - 60_000);
    expect(began).toBeLessThanOrEqual(Date.now());
    expect(updatedOf((await feed('?lang=en')).root)).toBe(began);
    const headline = 'Lũ trên sông Hương <BĐ3> & dâng "nhanh"';
    const [vi, en] = flood.texts;
    const first = await issue({ ...flood, texts: [{ ...vi, headline }, en], risk: { level: 3 } });
    await issue({ ...flood, status: 'EXERCISE', texts: [{ ...vi, headline: 'Diễn tập' }] });
    const cancel = await city.ask(
      'mutation ($references: [String!]!, $texts: [AlertTextInput!]!) { cancelAlert(references: $references, texts: $texts) { id } }',
      { as: 'ioc', variables: { references: [first.reference], texts: [{ ...vi, headline: 'Hết lũ' }] } },
    );
    const second = await approve(cancel.data.cancelAlert.id);

    const { response, root, entries } = await feed();
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=15');
    expect([root.name, root.namespace]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
    expect(updatedOf(root)).toBeGreaterThanOrEqual(began);
    expect(Date.parse(response.headers.get('last-modified') ?? '')).toBe(updatedOf(root));
    for (const name of ['id', 'title', 'updated', 'author']) expect(part(root, name)).toBeDefined();
    for (const entry of entries)
      for (const name of ['id', 'title', 'updated']) expect(part(entry, name)?.text).toMatch(/./);
    // Nobody hears of the exercise; what was cancelled is told of, with the cancellation.
    expect(entries.map((entry) => part(entry, 'title')?.text ?? '').sort()).toEqual(['Hết lũ', headline]);
    const links = entries.map((entry) => part(entry, 'link')?.attributes.get('href') ?? '');
    expect(links.map((link) => link.replace(base, '')).sort()).toEqual(
      [`/alerts/${first.id}.xml`, `/alerts/${second.id}.xml`].sort(),
    );
    const documents = await Promise.all(
      links.map(async (link) => {
        const document = await fetch(link);
        expect(document.headers.get('content-type')).toBe('application/cap+xml; charset=utf-8');
        return document.text();
      }),
    );
    expect(await faultsOfCap(documents)).toEqual([]);
    expect(documents.join('')).toContain('<valueName>VN:capDoRuiRoThienTai</valueName><value>3</value>');
    expect(documents.join('')).toContain(`<references>${first.reference}</references>`);
    expect(documents.join('')).not.toMatch(/\d{2}:\d{2}:\d{2}(\.\d+)?Z/);
    const english = await feed('?lang=en');
    expect(english.root.attributes.get('lang')).toBe('en-US');
    const etag = response.headers.get('etag') ?? '';
    const again = await fetch(`${base}/feed.atom`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  }, 120_000);

  test('knows nothing of drafts, exercises and unknown ids, all the same', async () => {
    const exercise = await issue({ ...flood, status: 'EXERCISE' });
    const bodies = await Promise.all(
      [exercise.id, 'khong-co'].map(async (id) => {
        const response = await fetch(`${base}/alerts/${id}.xml`);
        expect(response.status).toBe(404);
        return ruleOf(readXml(await response.text()));
      }),
    );
    expect(bodies).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect((await fetch(`${base}/feed.atom?lang=fr`)).status).toBe(400);
  }, 60_000);

  test('takes in a message of a trusted issuer, which waits for approval, once however often it comes', async () => {
    const body = documentOf();
    const answers = [await send(body), await send(body)];
    expect(answers.map(({ status, root }) => [status, part(root, 'state')?.text])).toEqual([
      [202, 'PENDING_APPROVAL'],
      [202, 'PENDING_APPROVAL'],
    ]);
    const [draft, ...others] = await waiting();
    expect([draft.message.identifier, others]).toEqual(['KT-1', []]);
    const { id } = await approve(draft.id);
    const document = await (await fetch(`${base}/alerts/${id}.xml`)).text();
    expect(await faultsOfCap([document])).toEqual([]);
    expect(document).toContain(`<sender>${sender}</sender>`);
    expect(document).toContain('<senderName>Đài Khí tượng</senderName>');
    expect(document).toContain('<headline>Mưa rất to &amp; gió mạnh</headline>');
    expect(part((await send(body)).root, 'state')?.text).toBe('ISSUED');
    const other = await send(documentOf({ status: 'Test' }));
    expect([other.status, ruleOf(other.root)]).toEqual([409, 'CONFLICT input.identifier taken']);
  }, 60_000);

  test('lets in nobody else: no stranger, no citizen, no other sender', async () => {
    const other = documentOf({ identifier: 'KT-2' });
    expect([(await send(other, null)).status, (await send(other, 'citizen')).status]).toEqual([401, 403]);
    const forged = await send(documentOf({ identifier: 'KT-3', sender: 'ioc@hue.gov.vn' }));
    expect([forged.status, ruleOf(forged.root)]).toEqual([403, 'FORBIDDEN input.sender trusted_source']);
    expect(await waiting()).toEqual([]);
  }, 60_000);

  test('reads no file, no address and no entity of a document, and stops at what is too large or too deep', async () => {
    const withDoctype = (doctype: string) =>
      documentOf({ identifier: 'KT-4', source: '&x;' }).replace('?>', `?>${doctype}`);
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
      '',
    );
    const refused = {
      file: withDoctype('<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      address: withDoctype('<!DOCTYPE alert SYSTEM "http://127.0.0.1:9/x.dtd">'),
      laughs: withDoctype(`<!DOCTYPE alert [<!ENTITY l0 "ha">${laughs}<!ENTITY x "&l9;">]>`),
      entity: documentOf({ identifier: '&unknown;' }),
      deep: `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`,
      words: 'no xml at all',
    };
    const rules: Record<string, string> = {};
    for (const [name, body] of Object.entries(refused)) {
      const { status, root } = await send(body);
      expect([name, status]).toEqual([name, 400]);
      rules[name] = ruleOf(root);
    }
    expect(rules).toEqual({
      file: 'BAD_USER_INPUT body xml_doctype',
      address: 'BAD_USER_INPUT body xml_doctype',
      laughs: 'BAD_USER_INPUT body xml_doctype',
      entity: 'BAD_USER_INPUT body xml',
      deep: 'BAD_USER_INPUT body xml_depth',
      words: 'BAD_USER_INPUT body xml',
    });
    const large = await send(documentOf({ identifier: 'KT-5', note: 'x'.repeat(1_048_576) }));
    expect(large.status).toBe(413);
    expect((await send(documentOf(), 'operator', 'application/json')).status).toBe(415);
    expect(await waiting()).toEqual([]);
  }, 60_000);
});
