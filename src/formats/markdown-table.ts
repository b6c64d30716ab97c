/**
 * GFM tables for turndown. The plugins there are keep a table with a list in it as HTML with a class of their own,
 * and fold several pipes of a cell into one; here every cell keeps its text.
 */
import type TurndownService from 'turndown';

const MAX_SPAN = 100;

export function markdownTables(service: TurndownService): void {
  /** What turndown made of each cell and caption; the table puts them in their places. */
  const contents = new WeakMap<Node, string>();
  service.addRule('cell', {
    filter: ['th', 'td', 'caption'],
    replacement: (content, node) => {
      if (!isGrid(tableOf(node))) return `\n\n${content}\n\n`;
      contents.set(node, content.trim());
      return '';
    },
  });
  service.addRule('row', {
    filter: ['tr', 'thead', 'tbody', 'tfoot'],
    replacement: (content, node) => (isGrid(tableOf(node)) ? '' : `\n\n${content}\n\n`),
  });
  service.addRule('table', {
    filter: 'table',
    replacement: (content, node) => {
      const table = node as HTMLTableElement;
      return `\n\n${isGrid(table) ? gridText(table, (cell) => contents.get(cell) ?? '') : content}\n\n`;
    },
  });
}

/** A table of one column, or one with a table inside it, is a layout: its cells are read one after the other. */
function isGrid(table: HTMLTableElement | null): table is HTMLTableElement {
  if (!table || table.querySelector('table')) return false;
  return [...table.rows].some((row) => row.cells.length > 1);
}

function tableOf(node: Node): HTMLTableElement | null {
  return (node as Element).closest('table');
}

function gridText(table: HTMLTableElement, contentOf: (cell: Element) => string): string {
  const rows = layOut([...table.rows], (cell) =>
    contentOf(cell)
      .replaceAll('|', '\\|')
      .replace(/(?<!\s)\s*\n\s*/g, '<br>'),
  );
  const width = Math.max(...rows.map((row) => row.length));
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, column) => cells[column] ?? '').join(' | ')} |`;
  const lines = rows.map(line);
  const first = table.rows[0];
  if (!first || !isHeader(first)) lines.unshift(line([]));
  lines.splice(1, 0, line(Array.from({ length: width }, () => '---')));
  const caption = table.caption ? contentOf(table.caption) : '';
  return [caption, lines.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** Puts cell texts on the grid: a cell over several columns or rows leaves the further places empty. */
function layOut(rows: readonly HTMLTableRowElement[], textOf: (cell: Element) => string): string[][] {
  const grid: string[][] = rows.map(() => []);
  rows.forEach((row, rowAt) => {
    let column = 0;
    for (const cell of row.cells) {
      while (grid[rowAt]?.[column] !== undefined) column++;
      const height = Math.min(Math.max(1, cell.rowSpan), rows.length - rowAt);
      const width = Math.min(Math.max(1, cell.colSpan), MAX_SPAN);
      grid.slice(rowAt, rowAt + height).forEach((line, down) => {
        for (let right = 0; right < width; right++) line[column + right] = down + right === 0 ? textOf(cell) : '';
      });
      column += width;
    }
  });
  return grid;
}

function isHeader(row: HTMLTableRowElement): boolean {
  return row.parentElement?.tagName === 'THEAD' || [...row.cells].every((cell) => cell.tagName === 'TH');
}
