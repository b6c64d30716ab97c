/** Settings as a file, out and in. Knows no browser API. */
import { maker } from '../src/view/dom.ts';
import type { Texts } from '../src/view/texts.ts';

const FORMAT = 'clean-copy-settings';
const VERSION = 1;
/** A file of settings is small; more than this many bytes is something else. */
const LARGEST = 1_000_000;

export interface BackupHost {
  document: Document;
  texts: Texts;
  say(text: string, error?: boolean): void;
  collect(): Promise<Record<string, unknown>>;
  /** @param given whatever shape the file has; each part is validated by whoever owns it. */
  restore(given: Record<string, unknown>): Promise<void>;
}

/** @returns the settings in a file's text, or undefined when it is none of ours or from a newer version. */
export function settingsIn(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const { format, version, ...given } = parsed as Record<string, unknown>;
    return format === FORMAT && typeof version === 'number' && version <= VERSION ? given : undefined;
  } catch {
    return undefined;
  }
}

export function settingsFile(settings: Record<string, unknown>): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...settings }, null, 2)}\n`;
}

export function createBackup({ document, texts, say, collect, restore }: BackupHost): HTMLElement {
  const make = maker(document);
  const save = async (): Promise<void> => {
    const address = URL.createObjectURL(new Blob([settingsFile(await collect())], { type: 'application/json' }));
    make('a', { href: address, download: 'clean-copy-settings.json' }).click();
    URL.revokeObjectURL(address);
    say(texts.text('backupSaved'));
  };
  const load = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const given = file.size <= LARGEST ? settingsIn(await file.text()) : undefined;
    if (!given) {
      say(texts.text('backupNotOurs'), true);
      return;
    }
    await restore(given);
    say(texts.text('backupLoaded'));
  };
  const input = make('input', {
    type: 'file',
    accept: 'application/json',
    class: 'visually-hidden',
    tabindex: -1,
    'aria-hidden': 'true',
    change: () =>
      void load(input.files?.[0]).then(() => {
        input.value = '';
      }),
  }) as HTMLInputElement;
  return make(
    'section',
    { class: 'options__section', 'aria-labelledby': 'backup-heading' },
    make('h2', { class: 'options__heading', id: 'backup-heading' }, texts.text('backupHeading')),
    make('p', { class: 'options__hint' }, texts.text('backupHint')),
    make(
      'div',
      { class: 'options__row' },
      make('button', { class: 'button', type: 'button', click: () => void save() }, texts.text('backupSave')),
      make('button', { class: 'button', type: 'button', click: () => input.click() }, texts.text('backupLoad')),
      input,
    ),
  );
}
