import { allowLineOnSite, keepKindOnSite, LONGEST_LINE, removeLineOnSite } from '../src/browser/choices.ts';
import { siteName } from '../src/browser/page-address.ts';
import type { SiteChoices } from '../src/view/workspace-shell.ts';

/** What every shell lets the reader decide for the site of an address; undefined when it is not on the web. */
export function siteChoices(url: string): SiteChoices | undefined {
  const site = siteName(url);
  return site === undefined
    ? undefined
    : {
        site,
        keepKind: (kind) => keepKindOnSite(url, kind),
        removeLine: (line) => removeLineOnSite(url, line),
        allowLine: (line) => allowLineOnSite(url, line),
        longestLine: LONGEST_LINE,
      };
}
