/** @returns the address, absolute, or undefined for what is none. (`URL.parse` is younger than the browsers served.) */
export function toUrl(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}
