import '../../platform/i18n/add-lesson-words.ts'
import { useParams, useSearchParams } from '@solidjs/router'
import { Refused } from '@zvonok/schema/core/refusal'
import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { createResource, createSignal, Match, onCleanup, Show, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { notebook } from '../../ui/icons.ts'
import { PageFrame } from '../../ui/PageFrame.tsx'
import { Later, SkeletonList } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { answer, NoConnection } from '../account/client.ts'
import { problemText } from '../account/problem-text.ts'
import { AttendanceGrid } from './AttendanceGrid.tsx'
import { JoinButton } from './JoinButton.tsx'
import { KeptLesson } from './KeptLesson.tsx'
import { LeadButtons } from './LeadButtons.tsx'
import { LessonFacts } from './LessonFacts.tsx'
import css from './Lessons.module.css'
import { lessonProblem } from './lesson-problem.ts'
import { lessonsApi } from './lessons-api.ts'
import { listenToLessons } from './listen-to-lessons.ts'
import { PlanPart } from './plan/lazy-plan.ts'

/** `/lessons/:id`: what the lesson is, its people, its plan and its attendance, in step with the news. */
export function LessonPage() {
  const params = useParams<{ id: string }>()
  const [found, { refetch }] = createResource(
    () => params.id,
    (id) => answer(lessonsApi('messenger')[':id'].$get({ param: { id } })),
  )
  const [live, setLive] = createSignal(false)
  const [news, setNews] = createSignal(0)
  onCleanup(
    listenToLessons('messenger', {
      onOpen: () => {
        setLive(true)
        void refetch()
      },
      onLost: () => setLive(false),
      onEvent: ({ lessonId, of }) => {
        if (lessonId !== params.id) return
        if (of === 'lesson') void refetch()
        else setNews((n) => n + 1)
      },
    }),
  )
  const known = () => (found.error ? undefined : found.latest)
  return (
    <PageFrame title={known()?.lesson.title ?? t('lessons.page')}>
      <Switch
        fallback={
          <Later>
            <SkeletonList rows={4} label={t('lessons.loading')} />
          </Later>
        }
      >
        <Match when={found.error instanceof NoConnection}>
          <KeptLesson lessonId={params.id} />
        </Match>
        <Match when={found.error}>
          <NoLesson error={found.error} onRetry={() => void refetch()} />
        </Match>
        <Match when={known()}>
          {(page) => (
            <LessonParts
              lesson={page().lesson}
              pupils={page().pupils}
              live={live()}
              news={news()}
              onChange={async () => void (await refetch())}
            />
          )}
        </Match>
      </Switch>
    </PageFrame>
  )
}

function NoLesson(props: { error: unknown; onRetry(): void }) {
  const isGone = () => props.error instanceof Refused && props.error.code === 'core.notFound'
  return (
    <EmptyState
      icon={notebook}
      title={lessonProblem(props.error) ?? problemText(props.error)}
      text={isGone() ? t('lessons.goneText') : undefined}
    >
      <Show when={props.error instanceof Refused} fallback={<Button onClick={props.onRetry}>{t('core.retry')}</Button>}>
        <ButtonLink href="/diary">{t('lessons.toDiary')}</ButtonLink>
      </Show>
    </EmptyState>
  )
}

type Part = 'about' | 'plan' | 'attendance'

function LessonParts(props: {
  lesson: LessonView
  pupils: readonly { readonly id: string; readonly name: string }[]
  live: boolean
  news: number
  onChange(): Promise<void>
}) {
  const [search, setSearch] = useSearchParams<{ part?: Part }>()
  const leads = () => props.lesson.right === 'lead'
  const parts = (): readonly Part[] =>
    props.lesson.right === 'see' ? ['about', 'attendance'] : ['about', 'plan', 'attendance']
  const [part, setPart] = createSignal<Part>(parts().find((each) => each === search.part) ?? 'about')
  const labels = () => ({
    about: t('lessons.about'),
    plan: t('lessons.plan'),
    attendance: t(leads() ? 'lessons.attendance' : 'lessons.ownAttendance'),
  })
  const show = (value: Part) => {
    setPart(value)
    setSearch({ part: value }, { replace: true })
  }
  return (
    <>
      <div class={css.bar}>
        <p class={css.state} data-state={props.lesson.state} role="status">
          {t(`lessons.${props.lesson.state}`)}
        </p>
        <Show
          when={leads()}
          fallback={
            <JoinButton label={t('lessons.joinDiary')} place="messenger" lesson={props.lesson} online={props.live} />
          }
        >
          <LeadButtons place="messenger" lesson={props.lesson} onChange={props.onChange} />
        </Show>
      </div>
      <Tabs
        label={t('lessons.sections')}
        value={part()}
        options={parts().map((value) => ({ value, label: labels()[value] }))}
        onChange={show}
      >
        <div class={css.panel}>
          <Switch>
            <Match when={part() === 'about'}>
              <LessonFacts lesson={props.lesson} pupils={props.pupils} />
            </Match>
            <Match when={part() === 'plan'}>
              <PlanPart lessonId={props.lesson.id} />
            </Match>
            <Match when={part() === 'attendance'}>
              <Show
                when={props.lesson.state !== 'draft'}
                fallback={<p class={css.quiet}>{t('lessons.beforeStart')}</p>}
              >
                <AttendanceGrid place="messenger" lesson={props.lesson} news={props.news} />
              </Show>
            </Match>
          </Switch>
        </div>
      </Tabs>
    </>
  )
}
