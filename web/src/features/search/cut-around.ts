const before = 30
const whole = 120

/** The part of a long text where the first word of the query stands, in one line. */
export function cutAround(body: string, query: string): string {
  const text = body.replace(/\s+/g, ' ')
  const stem = query.toLowerCase().split(/\s+/)[0]?.slice(0, 4) ?? ''
  const at = text.toLowerCase().indexOf(stem)
  if (at <= before) return text.slice(0, whole)
  const start = text.lastIndexOf(' ', at - before) + 1
  return `…${text.slice(start, start + whole)}`
}
