/** The list with `thing` in the place `at`. */
export function replaced<Thing>(list: readonly Thing[], at: number, thing: Thing): Thing[] {
  return list.map((one, place) => (place === at ? thing : one));
}

/** The list without what stands in the place `at`. */
export function without<Thing>(list: readonly Thing[], at: number): Thing[] {
  return list.filter((_, place) => place !== at);
}

/** The list with the one in the place `at` moved up (-1) or down (1); at an end nothing moves. */
export function moved<Thing>(list: readonly Thing[], at: number, by: -1 | 1): Thing[] {
  const to = at + by;
  const one = list[at];
  const other = list[to];
  if (one === undefined || other === undefined) return [...list];
  return replaced(replaced(list, at, other), to, one);
}
