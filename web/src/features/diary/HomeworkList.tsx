import type { Diary, DiaryTask } from '@zvonok/schema/diary/diary'
import { createMemo, createUniqueId, For } from 'solid-js'
import { dayAndMonth } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { notebook } from '../../ui/icons.ts'
import css from './Diary.module.css'
import { dayTitle } from './day-names.ts'
import { homeworkByDay } from './homework-by-day.ts'

/** «Домашние задания»: by the day for which they are to be done. */
export function HomeworkList(props: { diary: Diary; today: string }) {
  const days = createMemo(() => homeworkByDay(props.diary.tasks, props.today))
  return (
    <For
      each={days()}
      fallback={<EmptyState icon={notebook} title={t('diary.noHomework')} text={t('diary.noHomeworkText')} />}
    >
      {({ dueOn, tasks }) => (
        <HomeworkDay title={dueOn ? dayTitle(dueOn, props.today) : t('diary.noDue')} tasks={tasks} />
      )}
    </For>
  )
}

function HomeworkDay(props: { title: string; tasks: readonly DiaryTask[] }) {
  const id = createUniqueId()
  return (
    <section class={css.day} aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      <ul class={css.list}>
        <For each={props.tasks}>
          {(task) => (
            <li class={css.card}>
              <span class={css.what}>
                <span class={css.subject}>{task.subject}</span>
                <span>{task.text}</span>
                <span class={css.quiet}>{t('diary.givenOn', { day: dayAndMonth(task.givenOn) })}</span>
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
