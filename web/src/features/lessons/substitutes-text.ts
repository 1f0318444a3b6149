import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { t } from '../../platform/i18n/t.ts'

/** «Замена: Маринина Марина Ивановна». */
export const substitutesText = ({ substitutes }: Pick<LessonView, 'substitutes'>): string =>
  t('lessons.substituteIs', { names: substitutes.map(({ name }) => name).join(', ') })
