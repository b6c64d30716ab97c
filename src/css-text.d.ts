/** A style sheet as one string, with what it imports; see `build/css-text-plugin.mjs`. */
declare module '*.css?text' {
  const css: string;
  export default css;
}
