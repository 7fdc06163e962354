import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../kit/start-process.ts';

/** As a careful vendor has them, and the SDK's source in place of its build. */
export function vendorSettings(include: readonly string[]): object {
  return {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable'],
      module: 'nodenext',
      moduleResolution: 'nodenext',
      moduleDetection: 'force',
      jsx: 'react-jsx',
      types: ['node'],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      verbatimModuleSyntax: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      noEmit: true,
      paths: sourcePaths(),
    },
    include,
    exclude: ['node_modules', '*/node_modules'],
  };
}

/** From each export of the package to the source that it is built of. */
export function sourcePaths(): Readonly<Record<string, readonly string[]>> {
  const sdk = join(repositoryRoot, 'client-sdk');
  const { name, exports } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'));
  return Object.fromEntries(
    Object.keys(exports)
      .filter((key) => !key.endsWith('.json'))
      .map((key) => {
        const module = key === '.' ? 'index' : key.slice(2);
        const places = [
          `src/${module}.ts`,
          `src/${module}/index.ts`,
          `${module}/index.ts`,
          `${module}/src/index.ts`,
          `src/generated/${module}/index.ts`,
        ];
        const found = places.find((place) => existsSync(join(sdk, place)));
        if (!found)
          throw new Error(`${key}: expected the source of this export, got none of ${places.join(', ')}`);
        return [key === '.' ? name : `${name}/${module}`, [join(sdk, found)]];
      }),
  );
}
