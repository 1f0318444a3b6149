import { createSignal, For, Show } from 'solid-js'
import { dayAndMonth, weekdayName } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { edit } from '../../ui/more-icons.ts'
import type { Entries } from './create-entries.ts'
import type { Book, BookLesson } from './GradebookGrid.tsx'
import { HomeworkDialog } from './HomeworkDialog.tsx'
import css from './LessonList.module.css'

/** What was done in the lessons of the week and what is to be done at home. */
export function LessonList(props: { book: Book; entries: Entries }) {
  return (
    <Show when={props.book.lessons.length > 0}>
      <section class={css.lessons} aria-labelledby="lessons-of-week">
        <h2 id="lessons-of-week">{t('journal.lessons')}</h2>
        <ul class={css.list}>
          <For each={props.book.lessons}>
            {(lesson) => <LessonCard lesson={lesson} entries={props.entries} isEditable={props.book.editable} />}
          </For>
        </ul>
      </section>
    </Show>
  )
}

function LessonCard(props: { lesson: BookLesson; entries: Entries; isEditable: boolean }) {
  const [open, setOpen] = createSignal(false)
  const entered = () => props.entries.homework(props.lesson.id)
  const given = () => entered() ?? { text: props.lesson.homework, dueOn: props.lesson.dueOn }
  const day = () => `${weekdayName(props.lesson.date)}, ${dayAndMonth(props.lesson.date)}`
  const label = () => t(given().text ? 'journal.changeHomework' : 'journal.giveHomework')
  return (
    <li class={css.lesson}>
      <p class={css.when}>
        {day()}, {props.lesson.startsAt}
      </p>
      <Show when={props.lesson.topic}>
        <p class={css.topic}>{props.lesson.topic}</p>
      </Show>
      <Show when={given().text}>
        {(text) => (
          <p class={css.homework}>
            <span>{t('journal.homework')}:</span> {text()}
            <Show when={given().dueOn}>
              {(date) => <span class={css.due}>{t('journal.due', { day: dayAndMonth(date()) })}</span>}
            </Show>
          </p>
        )}
      </Show>
      <Show when={entered()?.isSaved === false}>
        <p class={css.when} role="status">
          {t('journal.entering')}
        </p>
      </Show>
      <Show when={props.isEditable}>
        <Button
          look="plain"
          icon={edit}
          class={css.edit ?? ''}
          aria-label={`${label()}: ${day()}`}
          onClick={() => setOpen(true)}
        >
          {label()}
        </Button>
      </Show>
      <Show when={open()}>
        <HomeworkDialog
          date={props.lesson.date}
          given={given()}
          onSave={(homework) => props.entries.enter({ kind: 'homework', lesson: props.lesson.id, ...homework })}
          onClose={() => setOpen(false)}
        />
      </Show>
    </li>
  )
}
