import type { DocumentNode } from 'graphql';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Denied } from '../plan/denied.ts';
import type { AccessRules } from '../supergraph/access-rules.ts';
import type { AccessRequirement } from '../supergraph/rule-index.ts';

/**
 * Answers which of these policies (`@policy`) are granted to the viewer; asked once for an operation, for all that it
 * touches. What is not in the answer is not granted; nor is anything when it fails or takes longer than a second.
 */
export type GrantPolicies = (
  policies: readonly string[],
  viewer: Viewer,
) => readonly string[] | Promise<readonly string[]>;

export interface Asking {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly log: Logger;
  /** Without it no policy is granted. */
  readonly grantPolicies?: GrantPolicies | undefined;
}

const grantMs = 1_000;

/**
 * What `@authenticated`, `@requiresScopes` and `@policy` keep from the viewer of an operation: undefined when that is
 * nothing. The plan is made without it, the answer has null and an error there, and the rest is served.
 */
export async function authorise(
  document: DocumentNode,
  access: AccessRules,
  asking: Asking,
): Promise<Denied | undefined> {
  const requirements = access.ofDocument(document);
  if (requirements.length === 0) return undefined;
  const granted = await grantedPolicies(requirements, asking);
  return deniedOf(requirements, { access, asking, granted });
}

/** What was decided on a stream, which lasts longer than what it was decided by. */
export interface LastingVerdict {
  readonly denied: Denied | undefined;
  /** Something in it is asked of whoever asks. */
  readonly isGuarded: boolean;
  /** Whether the policies are granted as they were; undefined where none is asked for. An answer serves for a second. */
  readonly isAsGranted: (() => Promise<boolean>) | undefined;
}

/** The same for a subscription. */
export async function authoriseLasting(
  document: DocumentNode,
  access: AccessRules,
  asking: Asking,
): Promise<LastingVerdict> {
  const requirements = access.any ? access.ofDocument(document) : [];
  if (requirements.length === 0) return unguarded;
  const granted = await grantedPolicies(requirements, asking);
  const denied = deniedOf(requirements, { access, asking, granted });
  const asksPolicies = requirements.some(({ kind }) => kind === 'policy');
  const lookAgain = async (): Promise<boolean> => {
    const now = await grantedPolicies(requirements, asking);
    return now.size === granted.size && [...now].every((policy) => granted.has(policy));
  };
  return { denied, isGuarded: true, isAsGranted: asksPolicies ? forAWhile(lookAgain) : undefined };
}

const unguarded: LastingVerdict = { denied: undefined, isGuarded: false, isAsGranted: undefined };
const lastingMs = 1_000;

function forAWhile(look: () => Promise<boolean>): () => Promise<boolean> {
  let lookedMs = performance.now();
  let answer = Promise.resolve(true);
  return () => {
    if (performance.now() - lookedMs >= lastingMs) {
      lookedMs = performance.now();
      answer = look();
    }
    return answer;
  };
}

interface Deciding {
  readonly access: AccessRules;
  readonly asking: Asking;
  readonly granted: ReadonlySet<string>;
}

function deniedOf(
  requirements: readonly AccessRequirement[],
  { access, asking, granted }: Deciding,
): Denied | undefined {
  const unmet = requirements.filter((requirement) => !isMet(requirement, asking.viewer, granted));
  if (unmet.length === 0) return undefined;
  return access.deny(unmet, asking.viewer.kind === 'anonymous' ? 'stranger' : 'known');
}

async function grantedPolicies(
  requirements: readonly AccessRequirement[],
  { viewer, grantPolicies, log, requestId }: Asking,
): Promise<ReadonlySet<string>> {
  const asked = new Set(requirements.flatMap(({ kind, anyOf }) => (kind === 'policy' ? anyOf.flat() : [])));
  if (asked.size === 0 || !grantPolicies) return new Set();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${grantMs} ms`)), grantMs);
  });
  try {
    return new Set(await Promise.race([grantPolicies([...asked], viewer), late]));
  } catch (error) {
    log.error({ requestId, reason: String(error) }, 'policies could not be asked for; none is granted');
    return new Set();
  } finally {
    clearTimeout(timer);
  }
}

function isMet({ kind, anyOf }: AccessRequirement, viewer: Viewer, policies: ReadonlySet<string>): boolean {
  if (kind === 'authenticated') return viewer.kind !== 'anonymous';
  const granted = (name: string): boolean =>
    kind === 'requiresScopes' ? viewer.scopes.includes(name) : policies.has(name);
  return anyOf.some((all) => all.every(granted));
}
