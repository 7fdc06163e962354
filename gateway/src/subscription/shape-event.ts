import { shapeResponse } from '../shape/shape-response.ts';
import type { ShapedResponse } from '../shape/shape-response.ts';
import type { JoinedEvent, Joining } from './join.ts';

/** Exactly what the client asked, for one event: the same shaping as for a request. */
export function shapeEvent({ executed }: JoinedEvent, joining: Joining): ShapedResponse {
  const { compiled, variables } = joining;
  return shapeResponse({ shape: compiled.shape, variables, ...executed });
}
