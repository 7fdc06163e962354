import type { DeniedInPlan } from './deny-in-plan.ts';
import type { FetchNode, RequiredSelection } from './plan-nodes.ts';
import { reduceFetch, withoutFields } from './reduce-fetch.ts';

/**
 * Splits an entity fetch by what its representations may hold: a fetch for the entities and fields that need nothing
 * denied, and a refused one for those that do. The fetch itself where nothing of it is denied.
 */
export function refuseDenied(node: FetchNode, access: DeniedInPlan): FetchNode[] {
  const { code, message } = access.denied;
  const refusal = { code, message };
  const context = node.contextRewrites.some(({ path }) => isContextDenied(path, access));
  if (context) return [{ ...node, refusal }];
  const missing = new Set<string>();
  const keyless = new Set<string>();
  for (const selection of node.requires ?? []) {
    const found = deniedMembers([selection], undefined, { access, above: '' });
    if (found.size === 0) continue;
    const type = selection.kind === 'InlineFragment' ? selection.type : undefined;
    // What no field requires is of the key: without it there is nothing to ask for.
    if (type === undefined || !isExplained(node, found)) keyless.add(type ?? '');
    else found.forEach((path) => missing.add(path));
  }
  if (missing.size === 0 && keyless.size === 0) return [node];
  const withKey = node.produces.filter(({ type }) => !keyless.has(type ?? ''));
  const lost = node.produces.filter(({ type }) => keyless.has(type ?? ''));
  const kept = withKey.length === node.produces.length ? node : onlyTypes(node, withKey, keyless);
  const { rest, dropped } =
    withKey.length === 0 ? { rest: undefined, dropped: [] } : withoutFields(kept, missing);
  return [...(rest ? [rest] : []), { ...node, produces: [...lost, ...dropped], refusal }];
}

interface Looking {
  readonly access: DeniedInPlan;
  readonly above: string;
}

function deniedMembers(
  selections: readonly RequiredSelection[],
  type: string | undefined,
  looking: Looking,
): Set<string> {
  const found = new Set<string>();
  for (const selection of selections) {
    const path = selection.kind === 'Field' ? `${looking.above}${selection.key}` : '';
    if (selection.kind === 'InlineFragment') {
      for (const each of deniedMembers(selection.selections, selection.type ?? type, looking))
        found.add(each);
    } else if (looking.access.isDenied(type, selection.sentAs)) {
      found.add(path);
    } else if (selection.selections) {
      const below = looking.access.returned(type, selection.sentAs);
      const inner = { ...looking, above: `${path}.` };
      for (const each of deniedMembers(selection.selections, below, inner)) found.add(each);
    }
  }
  return found;
}

/** A value that a fetch takes from around its entities (`@fromContext`). */
function isContextDenied(path: readonly string[], access: DeniedInPlan): boolean {
  let type: string | undefined;
  return path.some((step) => {
    if (step === '..') return false;
    if (step.startsWith('... on ')) {
      type = step.slice('... on '.length);
      return access.denied.type(type);
    }
    const refused = access.isDenied(type, step);
    type = access.returned(type, step);
    return refused;
  });
}

function isExplained(node: FetchNode, missing: ReadonlySet<string>): boolean {
  return withoutFields(node, missing).rest !== undefined || everyFieldNeeds(node, missing);
}

function everyFieldNeeds({ produces }: FetchNode, missing: ReadonlySet<string>): boolean {
  return produces.every(({ requires }) =>
    requires.some((leaf) => [...missing].some((path) => leaf === path || leaf.startsWith(`${path}.`))),
  );
}

function onlyTypes(
  node: FetchNode,
  produces: FetchNode['produces'],
  keyless: ReadonlySet<string>,
): FetchNode {
  const reduced = reduceFetch(node, produces, new Set());
  const requires = reduced.requires?.filter(
    (selection) => selection.kind !== 'InlineFragment' || !keyless.has(selection.type ?? ''),
  );
  return { ...reduced, requires };
}
