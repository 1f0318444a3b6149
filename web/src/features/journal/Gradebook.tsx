import { useSearchParams } from '@solidjs/router'
import { addDays, dateIn, isDate, mondayOf } from '@zvonok/schema/diary/days'
import { createEffect, createMemo, createResource, Match, on, Show, Switch } from 'solid-js'
import { weekSpan } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { back, chevronRight, notebook } from '../../ui/icons.ts'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { answer, api } from '../account/client.ts'
import { Problem } from '../account/Problem.tsx'
import { problemText } from '../account/problem-text.ts'
import { ClassChoice } from './ClassChoice.tsx'
import { createClassChoice } from './create-class-choice.ts'
import { createEntries, type Entry } from './create-entries.ts'
import type { Reader } from './create-reader.ts'
import { EntryState } from './EntryState.tsx'
import css from './Gradebook.module.css'
import { GradebookGrid } from './GradebookGrid.tsx'
import { LessonList } from './LessonList.tsx'

/** The tab «Журнал»: class, subject and week stand in the address, so that a reload and a link show the same page. */
export function Gradebook(props: { reader: Reader }) {
  const [search, setSearch] = useSearchParams<{ week?: string }>()
  const choice = createClassChoice()
  const { found, refetch, schoolClass, subject } = choice
  const today = dateIn(Intl.DateTimeFormat().resolvedOptions().timeZone, Date.now())
  const monday = createMemo(() => mondayOf(search.week && isDate(search.week) ? search.week : today))
  const wanted = createMemo(() => {
    const [classId, subjectId] = [schoolClass()?.id, subject()?.id]
    return classId && subjectId ? { class: classId, subject: subjectId, week: monday() } : undefined
  })
  const [book, { refetch: reload }] = createResource(wanted, (query) => answer(api.journal.gradebook.$get({ query })))
  const entries = createEntries({ person: props.reader.id, send: sendEntry })
  createEffect(on(book, entries.dropSaved))
  const failed = () => found.error ?? book.error

  return (
    <Switch
      fallback={
        <Later>
          <SkeletonList rows={6} label={t('journal.loading')} />
        </Later>
      }
    >
      <Match when={failed()}>
        <div class={css.page}>
          <Problem text={problemText(failed())} />
          <Button onClick={() => (found.error ? refetch() : reload())}>{t('core.retry')}</Button>
        </div>
      </Match>
      <Match when={found() && choice.classes().length === 0}>
        <EmptyState icon={notebook} title={t('journal.noClasses')} text={t('journal.noClassesText')} />
      </Match>
      <Match when={found()}>
        <div class={css.page}>
          <div class={css.choice}>
            <ClassChoice choice={choice} />
            <div class={css.week}>
              <IconButton
                label={t('journal.weekBefore')}
                icon={back}
                onClick={() => setSearch({ week: addDays(monday(), -7) })}
              />
              <h2 class={css.weekName} aria-live="polite">
                {weekSpan(monday())}
              </h2>
              <IconButton
                label={t('journal.weekAfter')}
                icon={chevronRight}
                onClick={() => setSearch({ week: addDays(monday(), 7) })}
              />
            </div>
          </div>
          <Show when={book.latest}>
            {(page) => (
              <>
                <Show when={page().editable}>
                  <EntryState entries={entries} />
                </Show>
                <GradebookGrid book={page()} entries={entries} />
                <LessonList book={page()} entries={entries} />
              </>
            )}
          </Show>
        </div>
      </Match>
    </Switch>
  )
}

const sendEntry = ({ kind: _, ...entry }: Entry): Promise<unknown> => {
  const { gradebook } = api.journal
  return 'pupil' in entry
    ? answer(gradebook.mark.$post({ json: entry }))
    : answer(gradebook.homework.$post({ json: entry }))
}
