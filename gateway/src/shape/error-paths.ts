import type { GraphQLError } from 'graphql';

export interface ErrorPaths {
  /** True when there is an error at this path, below it, or above it. */
  covers(path: readonly (string | number)[]): boolean;
}

interface Step {
  readonly next: Map<string | number, Step>;
  ends: boolean;
}

/** The paths of errors as a tree, so that asking takes as long as the path asked for. */
export function createErrorPaths(errors: readonly GraphQLError[]): ErrorPaths {
  const root = createStep();
  for (const { path } of errors) {
    if (path && path.length > 0) add(root, path);
  }
  return {
    covers(path) {
      let step = root;
      for (const key of path) {
        const next = step.next.get(key);
        if (!next) return false;
        if (next.ends) return true;
        step = next;
      }
      return step.next.size > 0;
    },
  };
}

function add(root: Step, path: readonly (string | number)[]): void {
  let step = root;
  for (const key of path) {
    const next = step.next.get(key) ?? createStep();
    step.next.set(key, next);
    step = next;
  }
  step.ends = true;
}

function createStep(): Step {
  return { next: new Map(), ends: false };
}
