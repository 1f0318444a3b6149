import { once } from 'node:events'
import { cleanText } from '@zvonok/schema/core/text'
import { type Parser, parse } from 'csv-parse'
import { type AnyFileName, allColumns, columnOf, type Row, requiredColumns } from './columns.ts'
import type { Problems } from './problems.ts'
import type { SourceFile } from './source.ts'

/** Longest cell that is kept, UTF-16 units: lists of agents are the longest. */
const maxCell = 4000
/** An unclosed quote would swallow the rest of the file. UTF-16 units of one record. */
const maxRecord = 1_000_000

/**
 * Reads one file row by row. RFC 4180 with BOM, any line ends, `,` `;` or tab, UTF-8 (or UTF-16 by its BOM). Broken places are named and
 * passed over, so that one run finds them all. Works in chunks: the event loop breathes between them.
 */
export async function readTable<F extends AnyFileName>(
  source: SourceFile,
  file: F,
  problems: Problems,
  onRow: (row: Row<F>, line: number) => void,
  onBytes: (bytes: number) => void = () => {},
): Promise<void> {
  const table = new Table(source.name, file, problems)
  try {
    const input: AsyncIterator<Buffer> = (await source.open())[Symbol.asyncIterator]()
    let chunk = await input.next()
    if (chunk.done) return
    const parser = parserOf(delimiterOf(chunk.value), table, (row) => onRow(row as Row<F>, table.line))
    // A value, since nobody may be waiting when the parser breaks.
    const ended = once(parser, 'end').then(
      () => undefined,
      (error: unknown) => error,
    )
    while (!chunk.done && !parser.destroyed) {
      onBytes(chunk.value.length)
      if (!parser.write(chunk.value)) await Promise.race([once(parser, 'drain'), ended])
      chunk = await input.next()
    }
    parser.end()
    const failure = await ended
    if (failure) table.broken(failure)
  } catch (error) {
    table.broken(error)
  }
}

function parserOf(delimiter: string, table: Table, onRow: (row: Record<string, string>) => void): Parser {
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: maxRecord,
    on_record: (cells: string[], { lines }) => {
      const row = table.row(cells, lines)
      if (row) onRow(row)
      return null
    },
  })
  parser.on('skip', (error) => table.broken(error))
  return parser.resume()
}

/** Header and place of the file that is being read. */
class Table {
  line = 0
  readonly #name: string
  readonly #file: AnyFileName
  readonly #problems: Problems
  /** Position of the cell → standard name. */
  #columns: (string | undefined)[] | undefined
  #notUtf8 = false
  /** Without a needed column no row can be right: the header's error says enough. */
  #unusable = false

  constructor(name: string, file: AnyFileName, problems: Problems) {
    this.#name = name
    this.#file = file
    this.#problems = problems
  }

  /** The row by column names; undefined for the header and for rows without any content. `lines` counts to the record's last line. */
  row(cells: string[], lines: number): Record<string, string> | undefined {
    this.line = lines - cells.reduce((sum, cell) => sum + lineBreaks(cell), 0)
    if (!this.#columns) {
      this.#columns = this.#header(cells)
      return undefined
    }
    if (this.#unusable || cells.every((cell) => cell.trim() === '')) return undefined
    const columns = this.#columns
    const row: Record<string, string> = Object.fromEntries(allColumns(this.#file).map((name) => [name, '']))
    for (const [index, cell] of cells.entries()) {
      const column = columns[index]
      if (column !== undefined) row[column] = this.#clean(cell, column)
      else if (index >= columns.length && cell.trim() !== '') this.#error('extraCells', '', cell)
    }
    return row
  }

  /** What the parser, the archive or the disk says. */
  broken(error: unknown): void {
    const at = error as { lines?: number; code?: string; message?: string } | undefined
    this.#problems.error({
      file: this.#name,
      line: at?.lines ?? this.line + 1,
      column: '',
      value: '',
      reason: 'brokenCsv',
      detail: at?.code ?? at?.message ?? '',
    })
  }

  #header(cells: string[]): (string | undefined)[] {
    const seen = new Set<string>()
    const columns = cells.map((cell) => {
      const header = this.#clean(cell, '')
      const column = columnOf(this.#file, header)
      if (column === undefined) this.#warning('unknownColumn', header)
      if (column === undefined || column === 'ignored') return undefined
      if (seen.has(column)) this.#error('doubleColumn', column, header)
      seen.add(column)
      return column
    })
    for (const name of requiredColumns(this.#file)) {
      if (seen.has(name)) continue
      this.#unusable = true
      this.#error('missingColumn', name, '')
    }
    return columns
  }

  #clean(cell: string, column: string): string {
    if (!this.#notUtf8 && cell.includes('\ufffd')) {
      this.#notUtf8 = true
      this.#error('notUtf8', column, cell.slice(0, 40))
    }
    if (cell.length > maxCell) this.#error('tooLong', column, `${cell.slice(0, 40)}…`)
    if (/^[!-~]*$/.test(cell)) return cell
    return cleanText(cell).replace(/\s+/g, ' ').normalize('NFC')
  }

  #error(
    reason: 'extraCells' | 'doubleColumn' | 'missingColumn' | 'notUtf8' | 'tooLong',
    column: string,
    value: string,
  ) {
    this.#problems.error({ file: this.#name, line: this.line, column, value, reason })
  }

  #warning(reason: 'unknownColumn', value: string) {
    if (value) this.#problems.warning({ file: this.#name, line: this.line, column: value, value: '', reason })
  }
}

function lineBreaks(cell: string): number {
  return cell.includes('\n') || cell.includes('\r') ? cell.split(/\r\n|\r|\n/).length - 1 : 0
}

/** Spreadsheets of some countries write `;`. */
function delimiterOf(chunk: Buffer): string {
  const utf16 = chunk[0] === 0xff && chunk[1] === 0xfe
  const text = chunk.subarray(0, 8192).toString(utf16 ? 'utf16le' : 'utf8')
  const header = text.split(/[\r\n]/, 1)[0] ?? ''
  const count = (mark: string): number => header.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}
