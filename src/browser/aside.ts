/**
 * What is stored but cannot be understood: damaged, or written by a newer version. Defaults are used in its place, and before
 * anything else is stored there it is kept aside, on this device.
 */
import { browser } from './polyfill.ts';

const KEY = 'keptAside';

async function load(): Promise<Record<string, unknown>> {
  const { [KEY]: kept } = await browser.storage.local.get(KEY);
  return typeof kept === 'object' && kept !== null ? { ...kept } : {};
}

/** Rejects when there is no room: then what is stored has to stay where it is. */
export async function keepAside(key: string, stored: unknown): Promise<void> {
  await browser.storage.local.set({ [KEY]: { ...(await load()), [key]: stored } });
}

/** What was kept aside, by the key it was stored under. */
export async function keptAside(): Promise<Record<string, unknown>> {
  return load().catch(() => ({}));
}

export async function forgetAside(): Promise<void> {
  await browser.storage.local.remove(KEY);
}
