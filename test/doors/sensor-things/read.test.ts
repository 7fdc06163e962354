import fc from 'fast-check';
import { Fields } from '../../../doors/frame/index.ts';
import { matches } from '../../../doors/sensor-things/matches.ts';
import { readFilter } from '../../../doors/sensor-things/read-filter.ts';
import { readOptions } from '../../../doors/sensor-things/read-options.ts';
import { readPath } from '../../../doors/sensor-things/read-path.ts';

const values: Readonly<Record<string, readonly unknown[]>> = {
  name: ['Kim Long'],
  'Datastreams/name': ['PM2.5', 'NO2'],
  result: [20.5],
  nothing: [null],
  phenomenonTime: ['2026-11-25T07:00:00.000Z/2026-11-25T08:00:00.000Z'],
};
const holds = (filter: string): boolean =>
  matches(readFilter(filter), (path) => values[path.join('/')] ?? []);

describe('a filter', () => {
  test.each([
    ["name eq 'Kim Long'", true],
    ["name ne 'Kim Long'", false],
    ['result gt 20 and result le 20.5', true],
    ['result lt 20 or not (result lt 20)', true],
    ["not name eq 'Kim Long' or result ge 20.5", true],
    ["substringof('Long', name)", true],
    ["contains(name,'long')", false],
    ["contains(tolower(name),'long')", true],
    ["startswith(name,'Kim') eq true and endswith(toupper(name),'LONG')", true],
    ["Datastreams/name eq 'NO2'", true],
    ["Datastreams/name eq 'O3'", false],
    ['phenomenonTime ge 2026-11-25T14:00:00+07:00', true],
    ['phenomenonTime gt 2026-11-25T07:00:00Z', false],
    ['nothing eq null', true],
    ['nothing lt 5', false],
    ["result eq '20.5'", false],
    ["name eq 'It''s'", false],
  ])('%s is %p', (filter, expected) => {
    expect(holds(filter)).toBe(expected);
  });

  test.each([
    'name',
    'name eq',
    "name eq 'open",
    'name like 3',
    '(name eq 3',
    'name eq 3)',
    'name eq 3 4',
    "startswith(name,'a') eq false",
  ])('%s is refused', (filter) => {
    expect(() => readFilter(filter)).toThrow(/\$filter/);
  });

  test('is no deeper than sixteen levels', () => {
    for (const deep of [`${'('.repeat(40)}a eq 1${')'.repeat(40)}`, `${'not '.repeat(4_000)}a eq 1`])
      expect(() => readFilter(deep)).toThrow(/levels deep/);
  });

  test('is read or refused as bad input, whatever it holds', () => {
    const word = fc.constantFrom(
      'name',
      'eq',
      'and',
      'not',
      '(',
      ')',
      ',',
      "'a'",
      '3',
      'null',
      ' ',
      '/',
      '@',
    );
    const filter = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(filter, (text) => {
        try {
          matches(readFilter(text), () => [1]);
        } catch (error) {
          expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
        }
      }),
    );
  });

  test('says of two numbers what their order is', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        const told = ['lt', 'le', 'eq', 'ne', 'ge', 'gt'].map((by) =>
          matches(readFilter(`a ${by} ${b}`), () => [a]),
        );
        expect(told).toEqual([a < b, a <= b, a === b, a !== b, a >= b, a > b]);
      }),
    );
  });
});

describe('a path', () => {
  test.each([
    ['Things', { steps: [{ name: 'Things', key: undefined }], member: undefined }],
    ["Things('kim-long')", { steps: [{ key: 'kim-long' }] }],
    ["Things('it''s')", { steps: [{ key: "it's" }] }],
    ["Datastreams('a/b')/Observations", { steps: [{ key: 'a/b' }, { set: 'Observations' }] }],
    ['Things(3)/Datastreams', { steps: [{ key: '3' }, { set: 'Datastreams', isMany: true }] }],
    [
      "Datastreams('a')/Thing/name/$value",
      { steps: [{}, { set: 'Things' }], member: 'name', tail: '$value' },
    ],
    ["Things('a')/Datastreams/$ref", { tail: '$ref' }],
  ])('%s leads somewhere', (path, expected) => {
    expect(readPath(path)).toMatchObject(expected);
  });

  test.each([
    'Nothing',
    'Things/Datastreams',
    'Things/name',
    "Things('a')/name/more",
    "Datastreams('a')/Thing('b')",
    "Things('a')/$value",
    "Things('a",
    "Things('a')x",
  ])('%s leads nowhere', (path) => {
    const read = (): unknown => readPath(path);
    expect(read).toThrow(expect.objectContaining({ extensions: { code: 'NOT_FOUND' } }));
  });
});

describe('the options of a query', () => {
  const options = (text: string) => readOptions(Fields.of(new URLSearchParams(text)), 'Things');

  test('are read with the options of what is expanded in them', () => {
    const read = options(
      '$expand=Datastreams($select=name;$expand=Observations($top=1;$orderby=phenomenonTime DESC;$filter=result gt 1 or result lt (3))),Locations&$top=5&$skip=2&$orderby=name,id desc&$count=true&$select=name, id',
    );
    expect(read).toMatchObject({ top: 5, skip: 2, isCounted: true, select: ['name', 'id'] });
    expect(read.orderBy).toEqual([
      { path: ['name'], isDescending: false },
      { path: ['id'], isDescending: true },
    ]);
    expect([...read.expand.keys()]).toEqual(['Datastreams', 'Locations']);
    const datastreams = read.expand.get('Datastreams');
    expect(datastreams?.select).toEqual(['name']);
    expect(datastreams?.expand.get('Observations')).toMatchObject({
      top: 1,
      orderBy: [{ path: ['phenomenonTime'], isDescending: true }],
      filter: { kind: 'or' },
    });
  });

  test('go into what is expanded by a path, too, and list a hundred at most', () => {
    const read = options('$expand=Datastreams/ObservedProperty&$top=1000');
    expect(read.top).toBe(100);
    expect([...(read.expand.get('Datastreams')?.expand.keys() ?? [])]).toEqual(['ObservedProperty']);
  });

  test.each([
    ['$unknown=1', 'option'],
    ['top=1', 'option'],
    ['$top=-1', 'whole_number'],
    ['$skip=10001', 'range'],
    ['$count=1', 'boolean'],
    ['$orderby=name up', 'order'],
    ['$orderby=na$me', 'path'],
    ['$expand=Sensor', 'navigation'],
    ['$expand=Datastreams($top=1', 'brackets'],
    ['$expand=Datastreams($fly=1)', 'option'],
    ['$expand=Datastreams/Thing/Datastreams/Thing/Datastreams', 'depth'],
    ['$top=1&$top=2', 'once'],
  ])('%s is refused by rule %s', (text, rule) => {
    expect(() => options(text)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', rule }) }),
    );
  });
});
