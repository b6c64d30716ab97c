/** A browser whose storage is here. To be imported before what uses it: the polyfill takes a browser that has promises as it is. */
export const stored: Record<'local' | 'sync', Record<string, unknown>> = { local: {}, sync: {} };

const area = (name: 'local' | 'sync') => ({
  get: async (key: string) => ({ [key]: stored[name][key] }),
  set: async (values: Record<string, unknown>) => void Object.assign(stored[name], structuredClone(values)),
});

Object.assign(globalThis, {
  chrome: { runtime: { id: 'test' } },
  browser: { runtime: { id: 'test' }, storage: { local: area('local'), sync: area('sync') } },
});
