import type { Company, Step } from './program.ts';

type Unordered = Pick<Step, 'fetch' | 'part' | 'waitsFor'>;

/**
 * For each step those that may go into one request with it. They ask the same subgraph for entities; a fetch that carries
 * the viewer's identity never takes with it one that does not, which others may share; and no part of the answer waits
 * for what another needs.
 */
export function findCompany(steps: readonly Unordered[]): (Company | undefined)[] {
  const groups = new Map<string, number[]>();
  for (const [index, { fetch, part }] of steps.entries()) {
    const { node, represent } = fetch;
    if (!represent || node.refusal) continue;
    const key = JSON.stringify([node.subgraph, node.public, part]);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  const companies = steps.map((): Company | undefined => undefined);
  let before: Ancestors | undefined;
  for (const [group, members] of [...groups.values()].entries()) {
    // One step alone has something to put together where what is around its entities divides them.
    const isDivided = members.some((index) => (steps[index]?.fetch.node.contextRewrites.length ?? 0) > 0);
    if (members.length === 1 && !isDivided) continue;
    const isBefore = (before ??= new Ancestors(steps));
    for (const index of members) {
      const others = members.filter((other) => other !== index && !isBefore.areOrdered(index, other));
      if (others.length > 0 || isDivided) companies[index] = { group, index, others };
    }
  }
  return companies;
}

/** What each step waits for, at whatever distance. Steps come behind those that they wait for. */
class Ancestors {
  readonly #of: ReadonlySet<number>[] = [];

  constructor(steps: readonly Unordered[]) {
    for (const { waitsFor } of steps) {
      const all = new Set(waitsFor);
      for (const other of waitsFor) for (const each of this.#of[other] ?? []) all.add(each);
      this.#of.push(all);
    }
  }

  areOrdered(a: number, b: number): boolean {
    return this.#of[a]?.has(b) === true || this.#of[b]?.has(a) === true;
  }
}
