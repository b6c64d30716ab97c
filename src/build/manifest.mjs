/**
 * The one manifest, cut for one browser: the version from package.json, keys the other browser owns dropped.
 * @param {Record<string, any>} manifest as checked in.
 * @param {'chrome' | 'firefox'} browser
 * @param {string} version
 * @returns {Record<string, any>}
 */
export function manifestFor(manifest, browser, version) {
  const { minimum_chrome_version, browser_specific_settings, background, ...shared } = manifest;
  const { side_panel, sidebar_action, permissions, ...common } = shared;
  const { service_worker, scripts } = background;
  return browser === 'chrome'
    ? { ...common, version, permissions, side_panel, minimum_chrome_version, background: { service_worker } }
    : {
        ...common,
        version,
        // Firefox does not count a menu entry or a shortcut as the page's own gesture; Chromium does, without asking.
        permissions: [...permissions.filter((permission) => permission !== 'sidePanel'), 'clipboardWrite'],
        sidebar_action,
        browser_specific_settings,
        background: { scripts },
      };
}
