// Readability's files one by one: the package's index brings both.

declare module '@mozilla/readability/Readability.js' {
  export { Readability as default } from '@mozilla/readability';
}

declare module '@mozilla/readability/Readability-readerable.js' {
  export { isProbablyReaderable as default } from '@mozilla/readability';
}
