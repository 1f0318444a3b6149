import '../../platform/i18n/add-lesson-words.ts'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { calendar } from '../../ui/more-icons.ts'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { Problem } from '../account/Problem.tsx'
import { problemText } from '../account/problem-text.ts'
import { createLessons } from './create-lessons.ts'
import { LessonRow } from './LessonRow.tsx'
import css from './Lessons.module.css'
import { type GroupChoice, NewLessonDialog } from './NewLessonDialog.tsx'

/** «Онлайн-уроки» of a class and subject: the teacher's list with what to do, the pupil's with the button to join. */
export function LessonsTab(props: {
  /** The subject group that is chosen. */
  group: GroupChoice
  /** Other groups of the reader, for a lesson of several classes. */
  others: readonly GroupChoice[]
}) {
  const [news, setNews] = createSignal(0)
  const lessons = createLessons(
    'journal',
    () => props.group.id,
    (event) => event.of === 'attendance' && setNews((n) => n + 1),
  )
  const [adding, setAdding] = createSignal(false)
  const mayMake = () => lessons.book()?.mayMake ?? false
  return (
    <div class={css.tab}>
      <div class={css.bar}>
        <Show when={mayMake()}>
          <Button look="main" onClick={() => setAdding(true)}>
            {t('lessons.add')}
          </Button>
        </Show>
        <p role="status" class={css.quiet}>
          {lessons.book() && !lessons.live() ? t('lessons.lost') : ''}
        </p>
      </div>
      <Switch
        fallback={
          <Later>
            <SkeletonList rows={4} label={t('lessons.loading')} />
          </Later>
        }
      >
        <Match when={lessons.failure() && !lessons.book()}>
          <Problem text={problemText(lessons.failure())} />
          <Button onClick={lessons.load}>{t('core.retry')}</Button>
        </Match>
        <Match when={lessons.book()?.lessons.length === 0}>
          <EmptyState
            icon={calendar}
            title={t('lessons.none')}
            text={t(mayMake() ? 'lessons.noneOwnText' : 'lessons.noneText')}
          />
        </Match>
        <Match when={lessons.book()}>
          {(book) => (
            <ul class={css.list} aria-label={t('lessons.list')}>
              <For each={book().lessons.map(({ id }) => id)}>
                {(id) => (
                  <Show when={book().lessons.find((each) => each.id === id)}>
                    {(lesson) => (
                      <LessonRow lesson={lesson()} news={news()} online={lessons.live()} onChange={lessons.load} />
                    )}
                  </Show>
                )}
              </For>
            </ul>
          )}
        </Match>
      </Switch>
      <Show when={adding()}>
        <NewLessonDialog
          group={props.group}
          others={props.others}
          today={lessons.book()?.today ?? ''}
          onMade={async () => {
            await lessons.load()
            setAdding(false)
          }}
          onClose={() => setAdding(false)}
        />
      </Show>
    </div>
  )
}
