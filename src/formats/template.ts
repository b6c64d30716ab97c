/**
 * Templates for citations. `{field}` is a field's value; `[…]` is left out when a field in it is empty, `[…|…]` takes
 * the first alternative that has no empty field; `\` takes the meaning off the character after it.
 */

export type TemplateErrorCode =
  | 'unknown-field'
  | 'unclosed-field' // `{` without `}`
  | 'unclosed-group' // `[` without `]`
  | 'stray-mark'; // `}`, `]` or `|` outside of what it belongs to

export interface TemplateError {
  code: TemplateErrorCode;
  /** Where, in UTF-16 units from the start of the template. */
  at: number;
  /** The unknown field's name, or the mark. */
  what: string;
}

type Part = { literal: string } | { field: string } | { alternatives: Template[] };
export type Template = readonly Part[];
export type Parsed = { ok: true; template: Template } | { ok: false; error: TemplateError };

/** How values and the template's own words are written; see `renderTemplate`. */
export interface Writing {
  value: (value: string, field: string) => string;
  literal: (literal: string) => string;
}

export const AS_THEY_ARE: Writing = { value: (value) => value, literal: (literal) => literal };

/** @param known tells which names are fields. */
export function parseTemplate(source: string, known: (name: string) => boolean): Parsed {
  const open: { start: number; alternatives: Part[][] }[] = [{ start: 0, alternatives: [[]] }];
  const error = (code: TemplateErrorCode, at: number, what: string): Parsed => ({
    ok: false,
    error: { code, at, what },
  });
  const parts = (): Part[] => open.at(-1)?.alternatives.at(-1) ?? [];
  const write = (literal: string): void => {
    const last = parts().at(-1);
    if (last && 'literal' in last) last.literal += literal;
    else parts().push({ literal });
  };

  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '\\' && at + 1 < source.length) {
      at++;
      write(source.charAt(at));
    } else if (char === '{') {
      const end = source.indexOf('}', at);
      if (end < 0) return error('unclosed-field', at, char);
      const name = source.slice(at + 1, end).trim();
      if (!known(name)) return error('unknown-field', at, name);
      parts().push({ field: name });
      at = end;
    } else if (char === '[') {
      open.push({ start: at, alternatives: [[]] });
    } else if (char === '|' && open.length > 1) {
      open.at(-1)?.alternatives.push([]);
    } else if (char === ']' && open.length > 1) {
      const group = open.pop();
      if (group) parts().push({ alternatives: group.alternatives });
    } else if (char === '}' || char === ']' || char === '|') {
      return error('stray-mark', at, char);
    } else {
      write(char);
    }
  }
  const group = open.length > 1 ? open.at(-1) : undefined;
  if (group) return error('unclosed-group', group.start, '[');
  return { ok: true, template: parts() };
}

/** @param lookUp gives a field's value; an empty string when there is none. */
export function renderTemplate(template: Template, lookUp: (field: string) => string, writing = AS_THEY_ARE): string {
  return render(template, lookUp, writing, '');
}

/** A value that ends a sentence ("Why now?") takes no full stop from the template after it. */
const SENTENCE_END = /[.?!…。？！]['"”’»]?(?:<\/i>|\*)?$/u;
const FULL_STOP = /^((?:<\/i>|\*)?)\./;

function render(template: Template, lookUp: (field: string) => string, writing: Writing, before: string): string {
  let text = before;
  for (const part of template) {
    if ('field' in part) {
      text += writing.value(lookUp(part.field), part.field);
    } else if ('literal' in part) {
      const literal = writing.literal(part.literal);
      text += SENTENCE_END.test(text) ? literal.replace(FULL_STOP, '$1') : literal;
    } else {
      const chosen = part.alternatives.find((alternative) => isComplete(alternative, lookUp));
      if (chosen) text += render(chosen, lookUp, writing, text).slice(text.length);
    }
  }
  return text;
}

function isComplete(template: Template, lookUp: (field: string) => string): boolean {
  return template.every((part) => !('field' in part) || lookUp(part.field) !== '');
}
