/** Longest wait for a frame, in ms: a page that is not to be seen draws none. */
const PATIENCE = 100;

/** Ends when what is in the document now has been on the screen: work that keeps the browser busy comes after it. */
export function painted({ defaultView }: Document): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE);
    defaultView?.requestAnimationFrame(() => setTimeout(resolve));
  });
}
