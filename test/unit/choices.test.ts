import './fake-storage.ts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import * as choices from '../../src/browser/choices.ts';
import { stored } from './fake-storage.ts';

const PAGE = 'https://www.news.example/2024/story?x=1';

beforeEach(() => {
  stored.local = {};
  stored.sync = {};
});

describe('what is stored is validated', () => {
  test('for every page', () => {
    const nothing = { keepKinds: [], captions: 'remove' };
    expect(choices.parsePageChoices(undefined)).toEqual(nothing);
    expect(choices.parsePageChoices('keep')).toEqual(nothing);
    expect(choices.parsePageChoices({ keepKinds: 'bio', captions: 'burn' })).toEqual(nothing);
    expect(choices.parsePageChoices({ keepKinds: ['bio', 'toString', 7, 'bio'], captions: 'keep' })).toEqual({
      keepKinds: ['bio'],
      captions: 'keep',
    });
  });

  test('for sites: what is no choice is left out', () => {
    expect(choices.parseSiteChoices({ length: 2 })).toEqual([]);
    expect(
      choices.parseSiteChoices([
        null,
        { site: '', keepKinds: ['bio'] },
        { site: 'empty.example', keepKinds: ['none'], alwaysRemove: [' ', 3] },
        {
          site: 'a.example',
          keepKinds: ['bio', 'bios'],
          alwaysRemove: ['Line', 'Line', 'x'.repeat(choices.LONGEST_LINE + 1)],
        },
      ]),
    ).toEqual([{ site: 'a.example', keepKinds: ['bio'], alwaysRemove: ['Line'] }]);
  });

  test('for sites: the newest 200 lines stay', () => {
    const alwaysRemove = Array.from({ length: 250 }, (_, at) => `Line ${at}`);
    const [site] = choices.parseSiteChoices([{ site: 'a.example', alwaysRemove }]);
    expect(site?.alwaysRemove).toHaveLength(200);
    expect(site?.alwaysRemove.at(-1)).toBe('Line 249');
  });
});

describe('what holds for an address', () => {
  test('is nothing at first', async () => {
    expect(await choices.choicesFor('www.news.example')).toEqual({
      keepKinds: [],
      captions: 'remove',
      alwaysRemove: [],
    });
  });

  test('is what was chosen for every page and for its site', async () => {
    await choices.pageChoices.save({ keepKinds: ['tags'], captions: 'with-image' });
    await choices.keepKindOnSite(PAGE, 'bio');
    await choices.removeLineOnSite(PAGE, 'Read our app');
    expect(await choices.choicesFor('news.example')).toEqual({
      keepKinds: ['tags', 'bio'],
      captions: 'with-image',
      alwaysRemove: ['Read our app'],
    });
    expect(await choices.choicesFor('other.example')).toEqual({
      keepKinds: ['tags'],
      captions: 'with-image',
      alwaysRemove: [],
    });
  });

  test('is what can be understood of what is stored', async () => {
    const here = { site: 'news.example', keepKinds: ['bio', 'bios'], alwaysRemove: ['Line', 3, ' ', 'Line'] };
    stored.local = { siteChoices: [null, { keepKinds: ['tags'] }, here, 'news.example'] };
    expect(await choices.choicesFor('www.news.example')).toEqual({
      keepKinds: ['bio'],
      captions: 'remove',
      alwaysRemove: ['Line'],
    });
    stored.local = { siteChoices: { site: 'news.example' } };
    expect(await choices.choicesFor('news.example')).toEqual({ keepKinds: [], captions: 'remove', alwaysRemove: [] });
  });

  test('a line is forgotten whatever its case and marks, and with the last choice the site', async () => {
    await choices.removeLineOnSite(PAGE, 'Read our app');
    await choices.removeLineOnSite(PAGE, 'Another');
    await choices.allowLineOnSite(PAGE, '» READ OUR APP «');
    expect((await choices.loadSiteChoices()).map(({ alwaysRemove }) => alwaysRemove)).toEqual([['Another']]);
    await choices.allowLineOnSite(PAGE, 'Another');
    expect(await choices.loadSiteChoices()).toEqual([]);
  });

  test('off the web nothing is remembered', async () => {
    await choices.keepKindOnSite('file:///home/me/page.html', 'bio');
    expect(stored.local).toEqual({});
  });
});
