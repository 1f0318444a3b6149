import type { Diary, DiaryKind } from '@zvonok/schema/diary/diary'
import { createMemo, createUniqueId, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { notebook } from '../../ui/icons.ts'
import css from './Diary.module.css'
import { dayTitle } from './day-names.ts'
import { MarkSign } from './MarkSign.tsx'

/** «Отметки»: the newest day first. */
export function MarkList(props: { diary: Diary; kind: DiaryKind; today: string }) {
  const marked = createMemo(() => props.diary.lessons.filter(({ mark }) => mark !== null))
  const days = createMemo(() => [...new Set(marked().map(({ date }) => date))].reverse())
  const nothing = () => t(props.kind === 'teacher' ? 'diary.noMarksForTeacher' : 'diary.noMarks')
  return (
    <For each={days()} fallback={<EmptyState icon={notebook} title={nothing()} />}>
      {(date) => {
        const id = createUniqueId()
        return (
          <section class={css.day} aria-labelledby={id}>
            <h2 id={id}>{dayTitle(date, props.today)}</h2>
            <ul class={css.list}>
              <For each={marked().filter((lesson) => lesson.date === date)}>
                {(lesson) => (
                  <li class={css.card}>
                    <span class={css.what}>
                      <span class={css.subject}>{lesson.subject}</span>
                      <span class={css.quiet}>{lesson.topic}</span>
                    </span>
                    <Show when={lesson.mark}>{(mark) => <MarkSign mark={mark()} />}</Show>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )
      }}
    </For>
  )
}
