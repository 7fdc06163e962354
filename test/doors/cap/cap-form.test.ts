import fc from 'fast-check';
import { readCap } from '../../../doors/cap/read-cap.ts';
import type { CapMessage } from '../../../doors/cap/render-cap.ts';
import { renderCap } from '../../../doors/cap/render-cap.ts';
import { readXml } from '../../../doors/frame/index.ts';
import { faultsOfCap } from './validate-cap.ts';

const words = {
  messageType: ['ALERT', 'UPDATE', 'CANCEL'],
  status: ['ACTUAL', 'EXERCISE', 'SYSTEM', 'TEST', 'DRAFT'],
  scope: ['PUBLIC', 'RESTRICTED', 'PRIVATE'],
  urgency: ['IMMEDIATE', 'EXPECTED', 'FUTURE', 'PAST', 'UNKNOWN'],
  severity: ['EXTREME', 'SEVERE', 'MODERATE', 'MINOR', 'UNKNOWN'],
  certainty: ['OBSERVED', 'LIKELY', 'POSSIBLE', 'UNLIKELY', 'UNKNOWN'],
} as const;
const categories = [
  'GEO',
  'MET',
  'SAFETY',
  'SECURITY',
  'RESCUE',
  'FIRE',
  'HEALTH',
  'ENV',
  'TRANSPORT',
  'INFRA',
  'CBRNE',
  'OTHER',
];

/** Any text that XML has characters for, with what must be escaped in it; read without the white space around it. */
const text = fc
  .string({
    unit: fc.constantFrom('a', 'ữ', '<', '&', '>', '"', "'", ']]>', ' ', '\n', '🌊'),
    minLength: 1,
    maxLength: 30,
  })
  .map((one) => `L${one}.`);
const moment = fc
  .integer({ min: 1_500_000_000, max: 2_000_000_000 })
  .map((seconds) => new Date(seconds * 1000).toISOString());
const area = fc.record({
  description: text,
  wards: fc.array(fc.record({ code: fc.constantFrom('19777', '19789') }), { maxLength: 2 }),
  polygons: fc.array(fc.constant('16.4,107.5 16.5,107.5 16.5,107.6 16.4,107.5'), { maxLength: 2 }),
  circles: fc.array(fc.constant('16.4637,107.5909 1.5'), { maxLength: 2 }),
});
const inLanguage = (language: 'VI' | 'EN') =>
  fc.record({
    language: fc.constant(language),
    event: text,
    headline: text,
    description: text,
    instruction: fc.option(text),
  });
const message: fc.Arbitrary<CapMessage> = fc.record({
  id: fc.uuid(),
  identifier: fc.stringMatching(/^[A-Za-z0-9.-]{1,40}$/),
  sender: fc.constantFrom('ioc@hue.gov.vn', 'urn:oid:2.49.0.0.704.0'),
  senderName: fc.option(text),
  sent: moment,
  messageType: fc.constantFrom(...words.messageType),
  status: fc.constantFrom(...words.status),
  scope: fc.constantFrom(...words.scope),
  references: fc.array(fc.constantFrom('a@b,1,2026-11-25T08:00:00+07:00', 'a@b,2,2026-11-25T09:00:00+07:00')),
  categories: fc.uniqueArray(fc.constantFrom(...categories), { minLength: 1 }),
  urgency: fc.constantFrom(...words.urgency),
  severity: fc.constantFrom(...words.severity),
  certainty: fc.constantFrom(...words.certainty),
  riskLevel: fc.option(fc.integer({ min: 1, max: 5 })),
  effective: fc.option(moment),
  onset: fc.option(moment),
  expires: moment,
  texts: fc.tuple(inLanguage('VI'), inLanguage('EN')).chain((both) => fc.subarray(both, { minLength: 1 })),
  areas: fc.array(area, { minLength: 1, maxLength: 2 }),
});

describe('a document of CAP', () => {
  test('is valid against the official schema, whatever a message says', async () => {
    const documents = fc.sample(message, 60).map(renderCap);
    expect(await faultsOfCap(documents)).toEqual([]);
    const broken = renderCap(fc.sample(message, 1)[0] as CapMessage).replace('<urgency>', '<urgency>Soon');
    expect(await faultsOfCap([broken])).not.toEqual([]);
  }, 60_000);

  test('reads as what was written', () => {
    const seconds = (moment: string | null) => moment && Math.floor(Date.parse(moment) / 1000);
    fc.assert(
      fc.property(message, (written) => {
        const read = readCap(readXml(renderCap(written)));
        const { references, riskLevel, categories: of, urgency, severity, certainty, texts } = written;
        expect(read).toMatchObject({
          identifier: written.identifier,
          sender: written.sender,
          messageType: written.messageType,
          status: written.status,
          scope: written.scope,
          references: references.length === 0 ? null : references,
          categories: of,
          urgency,
          severity,
          certainty,
          riskLevel,
          texts,
          areas: written.areas.map(({ wards, ...rest }) => ({
            ...rest,
            wards: wards.map((ward) => ward?.code),
          })),
        });
        for (const name of ['sent', 'effective', 'onset', 'expires'] as const) {
          expect(read[name] ?? '').not.toContain('Z');
          expect(seconds(read[name] ?? null)).toBe(seconds(written[name]));
        }
      }),
    );
  });

  const one = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>1</identifier><sender>a@b</sender>
    <sent>2026-11-25T08:00:00+07:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope></alert>`;
  const info = (severity: string, language: string) =>
    `<info><language>${language}</language><category>Met</category><event>e</event><urgency>Expected</urgency><severity>${severity}</severity><certainty>Likely</certainty><area><areaDesc>a</areaDesc></area></info>`;

  test('without info is a message without a warning, and addresses may have spaces in quotation marks', () => {
    const addressed = one.replace('</alert>', '<addresses>x@y "Ban chỉ huy"</addresses></alert>');
    expect(readCap(readXml(addressed))).toMatchObject({
      addresses: ['x@y', 'Ban chỉ huy'],
      references: null,
    });
    expect(readCap(readXml(one)).texts).toBeUndefined();
  });

  test('says the event where it has no headline, and leaves out languages that the city does not have', () => {
    const said = readCap(
      readXml(one.replace('</alert>', `${info('Severe', 'vi')}${info('Severe', 'fr-FR')}</alert>`)),
    );
    expect(said.texts).toEqual([
      { language: 'VI', event: 'e', headline: 'e', description: 'e', instruction: null },
    ]);
  });

  test.each([
    ['another version of CAP', one.replace('cap:1.2', 'cap:1.1'), 'alert cap_namespace'],
    ['another document', '<rss/>', 'alert cap_namespace'],
    ['no sender', one.replace('<sender>a@b</sender>', ''), 'sender cap_element'],
    ['two senders', one.replace('<sender>', '<sender>x</sender><sender>'), 'sender cap_element'],
    ['a status in other words', one.replace('Actual', 'ACTUAL'), 'status cap_element'],
    [
      'a sender of another namespace',
      one.replace('<sender>', '<sender xmlns="urn:x">'),
      'sender cap_element',
    ],
    [
      'two warnings',
      one.replace('</alert>', `${info('Severe', 'vi')}${info('Minor', 'en')}</alert>`),
      'info cap_info',
    ],
    [
      'a risk level of 6',
      one.replace(
        '</alert>',
        `${info('Severe', 'vi').replace('<area>', '<parameter><valueName>VN:capDoRuiRoThienTai</valueName><value>6</value></parameter><area>')}</alert>`,
      ),
      'parameter risk_level',
    ],
  ])('with %s is refused by its element and rule', (_, text, rule) => {
    expect(() => readCap(readXml(text))).toThrow(
      expect.objectContaining({
        extensions: expect.objectContaining({ field: rule.split(' ')[0], rule: rule.split(' ')[1] }),
      }),
    );
  });
});
