import type { InferResponseType } from 'hono/client'
import { For, Show } from 'solid-js'
import { shortDay, weekdayName } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { calendar } from '../../ui/more-icons.ts'
import type { api } from '../account/client.ts'
import css from './GradebookGrid.module.css'

export type Book = InferResponseType<typeof api.journal.gradebook.$get, 200>

/** Pupils down, lessons of the week across, marks between. On a phone the names stay while the lessons move. */
export function GradebookGrid(props: { book: Book }) {
  return (
    <Show when={props.book.lessons.length > 0} fallback={<EmptyState icon={calendar} title={t('journal.noLessons')} />}>
      <section class={css.scroll} tabindex="0" aria-label={t('journal.marks')}>
        <table class={css.grid}>
          <caption class="unseen">{t('journal.marks')}</caption>
          <thead>
            <tr>
              <th scope="col" class={css.name}>
                {t('journal.pupil')}
              </th>
              <For each={props.book.lessons}>
                {(lesson) => (
                  <th scope="col" class={css.lesson}>
                    <span class={css.day}>{weekdayName(lesson.date)}</span> <span>{shortDay(lesson.date)}</span>
                    <span class={css.period}>{t('journal.lesson', { n: lesson.period })}</span>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={props.book.pupils}>
              {(pupil) => (
                <tr>
                  <th scope="row" class={css.name}>
                    {pupil.name}
                  </th>
                  <For each={props.book.lessons}>
                    {(lesson) => (
                      <td class={css.mark} data-low={Number(pupil.marks[lesson.id]) <= 2 || undefined}>
                        {pupil.marks[lesson.id]}
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </Show>
  )
}
