import { For, Show } from 'solid-js'
import { dayAndMonth, weekdayName } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import type { Book } from './GradebookGrid.tsx'
import css from './LessonList.module.css'

/** What was done in the lessons of the week and what is to be done for the next. */
export function LessonList(props: { book: Book }) {
  return (
    <Show when={props.book.lessons.length > 0}>
      <section class={css.lessons} aria-labelledby="lessons-of-week">
        <h2 id="lessons-of-week">{t('journal.lessons')}</h2>
        <ul class={css.list}>
          <For each={props.book.lessons}>
            {(lesson) => (
              <li class={css.lesson}>
                <p class={css.when}>
                  {weekdayName(lesson.date)}, {dayAndMonth(lesson.date)}, {lesson.startsAt}
                </p>
                <p class={css.topic}>{lesson.topic}</p>
                <Show when={lesson.homework}>
                  <p class={css.homework}>
                    <span>{t('journal.homework')}:</span> {lesson.homework}
                  </p>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
