import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, visit } from 'graphql';
import { announcesMajor, breaksOf } from '../../start/run-release.ts';
import { repositoryRoot } from '../kit/start-process.ts';

const released = `
  type Query { report(id: ID!): Report  ward: String }
  type Report { id: ID!  title: String  state: State }
  enum State { SENT DONE }
  input ReportInput { title: String }
  type Mutation { send(input: ReportInput!): Report }`;
const operations =
  'query a { report(id: "1") { id title } } mutation b { send(input: { title: "x" }) { state } }';
const step = (from: string, to: string) =>
  breaksOf({ released, present: released.replace(from, to), operations });

describe("the vendors' contract against the last release of the SDK", () => {
  test('may stay, and may grow', () => {
    expect(step('', '')).toEqual([]);
    expect(step('title: String  state', 'title: String  titleEn: String  state')).toEqual([]);
    expect(step('ID!): Report', 'ID!, at: String): Report')).toEqual([]);
  });

  test.each([
    ['a field that is gone', 'ward: String', '', ['FIELD_REMOVED: Query.ward was removed.']],
    [
      'a value that is gone',
      'SENT DONE',
      'SENT',
      ['VALUE_REMOVED_FROM_ENUM: DONE was removed from enum type State.'],
    ],
    [
      'an argument that is now required, and the document in use that lacks it',
      'ID!): Report',
      'ID!, at: String!): Report',
      [
        'REQUIRED_ARG_ADDED: A required arg at on Query.report was added.',
        'OPERATION_IN_USE: Field "report" argument "at" of type "String!" is required, but it was not provided.',
      ],
    ],
    [
      'a field that a document in use asks for',
      'title: String  state',
      'state',
      [
        'FIELD_REMOVED: Report.title was removed.',
        'OPERATION_IN_USE: Cannot query field "title" on type "Report". Did you mean "state"?',
      ],
    ],
  ])('names %s', (...[, from, to, breaks]) => {
    expect(step(from, to)).toEqual(breaks);
  });

  test('is not compared with documents that never fitted it', () => {
    const wrong = { released, present: released, operations: '{ unknown }' };
    expect(() => breaksOf(wrong)).toThrow('expected documents that fit the released contract');
  });

  test('may break when a changeset of the SDK says major, and by no other', () => {
    const changeset = (name: string, how: string) => `---\n"${name}": ${how}\n---\n\nWhat changes.\n`;
    expect(announcesMajor([])).toBe(false);
    expect(announcesMajor([changeset('@hue-hub/client-sdk', 'minor')])).toBe(false);
    expect(announcesMajor([changeset('@hue-hub/gateway', 'major')])).toBe(false);
    expect(announcesMajor(['"@hue-hub/client-sdk": major'])).toBe(false);
    expect(announcesMajor([changeset('x', 'patch'), changeset('@hue-hub/client-sdk', 'major')])).toBe(true);
  });
});

describe('what a subgraph is going to lose', () => {
  const folder = join(repositoryRoot, 'subgraphs');
  const schemas = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.graphql') && !path.includes('node_modules'),
  );

  test('says until when it is there, as `until 2027-06-30`', () => {
    expect(schemas.length).toBeGreaterThan(4);
    const undated = schemas.flatMap((path) => undatedIn(readFileSync(join(folder, path), 'utf8')));
    expect(undated).toEqual([]);
  });

  test('is found where it does not say so', () => {
    const sdl = (reason: string) => `type Query { a: Int @deprecated${reason} }`;
    expect(undatedIn(sdl('(reason: "Take b, until 2027-06-30.")'))).toEqual([]);
    expect(undatedIn(sdl(''))).toEqual(['no reason']);
    expect(undatedIn(sdl('(reason: "Take b.")'))).toEqual(['Take b.']);
    expect(undatedIn(sdl('(reason: "Take b, until 2027-13-30.")'))).toEqual(['Take b, until 2027-13-30.']);
  });
});

/** The reasons of deprecations without a date. */
function undatedIn(sdl: string): string[] {
  const found: string[] = [];
  visit(parse(sdl), {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== 'deprecated') return;
      const reason = given.find((each) => each.name.value === 'reason')?.value;
      const text = reason?.kind === 'StringValue' ? reason.value : 'no reason';
      const [, date = ''] = /\buntil (\d{4}-\d{2}-\d{2})\b/.exec(text) ?? [];
      if (Number.isNaN(Date.parse(date))) found.push(text);
    },
  });
  return found;
}
