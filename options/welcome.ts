/** The first-run page: what to do first, and what happens with what is read. Opened once, after installation. */
import { openOptions } from '../src/browser/places.ts';
import { browser } from '../src/browser/polyfill.ts';
import { maker } from '../src/view/dom.ts';
import { type MessageKey, makeTexts } from '../src/view/texts.ts';

const texts = makeTexts((key, values) => browser.i18n.getMessage(key, values));
document.documentElement.lang = texts.locale;
document.documentElement.dir = texts.dir;
document.title = texts.text('welcomeTitle');

const make = maker(document);
const commands = await browser.commands.getAll();
const shortcut = commands.find(({ name }) => name === '_execute_action')?.shortcut;

const step = (title: MessageKey, how: MessageKey, ...more: (HTMLElement | string | false)[]): HTMLElement =>
  make(
    'li',
    { class: 'welcome__step' },
    make('h2', { class: 'welcome__what' }, texts.text(title)),
    make('p', { class: 'welcome__how' }, texts.text(how), ...more),
  );

document.body.append(
  make(
    'main',
    { class: 'welcome' },
    make('img', { class: 'welcome__icon', src: '../icons/icon-128.png', alt: '', width: 64, height: 64 }),
    make('h1', { class: 'welcome__title' }, texts.text('welcomeTitle')),
    make(
      'ol',
      { class: 'welcome__steps' },
      step('welcomePin', 'welcomePinHow'),
      // The browser gives no shortcut away that another extension has.
      step('welcomeClick', 'welcomeClickHow', shortcut ? ` ${texts.text('welcomeKey', shortcut)}` : false),
      step('welcomeRead', 'welcomeReadHow'),
    ),
    make('p', { class: 'welcome__privacy' }, texts.text('welcomePrivacy')),
    make('button', { class: 'button', type: 'button', click: () => void openOptions() }, texts.text('openOptions')),
  ),
);
