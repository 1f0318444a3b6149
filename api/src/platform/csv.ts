/** What a spreadsheet would take for a formula stays text. */
const formula = /^[=+\-@\t\r]/

function cell(value: string | number): string {
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value)
  return /[";\n\r\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table for spreadsheets: UTF-8 with its mark and semicolons, as they read it in Russia. */
export const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
