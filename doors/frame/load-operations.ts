import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import type { Operation } from './graph.ts';

/**
 * The documents of a door, read once from `operations/<name>.graphql` beside the module whose `import.meta.url` is given.
 * @throws Error for one that is missing or holds anything but one operation
 */
export function loadOperations<Name extends string>(
  moduleUrl: string,
  names: readonly Name[],
): Readonly<Record<Name, Operation>> {
  const operations = names.map((name): [Name, Operation] => {
    const source = readFileSync(new URL(`operations/${name}.graphql`, moduleUrl), 'utf8');
    const found = parse(source).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    if (found.length !== 1) throw new Error(`expected one operation in ${name}.graphql, got ${found.length}`);
    return [name, Object.freeze({ name, source })];
  });
  return parseRecord<Name>(Object.fromEntries(operations));
}

function parseRecord<Name extends string>(operations: Record<string, Operation>): Record<Name, Operation> {
  return operations as Record<Name, Operation>;
}
