import { readArguments } from '../../../client-sdk/src/generator/read-arguments.ts';

const full = ['generate', '--schema', 's', '--documents', 'a', '--out', 'o'];

test('a command line says what is made of what', () => {
  expect(readArguments(full)).toEqual({
    schema: 's',
    documents: ['a'],
    out: 'o',
    extension: '.js',
    isCheck: false,
  });
});

test('a pattern that the shell spread out is the list of its files', () => {
  expect(
    readArguments(['generate', '--schema', 's', '--documents', 'a', 'b', '--documents', 'c', '--out', 'o']),
  ).toMatchObject({
    documents: ['a', 'c', 'b'],
  });
});

test('imports may end in .ts or in nothing', () => {
  expect(readArguments([...full, '--extension', '.ts'])).toMatchObject({ extension: '.ts' });
  expect(readArguments([...full, '--extension', 'none'])).toMatchObject({ extension: '' });
});

test.each([
  [['generate'], '--schema is missing'],
  [['generate', '--schema', 's'], '--documents is missing'],
  [['generate', '--schema', 's', '--documents', 'a'], '--out is missing'],
  [['make'], 'expected the command "generate", got "make"'],
  [[...full, '--extension', '.mjs'], 'got ".mjs"'],
  [[...full, '--colour'], '--colour'],
])('%j is refused with what is wrong with it', (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
});

test('nothing, or --help, is a wish for help', () => {
  expect([readArguments([]), readArguments(['--help'])]).toEqual(['help', 'help']);
});
