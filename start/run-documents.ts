import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { createLogger } from '../subgraphs/kit/process/logger.ts';
import type { DocumentRow } from '../subgraphs/vendors/document.model.ts';
import type { CommandInput } from './command-input.ts';
import { openHubDatabase } from './open-hub-database.ts';
import { readSettings } from './settings.ts';

/** A document on the list of an app, as far as a contract is held against it. */
export type DocumentInUse = Pick<DocumentRow, 'appId' | 'hash' | 'name' | 'text'>;

/**
 * Runs `npm run documents:check`, beside a running hub or without one: holds every document that apps have put on their lists
 * against the vendors' contract of this tree, before it takes the place of the one that runs. Changes nothing.
 * @returns 1 when one of them fits no more
 */
export async function run(input: CommandInput): Promise<number> {
  const settings = readSettings(input.env);
  const contract = buildSchema(readFileSync(join(input.root, 'gateway/contracts/vendors.graphql'), 'utf8'));
  const database = await openHubDatabase(input, settings, createLogger('documents', settings.logLevel));
  let [read, broken] = [0, 0];
  try {
    const documents = database.client
      .db(`${settings.dbPrefix}vendors`)
      .collection<DocumentInUse>('documents')
      .find({}, { projection: { _id: 0, appId: 1, hash: 1, name: 1, text: 1 } });
    for await (const document of documents) {
      const misfits = misfitsOf(document, contract);
      read += 1;
      broken += misfits.length > 0 ? 1 : 0;
      for (const misfit of misfits) process.stdout.write(`${misfit}\n`);
    }
  } finally {
    await database.close();
  }
  process.stdout.write(`${read} documents of apps; ${broken} of them fit the contract no more.\n`);
  return broken > 0 ? 1 : 0;
}

/** What of a document the contract does not have, each with app, name and hash; empty when it fits. */
export function misfitsOf(
  { appId, hash, name, text }: DocumentInUse,
  contract: GraphQLSchema,
): readonly string[] {
  const which = `app ${appId}, ${name ?? 'a document without a name'} (${hash.slice(0, 12)})`;
  return validate(contract, parse(text)).map(({ message }) => `${which}: ${message}`);
}
