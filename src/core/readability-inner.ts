/** The inner methods and fields of Readability 0.6 that are used or overridden here; its types leave them out. */
import type { Steps } from './steps.ts';

/** What a method gives back: its result, or the way there when the build has cut it into steps. */
export type Stepped<Value> = Value | Steps<Value>;

export interface Inner {
  _doc: Document;
  _articleByline: string | null;
  _articleTitle: string;
  REGEXPS: Readonly<
    Record<
      'byline' | 'hasContent' | 'unlikelyCandidates' | 'okMaybeItsACandidate' | 'adWords' | 'loadingWords' | 'hashUrl',
      RegExp
    >
  >;
  DIV_TO_P_ELEMS: ReadonlySet<string>;
  PHRASING_ELEMS: readonly string[];
  UNLIKELY_ROLES: readonly (string | null)[];
  DEFAULT_TAGS_TO_SCORE: readonly string[];
  FLAG_STRIP_UNLIKELYS: number;
  FLAG_CLEAN_CONDITIONALLY: number;
  _flagIsActive(flag: number): boolean;
  _hasAncestorTag(node: Element, tag: string): boolean;
  _headerDuplicatesTitle(node: Element): boolean;
  _setNodeTag(node: Element, tag: string): Element;
  _removeAndGetNext(node: Element): Element | null;
  _unwrapNoscriptImages(doc: Document): Stepped<void>;
  _removeScripts(doc: Document): Stepped<void>;
  _prepDocument(): Stepped<void>;
  _grabArticle(): Stepped<Element | null>;
  _postProcessContent(root: Element): Stepped<void>;
  _getInnerText(element: Element): string;
  _getClassWeight(element: Element): number;
  _getLinkDensity(element: Element): number;
  _hasChildBlockElement(element: Element): boolean;
  _hasSingleTagInsideElement(element: Element, tag: string): boolean;
  _isElementWithoutContent(element: Element): boolean;
  _isPhrasingContent(node: Node): boolean;
  _isWhitespace(node: Node): boolean;
  _isValidByline(element: Element, names: string): boolean;
}
