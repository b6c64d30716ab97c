/**
 * The pictures a page shows, as data. They are drawn anew from what the browser has already decoded: nothing is asked
 * of the network, and a browser gives no picture away that came from another site without that site's leave (CORS).
 */
import { isClobbered } from './core/clobbering.ts';

/** Longest side of a picture that is kept, in its own pixels; larger ones are drawn smaller. */
const LONGEST_SIDE = 2000;
/** All pictures of one page together, in characters of their data: addresses. Browsers refuse messages over 64 MB. */
const LARGEST = 24_000_000;
/** Small for photographs, and keeps what shines through. */
const FORMAT = { type: 'image/webp', quality: 0.9 };

/**
 * @param document the live page, which is not changed.
 * @param addresses absolute, as the article names its pictures.
 * @returns a data: address for each; null for one that the page does not show, has not loaded or may not give away.
 */
export async function picturesOf(document: Document, addresses: readonly string[]): Promise<(string | null)[]> {
  if (isClobbered(document)) return addresses.map(() => null);
  const shown = new Map<string, HTMLImageElement>();
  for (const image of document.querySelectorAll('img')) {
    if (!image.complete || image.naturalWidth === 0) continue;
    for (const address of addressesOf(image)) if (!shown.has(address)) shown.set(address, image);
  }
  const pictures: (string | null)[] = [];
  let left = LARGEST;
  for (const address of addresses) {
    const image = shown.get(address);
    const data = image ? await drawn(image) : null;
    const kept = data !== null && data.length <= left ? data : null;
    left -= kept?.length ?? 0;
    pictures.push(kept);
  }
  return pictures;
}

/** Every address one picture goes by: the one chosen, the other sizes, and what a page keeps aside to load it late. */
function addressesOf(image: HTMLImageElement): string[] {
  const holders = [image, ...(image.closest('picture')?.querySelectorAll('source') ?? [])];
  const written = holders.flatMap((element) => [...element.attributes].map(({ value }) => value));
  const named = written.flatMap((value) => value.split(/\s*,\s+|\s+/)).filter((part) => /[./]/.test(part));
  const absolute = named.map((address) => {
    try {
      return new URL(address, image.baseURI).href;
    } catch {
      return '';
    }
  });
  return [image.currentSrc, ...absolute].filter((address) => address !== '');
}

async function drawn(image: HTMLImageElement): Promise<string | null> {
  const { naturalWidth, naturalHeight } = image;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(naturalWidth, naturalHeight));
  const canvas = image.ownerDocument.createElement('canvas');
  canvas.width = Math.max(1, Math.round(naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(naturalHeight * scale));
  try {
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    // A picture of another site makes this throw.
    const data = canvas.toDataURL(FORMAT.type, FORMAT.quality);
    return data.startsWith('data:image/') ? data : null;
  } catch {
    return null;
  }
}
