import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { For, Show } from 'solid-js'
import { dayAndMonth, weekdayName } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import css from './Lessons.module.css'

type Names = readonly { readonly name: string }[]

/** When and for which class a lesson is, and its people. */
export function LessonFacts(props: {
  lesson: Pick<LessonView, 'date' | 'classes'> & { readonly teachers: Names; readonly substitutes: Names }
  pupils: Names
}) {
  const when = () => `${weekdayName(props.lesson.date)}, ${dayAndMonth(props.lesson.date)}`
  return (
    <dl class={css.facts}>
      <dt>{t('lessons.date')}</dt>
      <dd>{[when(), ...props.lesson.classes].join(' · ')}</dd>
      <dt>{t('lessons.teachers')}</dt>
      <For each={props.lesson.teachers}>{({ name }) => <dd>{name}</dd>}</For>
      <Show when={props.lesson.substitutes.length > 0}>
        <dt>{t('lessons.substitutes')}</dt>
        <For each={props.lesson.substitutes}>{({ name }) => <dd>{name}</dd>}</For>
      </Show>
      <Show when={props.pupils.length > 0}>
        <dt>{t('lessons.pupils')}</dt>
        <For each={props.pupils}>{({ name }) => <dd>{name}</dd>}</For>
      </Show>
    </dl>
  )
}
