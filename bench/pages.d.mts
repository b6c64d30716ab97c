export interface BenchPage {
  id: string;
  html: string;
}
export function random(seed: number): () => number;
export function generatedPages(largest?: number): BenchPage[];
export function savedPages(dir: string): BenchPage[];
