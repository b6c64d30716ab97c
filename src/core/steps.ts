/**
 * Long work that can be laid down and taken up again: a generator that yields where it may be left. The core has no clock; who
 * runs it decides when it has run for long enough.
 */

/** Yields nothing; what it returns is the result of the work. */
export type Steps<Value> = Generator<undefined, Value, undefined>;

/** How many small things are done between two places at which work may be laid down: a fraction of a ms together. */
const STRIDE = 16;

/** Does the work to its end, in one go. */
export function finish<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Calls a function with each item of a list and its index; of a live list, with those it had at first. */
export function* each<Item>(list: ArrayLike<Item>, act: (item: Item, at: number) => void): Steps<void> {
  const { length } = list;
  for (let at = 0; at < length; at++) {
    if (at % STRIDE === STRIDE - 1) yield;
    const item = list[at];
    if (item !== undefined) act(item, at);
  }
}

/**
 * What a function makes of each item of a list.
 * @param stride after how many items the work may be laid down: fewer for what takes longer.
 */
export function* mapped<Item, Made>(
  list: readonly Item[],
  make: (item: Item, at: number) => Made,
  stride = STRIDE,
): Steps<Made[]> {
  const made: Made[] = [];
  for (let at = 0; at < list.length; at++) {
    if (at % stride === stride - 1) yield;
    made.push(make(list[at] as Item, at));
  }
  return made;
}
