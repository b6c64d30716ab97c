/** @returns the address, absolute, or undefined for what is none. (`URL.parse` is younger than the browsers served.) */
export function toUrl(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}

export function isWebAddress(address: string): boolean {
  return /^https?:/.test(toUrl(address)?.protocol ?? '');
}
