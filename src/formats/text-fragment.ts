/** Addresses that lead to a passage. https://wicg.github.io/scroll-to-text-fragment/ */

/** The terms of a text directive, as they stand in the page. */
export interface TextFragment {
  prefix?: string;
  textStart: string;
  textEnd?: string;
  suffix?: string;
}

const DIRECTIVES = ':~:';
const LONE_SURROGATE = /\p{Cs}/gu;

/** @returns the address with a text directive in place of any it had; the place it named on the page stays. */
export function withTextFragment(address: string, fragment: TextFragment): string {
  const plain = withoutTextFragment(address);
  const terms = [
    ...(fragment.prefix ? [`${encode(fragment.prefix)}-`] : []),
    encode(fragment.textStart),
    ...(fragment.textEnd ? [encode(fragment.textEnd)] : []),
    ...(fragment.suffix ? [`-${encode(fragment.suffix)}`] : []),
  ];
  return `${plain}${plain.includes('#') ? '' : '#'}${DIRECTIVES}text=${terms.join(',')}`;
}

export function withoutTextFragment(address: string): string {
  const at = address.indexOf(DIRECTIVES, address.indexOf('#') + 1);
  return address.includes('#') && at >= 0 ? address.slice(0, at).replace(/#$/, '') : address;
}

/** A hyphen beside a comma would read as the sign of a prefix or suffix, so it is encoded too. */
function encode(term: string): string {
  return encodeURIComponent(term.replace(LONE_SURROGATE, '\ufffd')).replaceAll('-', '%2D');
}
