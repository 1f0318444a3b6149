import type { Diary, DiaryKind } from '@zvonok/schema/diary/diary'
import { createMemo, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import type { Lessons } from '../lessons/create-lessons.ts'
import { DayStrip } from './DayStrip.tsx'
import css from './Diary.module.css'
import { dayTitle } from './day-names.ts'
import { LessonItem } from './LessonItem.tsx'
import { OnlineLessonItem } from './OnlineLessonItem.tsx'
import { onlineLessonsOf } from './online-lessons.ts'

/** «Расписание»: one day, with the online lessons that stand in no timetable. */
export function Timetable(props: {
  diary: Diary
  lessons: Lessons
  kind: DiaryKind
  day: string
  today: string
  onDay(day: string): void
}) {
  const lessons = createMemo(() => props.diary.lessons.filter(({ date }) => date === props.day))
  const online = createMemo(() => onlineLessonsOf(props.lessons.book()?.lessons ?? [], props.diary, props.day))
  const holiday = () => props.diary.holidays.find(({ from, to }) => from <= props.day && props.day <= to)?.title
  return (
    <>
      <DayStrip diary={props.diary} day={props.day} today={props.today} onChange={props.onDay} />
      <section class={css.day} aria-labelledby="diary-day">
        <h2 id="diary-day" aria-live="polite">
          {dayTitle(props.day, props.today)}
        </h2>
        <ol class={css.list}>
          <For each={lessons()}>
            {(lesson) => (
              <LessonItem
                lesson={lesson}
                tasks={props.diary.tasks}
                kind={props.kind}
                online={online().of.get(lesson.id)}
                live={props.lessons.live()}
              />
            )}
          </For>
          <For each={online().extra.map(({ id }) => id)}>
            {(id) => (
              <Show when={online().extra.find((each) => each.id === id)}>
                {(lesson) => <OnlineLessonItem lesson={lesson()} live={props.lessons.live()} />}
              </Show>
            )}
          </For>
          <Show when={lessons().length + online().extra.length === 0}>
            <li class={css.nothing}>{holiday() ?? t('diary.noLessons')}</li>
          </Show>
        </ol>
      </section>
    </>
  )
}
