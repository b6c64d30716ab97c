/** Fonts for the in-page reader. A page cannot load files of ours, so their bytes come as scripts, when they are wanted. */

declare global {
  /** The faces that were put into this page; the reader takes them out when it closes. */
  var cleanCopyFonts: FontFace[] | undefined;
}

/** @param family a name no page uses: what a page's own text looks like must not change. */
export function addFont(family: string, bytes: Uint8Array<ArrayBuffer>, descriptors: FontFaceDescriptors): void {
  // The reader may be closed by the time its font arrives.
  if (!document.querySelector('clean-copy-reader')) return;
  const face = new FontFace(family, bytes, descriptors);
  document.fonts.add(face);
  globalThis.cleanCopyFonts = [...(globalThis.cleanCopyFonts ?? []), face];
}
