import { inspect } from 'node:util';
import type { Logger } from '../../subgraphs/kit/process/logger.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { canariesIn } from './canaries.ts';

// Set up for every test file: whatever any part under test logs is looked through for a canary. A test plants canaries as private
// values (names, texts, other tenants' records); one in a log fails the file, whoever wrote the line.
const watch =
  () =>
  (fields: object, message: string): void =>
    canariesIn(
      `a log line, "${message}"`,
      inspect(fields, { depth: 8, maxArrayLength: 1_000, maxStringLength: 10_000 }),
    );

const watched: Logger = {
  debug: watch(),
  info: watch(),
  warn: watch(),
  error: watch(),
  child: () => watched,
};
Object.assign(silentLogger, watched);

afterAll(() => {
  expect(canariesIn.found()).toEqual([]);
});
