import type { MarkValue } from '@zvonok/schema/diary/entries'
import type { InferResponseType } from 'hono/client'
import { createSignal, For, Show } from 'solid-js'
import { shortDay, weekdayName } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { calendar } from '../../ui/more-icons.ts'
import type { api } from '../account/client.ts'
import type { Entries } from './create-entries.ts'
import css from './GradebookGrid.module.css'
import { type Cell, cellAfter, markOfKey } from './grid-keys.ts'
import { MarkCell } from './MarkCell.tsx'
import { MarkPad } from './MarkPad.tsx'

export type Book = InferResponseType<typeof api.journal.gradebook.$get, 200>
export type BookLesson = Book['lessons'][number]
type BookPupil = Book['pupils'][number]

/**
 * Pupils down, lessons of the week across, marks between. On a phone the names stay while the lessons move. Whoever teaches the subject enters by
 * arrow keys, digits and «н», or by the pad below (DOOR-13).
 */
export function GradebookGrid(props: { book: Book; entries: Entries }) {
  const [chosen, choose] = createSignal<Cell>()
  let grid!: HTMLTableElement
  const last = (): Cell => ({ row: props.book.pupils.length - 1, column: props.book.lessons.length - 1 })
  const is = (cell: Cell | undefined, row: number, column: number) => cell?.row === row && cell.column === column
  const at = (cell: Cell | undefined) => {
    const [pupil, lesson] = [props.book.pupils[cell?.row ?? -1], props.book.lessons[cell?.column ?? -1]]
    return pupil && lesson ? { pupil, lesson } : undefined
  }
  const entered = (pupil: BookPupil, lesson: BookLesson) => props.entries.mark(lesson.id, pupil.id)
  const markIn = (pupil: BookPupil, lesson: BookLesson) => entered(pupil, lesson)?.value ?? pupil.marks[lesson.id] ?? ''
  function enter(value: MarkValue | null): void {
    const where = at(chosen())
    if (where) props.entries.enter({ kind: 'mark', lesson: where.lesson.id, pupil: where.pupil.id, value })
  }
  function onKeyDown(event: KeyboardEvent): void {
    const from = chosen()
    if (!from || event.ctrlKey || event.altKey || event.metaKey) return
    const to = cellAfter(event.key, from, last())
    const value = markOfKey(event)
    if (!to && value === undefined) return
    event.preventDefault()
    if (to) grid.querySelectorAll('button')[to.row * props.book.lessons.length + to.column]?.focus()
    else if (value !== undefined) enter(value)
  }
  const chosenPlace = () => {
    const where = at(chosen())
    if (!where) return undefined
    const { pupil, lesson } = where
    return {
      name: placeOf(pupil, lesson),
      value: markIn(pupil, lesson),
      isSaved: entered(pupil, lesson)?.isSaved,
    }
  }
  return (
    <Show when={props.book.lessons.length > 0} fallback={<EmptyState icon={calendar} title={t('journal.noLessons')} />}>
      <section class={css.scroll} tabindex={props.book.editable ? undefined : 0} aria-label={t('journal.marks')}>
        <table ref={grid} class={css.grid} onKeyDown={(event) => props.book.editable && onKeyDown(event)}>
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
              {(pupil, row) => (
                <tr>
                  <th scope="row" class={css.name}>
                    {pupil.name}
                  </th>
                  <For each={props.book.lessons}>
                    {(lesson, column) => (
                      <td class={css.mark} data-low={Number(markIn(pupil, lesson)) <= 2 || undefined}>
                        <Show when={props.book.editable} fallback={markIn(pupil, lesson)}>
                          <MarkCell
                            place={placeOf(pupil, lesson)}
                            value={markIn(pupil, lesson)}
                            isWaiting={entered(pupil, lesson)?.isSaved === false}
                            isChosen={is(chosen(), row(), column())}
                            isTabStop={is(chosen() ?? { row: 0, column: 0 }, row(), column())}
                            onChoose={() => choose({ row: row(), column: column() })}
                          />
                        </Show>
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
      <Show when={props.book.editable}>
        <MarkPad
          cell={chosenPlace()?.name}
          value={chosenPlace()?.value ?? ''}
          isSaved={chosenPlace()?.isSaved}
          onMark={enter}
        />
      </Show>
    </Show>
  )
}

/** «Белова Мария, пн 23.11, 1-й урок» */
const placeOf = (pupil: BookPupil, { date, period }: BookLesson): string =>
  `${pupil.name}, ${weekdayName(date)} ${shortDay(date)}, ${t('journal.lesson', { n: period })}`
