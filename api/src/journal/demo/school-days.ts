const dayMs = 24 * 60 * 60 * 1000

/** `YYYY-MM-DD` in the zone. */
export const dateIn = (zone: string, ms: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(ms)

/** The moment of a local date and time, UTC milliseconds. */
export function momentIn(zone: string, date: string, time: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  // The offset at that moment; twice, because the first guess may be on the other side of a change of the clocks.
  return asUtc - offsetMs(zone, asUtc - offsetMs(zone, asUtc))
}

function offsetMs(zone: string, ms: number): number {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(ms)
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(ms / 1000) * 1000
}

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)

/** 0 is Monday. */
export const weekday = (date: string): number => (new Date(Date.parse(date)).getUTCDay() + 6) % 7

export const mondayOf = (date: string): string => addDays(date, -weekday(date))

/** The last days of a six-day week whose evening has passed, newest first. */
export function pastSchoolDays(zone: string, nowMs: number, count: number): string[] {
  const days: string[] = []
  const today = dateIn(zone, nowMs)
  for (let back = 0; days.length < count; back++) {
    const date = addDays(today, -back)
    if (weekday(date) < 6 && momentIn(zone, date, '21:00') <= nowMs) days.push(date)
  }
  return days
}
