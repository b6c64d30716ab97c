/** Small things that are remembered on all of the reader's machines (`storage.sync`). */
import { keepAside } from './aside.ts';
import { browser } from './polyfill.ts';

/** Counts up when the shape of what is stored changes; `parse` of each setting reads the older shapes. */
const VERSION = 1;

export interface Setting<T> {
  /** What is stored; the default where nothing is, or nothing that can be understood. */
  load(): Promise<T>;
  /** Whether something is stored that cannot be understood. */
  isStrange(): Promise<boolean>;
  /** Rejects when storage is full or off. */
  save(value: T): Promise<void>;
  /** Told when it is changed elsewhere, or here. @returns ends the telling. */
  onChange(listener: (value: T) => void): () => void;
  /** What was loaded or saved last in this place, at once; undefined before the first time. */
  remembered(): T | undefined;
}

function isKnown(stored: unknown): stored is { version: unknown; value: unknown } {
  const shaped = typeof stored === 'object' && stored !== null && 'version' in stored && 'value' in stored;
  return shaped && Number(stored.version) <= VERSION;
}

function valueIn<T>(parse: (stored: unknown) => T, stored: unknown): T {
  return parse(isKnown(stored) ? stored.value : undefined);
}

/** Damaged, of another kind than the setting, or from a newer version. */
function isStrange(stored: unknown, parse: (stored: unknown) => unknown): boolean {
  return stored !== undefined && !(isKnown(stored) && typeof stored.value === typeof parse(undefined));
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What `setting(key, parse).load()` gives, for where nothing else of it is wanted. */
export async function loadSetting<T>(key: string, parse: (stored: unknown) => T): Promise<T> {
  // Sync storage can be off (policy, private windows of some browsers): defaults are better than no article.
  const stored = await browser.storage.sync.get(key).catch(() => ({}) as Record<string, unknown>);
  return valueIn(parse, stored[key]);
}

/** The memory of a page of ours that can be read at once; undefined where the browser keeps none. */
export function pageMemory(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/**
 * @param parse makes a valid value of whatever is stored; of nothing, the default.
 * @param memory keeps a copy that can be read at once, so that a page opens in its colours.
 */
export function setting<T>(key: string, parse: (stored: unknown) => T, memory?: Storage): Setting<T> {
  let waiting: { value: T } | undefined;
  let saved: { value: T } | undefined;
  let writing: Promise<void> | undefined;

  /** One write after the other, of the last value each time: Firefox may finish the later of two first. */
  async function writeWaiting(): Promise<void> {
    try {
      while (waiting) {
        const { value } = waiting;
        waiting = undefined;
        const { [key]: stored } = await browser.storage.sync.get(key);
        if (isStrange(stored, parse)) await keepAside(key, stored);
        // Chromium lets so many be written a minute, and what is stored already need not be.
        else if (stored !== undefined && isSame(valueIn(parse, stored), parse(value))) continue;
        await browser.storage.sync.set({ [key]: { version: VERSION, value } });
      }
    } finally {
      writing = undefined;
    }
  }

  const remember = (value: T): T => {
    try {
      memory?.setItem(key, JSON.stringify({ version: VERSION, value }));
    } catch {
      // Full or switched off: the page then waits for what is stored.
    }
    return value;
  };
  return {
    load: async () => {
      const before = saved;
      const loaded = await loadSetting(key, parse);
      // What was chosen while it was on its way is newer.
      return saved && saved !== before ? saved.value : remember(loaded);
    },
    isStrange: async () =>
      isStrange((await browser.storage.sync.get(key).catch(() => ({ [key]: undefined })))[key], parse),
    save: (value) => {
      remember(value);
      waiting = saved = { value };
      writing ??= writeWaiting();
      return writing;
    },
    onChange: (listener) => {
      const changed = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
        const change = changes[key];
        // While we write, news is of what we wrote before.
        if (area === 'sync' && change && !writing) listener(remember(valueIn(parse, change.newValue)));
      };
      browser.storage.onChanged.addListener(changed);
      return () => browser.storage.onChanged.removeListener(changed);
    },
    remembered: () => {
      const text = memory?.getItem(key);
      if (!text) return undefined;
      try {
        return valueIn(parse, JSON.parse(text));
      } catch {
        return undefined;
      }
    },
  };
}
