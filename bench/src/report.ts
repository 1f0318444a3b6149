import type { Measured } from './measure.ts'

/** One line of a subject's table. */
export interface Row {
  readonly what: string
  readonly unit: string
  /** `none`: for the reader's judgement only, such as how busy the load process was. */
  readonly better: 'less' | 'more' | 'none'
  /** Of ours. */
  readonly goal?: number
  /** By the rival's name; what could not be measured is missing. */
  readonly values: Readonly<Record<string, Measured>>
}

export interface Table {
  readonly subject: string
  readonly title: string
  /** What a reader must know to judge the numbers. */
  readonly notes: readonly string[]
  readonly rows: readonly Row[]
}

export const oursName = 'ours'

/** A table in Markdown: median and, of several runs, (least … most). */
export function formatTable({ title, notes, rows }: Table): string {
  const rivals = [...new Set([oursName, ...rows.flatMap(({ values }) => Object.keys(values))])]
  const head = ['', ...rivals, 'goal', 'ours ÷ best peer']
  const lines = rows.map((row) => [
    `${row.what}, ${row.unit}`,
    ...rivals.map((name) => formatCell(row.values[name])),
    formatGoal(row),
    formatRatio(row),
  ])
  return [`## ${title}`, '', ...aligned([head, ...lines]), '', ...notes.map((note) => `- ${note}`), ''].join('\n')
}

/** Undefined when there is no goal or no value. */
export function reached({ goal, better, values }: Row): boolean | undefined {
  const value = values[oursName]?.median
  if (goal === undefined || value === undefined) return undefined
  return better === 'less' ? value <= goal : value >= goal
}

function formatCell(value: Measured | undefined): string {
  if (!value) return '–'
  const { median, min, max, runs } = value
  return runs > 1 && max > min ? `${short(median)} (${short(min)} … ${short(max)})` : short(median)
}

function formatGoal(row: Row): string {
  if (row.goal === undefined) return ''
  const sign = { true: '✓', false: '✗ missed', undefined: '' }[`${reached(row)}`]
  return `${row.better === 'less' ? '≤' : '≥'} ${short(row.goal)} ${sign}`.trim()
}

function formatRatio({ better, values }: Row): string {
  const own = values[oursName]?.median
  if (own === undefined || better === 'none') return ''
  const others = Object.entries(values).filter(([name]) => name !== oursName)
  const peers = others.filter(([name]) => !isFloor(name))
  const medians = (peers.length > 0 ? peers : others).map(([, { median }]) => median)
  const ratio = own / (better === 'less' ? Math.min(...medians) : Math.max(...medians))
  if (medians.length === 0 || !Number.isFinite(ratio)) return ''
  return peers.length > 0 ? ratio.toFixed(2) : `${ratio.toFixed(2)} × bare`
}

/** The least that could be built: no peer, but what a number is held against where there is none. */
const isFloor = (name: string): boolean => name.startsWith('bare')

/** Three digits that count. */
export const short = (value: number): string =>
  Number.isInteger(value) || Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)

export function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_, column) => Math.max(3, ...table.map((line) => line[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const [head = [], ...rest] = table
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)]
}
