import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { defaultLimits } from '../../gateway/src/config.ts';
import { validateDocument } from '../../gateway/src/request/validate.ts';
import { buildSnapshot } from '../../gateway/src/supergraph/load.ts';

const root = join(import.meta.dirname, '../..');

test('every operation of every door is valid on the city’s supergraph, within the limits of everybody', () => {
  const sdl = readFileSync(join(root, 'gateway/supergraph.graphql'), 'utf8');
  const { apiSchema } = buildSnapshot(sdl, { supergraphFile: '', subgraphs: {}, defaultListSize: 10 });
  const files = readdirSync(join(root, 'doors'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.graphql') && !name.includes('node_modules'))) {
    const document = parse(readFileSync(join(root, 'doors', file), 'utf8'), {
      maxTokens: defaultLimits.tokens,
    });
    expect(() =>
      validateDocument(apiSchema, document, { limits: defaultLimits, introspection: false }),
    ).not.toThrow();
  }
});
