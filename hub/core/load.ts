/** A person on the shift and how many open tasks stand to their name. */
export interface Load {
  readonly staff: string;
  readonly open: number;
}

/** Who has the least to do; the first by id where several have. */
export function lightest(loads: readonly Load[]): string | undefined {
  let best: Load | undefined;
  for (const load of loads)
    if (!best || load.open < best.open || (load.open === best.open && load.staff < best.staff)) best = load;
  return best?.staff;
}
