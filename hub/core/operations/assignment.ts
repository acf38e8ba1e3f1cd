/**
 * Who does what at the least total cost, each worker one job at most and as many pairs as there can be: the Hungarian
 * method with potentials, O(n²m) (H. W. Kuhn 1955; J. Munkres 1957; in the form of shortest augmenting paths,
 * R. Jonker and A. Volgenant 1987).
 * @param cost rows are workers, columns jobs; all rows of one length; there may be more of either
 * @returns the least total, and for each row its column or -1
 */
export function cheapestAssignment(cost: readonly (readonly number[])[]): { total: number; columns: number[] } {
  const rows = cost.length;
  const width = cost[0]?.length ?? 0;
  if (rows > width) {
    const turned = Array.from({ length: width }, (_, column) => cost.map((row) => row[column] ?? 0));
    const { total, columns: rowOf } = cheapestAssignment(turned);
    return { total, columns: cost.map((_, row) => rowOf.indexOf(row)) };
  }
  const columns = augmented(cost, rows, width);
  return { total: columns.reduce((sum, column, row) => sum + (cost[row]?.[column] ?? 0), 0), columns };
}

/** Takes the rows in one after another, each by the cheapest way through the reduced costs; column 0 stands for "new". */
function augmented(cost: readonly (readonly number[])[], rows: number, width: number): number[] {
  const rowPrice = new Float64Array(rows + 1);
  const columnPrice = new Float64Array(width + 1);
  const holder = new Int32Array(width + 1);
  const from = new Int32Array(width + 1);
  for (let row = 1; row <= rows; row += 1) {
    holder[0] = row;
    let column = 0;
    const reach = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
    const isDone = new Uint8Array(width + 1);
    do {
      isDone[column] = 1;
      const at = holder[column] ?? 0;
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let j = 1; j <= width; j += 1) {
        if (isDone[j]) continue;
        const reduced = (cost[at - 1]?.[j - 1] ?? 0) - (rowPrice[at] ?? 0) - (columnPrice[j] ?? 0);
        if (reduced < (reach[j] ?? 0)) {
          reach[j] = reduced;
          from[j] = column;
        }
        if ((reach[j] ?? 0) < step) {
          step = reach[j] ?? 0;
          next = j;
        }
      }
      for (let j = 0; j <= width; j += 1) {
        if (isDone[j]) {
          const held = holder[j] ?? 0;
          rowPrice[held] = (rowPrice[held] ?? 0) + step;
          columnPrice[j] = (columnPrice[j] ?? 0) - step;
        } else reach[j] = (reach[j] ?? 0) - step;
      }
      column = next;
    } while (holder[column] !== 0);
    for (; column !== 0; column = from[column] ?? 0) holder[column] = holder[from[column] ?? 0] ?? 0;
  }
  const columns = new Array<number>(rows).fill(-1);
  for (let j = 1; j <= width; j += 1) if (holder[j]) columns[(holder[j] ?? 0) - 1] = j - 1;
  return columns;
}
