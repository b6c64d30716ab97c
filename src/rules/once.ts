import { primaryOf } from './page.ts';

/** How many languages are remembered: more than anybody reads in a day; pages may carry any tag. */
const MAX_REMEMBERED = 40;

/**
 * The same language gives the same object, so that what the core compiles from it is compiled once. What was promised and failed is
 * asked for again. Calls are marked pure, so that a bundle that needs one kind of rules leaves the other out.
 */
export function once<Value>(make: (primary: string) => Value): (lang?: string) => Value {
  const made = new Map<string, Value>();
  return (lang = 'en') => {
    const primary = primaryOf(lang);
    const known = made.get(primary);
    if (known !== undefined) return known;
    const value = make(primary);
    const [first] = made.keys();
    if (first !== undefined && made.size >= MAX_REMEMBERED) made.delete(first);
    made.set(primary, value);
    if (value instanceof Promise) value.catch(() => made.get(primary) === value && made.delete(primary));
    return value;
  };
}
