import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';

/** A contract's schema from a file, or from a hub: `https://…/contracts/vendors/schema.graphql`. @throws Error that names it */
export async function readContract(place: string): Promise<GraphQLSchema> {
  const text = /^https?:/.test(place) ? await fetchText(place) : readFileSync(place, 'utf8');
  try {
    return buildSchema(text);
  } catch (error) {
    throw new Error(`What is at ${place} is not a GraphQL schema: ${messageOf(error)}`, { cause: error });
  }
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) }).catch((error: unknown) => {
    throw new Error(`No answer from ${url}: ${messageOf(error)}`, { cause: error });
  });
  if (!response.ok) throw new Error(`No schema at ${url}: it answered HTTP ${response.status}.`);
  return response.text();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
