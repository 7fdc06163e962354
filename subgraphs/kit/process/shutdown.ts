export interface Closable {
  close(): Promise<void>;
}

/** Closes in the order given, each once; an error in one does not keep the others open and is thrown at the end. */
export function closeInOrder(parts: readonly Closable[]): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => (closing ??= closeAll(parts));
}

async function closeAll(parts: readonly Closable[]): Promise<void> {
  const errors: unknown[] = [];
  for (const part of parts) await part.close().catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} part(s) did not close`);
}
