import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { t } from '../../platform/i18n/t.ts'

/** LESSONS-9, LESSONS-11. Why the button to join does nothing yet; undefined when it does. */
export function whyNot(lesson: LessonView | undefined, online: boolean): string | undefined {
  if (lesson?.state === 'finished') return t('lessons.over')
  if (lesson?.state === 'published' && lesson.right === 'see') return t('lessons.forPupil')
  if (!online) return t('lessons.offline')
  return lesson?.state === 'published' ? undefined : t('lessons.notPublished')
}
