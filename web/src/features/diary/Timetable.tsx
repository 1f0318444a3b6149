import type { Diary, DiaryKind } from '@zvonok/schema/diary/diary'
import { createMemo, For } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { DayStrip } from './DayStrip.tsx'
import css from './Diary.module.css'
import { dayTitle } from './day-names.ts'
import { LessonItem } from './LessonItem.tsx'

/** «Расписание»: one day. */
export function Timetable(props: {
  diary: Diary
  kind: DiaryKind
  day: string
  today: string
  onDay(day: string): void
}) {
  const lessons = createMemo(() => props.diary.lessons.filter(({ date }) => date === props.day))
  const holiday = () => props.diary.holidays.find(({ from, to }) => from <= props.day && props.day <= to)?.title
  return (
    <>
      <DayStrip diary={props.diary} day={props.day} today={props.today} onChange={props.onDay} />
      <section class={css.day} aria-labelledby="diary-day">
        <h2 id="diary-day" aria-live="polite">
          {dayTitle(props.day, props.today)}
        </h2>
        <ol class={css.list}>
          <For each={lessons()} fallback={<li class={css.nothing}>{holiday() ?? t('diary.noLessons')}</li>}>
            {(lesson) => <LessonItem lesson={lesson} tasks={props.diary.tasks} kind={props.kind} />}
          </For>
        </ol>
      </section>
    </>
  )
}
