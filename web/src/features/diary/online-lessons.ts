import type { Diary } from '@zvonok/schema/diary/diary'
import type { LessonView } from '@zvonok/schema/lessons/lesson'

/** The online lessons of a day in this diary: of which lesson of the timetable, and those beside it (a consultation, a project). */
export function onlineLessonsOf(
  all: readonly LessonView[],
  diary: Pick<Diary, 'owner' | 'owners' | 'lessons'>,
  day: string,
): { of: ReadonlyMap<string, LessonView>; extra: readonly LessonView[] } {
  const kind = diary.owners.find(({ id }) => id === diary.owner)?.kind
  const mine = all.filter(({ date, right, pupilsOfReader }) => {
    const own = kind === 'teacher' ? right === 'lead' : pupilsOfReader.includes(diary.owner ?? '')
    return own && date === day
  })
  const planned = new Set(diary.lessons.map(({ id }) => id))
  const of = new Map<string, LessonView>()
  // Of several, the one that can be joined.
  for (const lesson of [...mine].sort((a, b) => rank(a) - rank(b)))
    if (lesson.journalLessonId && !of.has(lesson.journalLessonId)) of.set(lesson.journalLessonId, lesson)
  return { of, extra: mine.filter(({ journalLessonId }) => !journalLessonId || !planned.has(journalLessonId)) }
}

const rank = ({ state }: LessonView): number => ['published', 'draft', 'finished'].indexOf(state)
