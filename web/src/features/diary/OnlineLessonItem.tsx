import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { createSignal, createUniqueId, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'
import { chevronDown } from '../../ui/more-icons.ts'
import css from './LessonItem.module.css'
import { LessonJoin } from './LessonJoin.tsx'

/** LESSONS-9. An online lesson outside the timetable: a consultation, a project, one on a Sunday. */
export function OnlineLessonItem(props: { lesson: LessonView; live: boolean }) {
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const people = () => props.lesson.teachers.map(({ name }) => name).join(', ')
  return (
    <li class={css.item}>
      <button
        type="button"
        class={css.lesson}
        aria-label={[props.lesson.title, t('diary.online'), people()].filter(Boolean).join(', ')}
        aria-expanded={open()}
        aria-controls={open() ? id : undefined}
        onClick={() => setOpen(!open())}
      >
        <span class={css.period} />
        <span class={css.what}>
          <span class={css.subject}>{props.lesson.title}</span>
          <span class={css.quiet}>{[t('diary.online'), people()].filter(Boolean).join(' · ')}</span>
        </span>
        <Icon path={chevronDown} class={css.arrow} />
      </button>
      <Show when={open()}>
        <section id={id} class={css.region} aria-label={`${props.lesson.title}, ${t('diary.online')}`}>
          <LessonJoin lesson={props.lesson} live={props.live} />
        </section>
      </Show>
    </li>
  )
}
