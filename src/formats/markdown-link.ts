import { escapeMarkdown } from './markdown-escape.ts';

/** @param text is escaped, the address made safe to stand in parentheses. */
export function markdownLink(text: string, address: string): string {
  return `[${escapeMarkdown(text)}](${linkDestination(address)})`;
}

export function linkDestination(address: string): string {
  return address.replace(/[()<>\\\s]/g, (char) => (/\s/.test(char) ? encodeURIComponent(char) : `\\${char}`));
}
