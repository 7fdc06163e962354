import { parseArgs } from 'node:util';

export interface GenerateArguments {
  /** A file or an address. */
  readonly schema: string;
  /** Patterns of .graphql files, and of code with calls of graphql(). */
  readonly documents: readonly string[];
  readonly out: string;
  readonly extension: '.js' | '.ts' | '';
  /** Write nothing; fail when a file is not what would be made. */
  readonly isCheck: boolean;
}

export const usage = `hue-hub-sdk generate --schema <file or address> --documents <pattern>… --out <folder>

Makes typed methods of your own GraphQL operations, checked against the hub's contract.

  --schema      the contract: a file, or https://<hub>/contracts/vendors/schema.graphql
  --documents   your operations, 'src/**/*.graphql'; with code too, 'src/**/*.{graphql,ts}', calls of
                graphql(\`…\`) get their types. May be given more than once.
  --out         the folder for what is made, such as src/hub
  --extension   what imports between the made files end in: .js (when left out), .ts, or none
  --check       write nothing, and end with 1 when a file in --out is not what would be made
`;

/** @throws TypeError that says what is wrong with a command line */
export function readArguments(args: readonly string[]): GenerateArguments | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      schema: { type: 'string' },
      documents: { type: 'string', multiple: true },
      out: { type: 'string' },
      extension: { type: 'string', default: '.js' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help || args.length === 0) return 'help';
  // Unquoted patterns come as the shell's list of files: what follows the first one is more of it.
  const [command, ...more] = positionals;
  if (command !== 'generate') throw new TypeError(`expected the command "generate", got "${command ?? ''}"`);
  const documents = [...(values.documents ?? []), ...more];
  const { schema, out } = values;
  if (!schema) throw new TypeError('--schema is missing');
  if (documents.length === 0) throw new TypeError('--documents is missing');
  if (!out) throw new TypeError('--out is missing');
  return { schema, documents, out, extension: extensionOf(values.extension), isCheck: values.check };
}

function extensionOf(text: string): GenerateArguments['extension'] {
  if (text === '.js' || text === '.ts') return text;
  if (text === 'none') return '';
  throw new TypeError(`expected --extension .js, .ts or none, got "${text}"`);
}
