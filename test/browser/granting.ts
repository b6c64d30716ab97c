/** Granting and withdrawing a site as a person does it in the browser's own pages: a prompt cannot be answered without one. */
import type { Chromium } from './harness.ts';

/** What `chrome://extensions` itself calls. */
interface DeveloperPrivate {
  updateExtensionConfiguration(options: { extensionId: string; hostAccess: string }): Promise<void>;
  addHostPermission(extensionId: string, host: string): Promise<void>;
  removeHostPermission(extensionId: string, host: string): Promise<void>;
}

export interface Granting {
  /** From now on the browser grants the pattern without a prompt when the extension asks for it in a click. */
  approve(pattern: string): Promise<void>;
  /** The reader takes the access away again. */
  withdraw(pattern: string): Promise<void>;
}

/** Opens the browser's page about its extensions. */
export async function openGranting({ browser, extensionId }: Chromium): Promise<Granting> {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  const call = (name: 'addHostPermission' | 'removeHostPermission', pattern: string): Promise<void> =>
    page.evaluate(
      async (extensionId, name, pattern) => {
        const { developerPrivate } = (globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } })
          .chrome;
        await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_SPECIFIC_SITES' });
        await developerPrivate[name](extensionId, pattern);
      },
      extensionId,
      name,
      pattern,
    );
  return {
    approve: (pattern) => call('addHostPermission', pattern),
    withdraw: (pattern) => call('removeHostPermission', pattern),
  };
}
