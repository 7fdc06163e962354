import type { CodegenConfig } from '@graphql-codegen/cli';

/** How operations/*.graphql become typed documents; run by `npm run sdk`, which sets the schema. */
export const codegenConfig: CodegenConfig = {
  documents: 'operations/*.graphql',
  generates: {
    './src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, gqlTagName: 'graphql' },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        importExtension: '.ts',
        scalars: { DateTime: 'string', Date: 'string', GeoJSON: 'Record<string, unknown>' },
      },
    },
  },
};
