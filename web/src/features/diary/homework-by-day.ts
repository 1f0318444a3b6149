import type { DiaryTask } from '@zvonok/schema/diary/diary'

export interface HomeworkDay {
  /** Null: no lesson is planned yet. */
  readonly dueOn: string | null
  readonly tasks: readonly DiaryTask[]
}

/** DIARY-6. Today and what comes, then what has no day yet, then what is over, the last first. */
export function homeworkByDay(tasks: readonly DiaryTask[], today: string): HomeworkDay[] {
  const days = [...new Set(tasks.map(({ dueOn }) => dueOn))].sort((a, b) => compare(a, b, today))
  return days.map((dueOn) => ({ dueOn, tasks: tasks.filter((task) => task.dueOn === dueOn) }))
}

function compare(a: string | null, b: string | null, today: string): number {
  const [first, second] = [placeOf(a, today), placeOf(b, today)]
  if (first !== second) return first - second
  return (first === over ? -1 : 1) * ((a ?? '') < (b ?? '') ? -1 : 1)
}

const over = 2
const placeOf = (day: string | null, today: string): number => (day === null ? 1 : day >= today ? 0 : over)
