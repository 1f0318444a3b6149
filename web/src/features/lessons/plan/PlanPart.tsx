import '../../../platform/i18n/add-plan-words.ts'
import { Refused } from '@zvonok/schema/core/refusal'
import { type LessonPack, unpackPlan } from '@zvonok/schema/lessons/plan-pack'
import { createResource, Match, onCleanup, Show, Switch } from 'solid-js'
import { createRead } from '../../../platform/create-read.ts'
import { t } from '../../../platform/i18n/t.ts'
import type { PlanCopy } from '../../../platform/plan-copy.ts'
import { useDevice } from '../../../platform/use-device.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { notebook } from '../../../ui/icons.ts'
import { lazyPart } from '../../../ui/lazy-part.tsx'
import { Later, SkeletonList } from '../../../ui/Skeleton.tsx'
import { AnswerTasks } from './AnswerTasks.tsx'
import { createAnswers } from './create-answers.ts'
import { createPack, type PackState } from './create-pack.ts'
import { createPlan, createPlanState } from './create-plan.ts'
import { EditTasks } from './EditTasks.tsx'
import css from './Plan.module.css'
import { PlanText } from './PlanText.tsx'

/** The editor is a chunk of its own: only those who write load it. */
const PlanEditor = lazyPart(() => import('./PlanEditor.tsx').then((module) => module.PlanEditor))

/** The plan of a lesson: its teachers write it together, its pupils read it and answer, both also without a line. */
export function PlanPart(props: { lessonId: string }) {
  const device = useDevice()
  const state = createPack(device, props.lessonId)
  const right = () => state.pack()?.right
  return (
    <Show when={right()} fallback={<NoPlan {...state} />} keyed>
      {(granted) => <OpenPlan {...props} writes={granted === 'write'} {...state} />}
    </Show>
  )
}

function NoPlan(props: PackState) {
  const isRefused = () => props.failure() instanceof Refused
  return (
    <Show
      when={props.failure()}
      fallback={
        <Later>
          <SkeletonList rows={4} label={t('plan.loading')} />
        </Later>
      }
    >
      <EmptyState
        icon={notebook}
        title={isRefused() ? t('plan.closed') : t('plan.offline')}
        text={isRefused() ? t('plan.closedText') : t('plan.offlineText')}
      />
    </Show>
  )
}

interface OpenProps extends PackState {
  readonly lessonId: string
  readonly writes: boolean
}

function OpenPlan(props: OpenProps) {
  const device = useDevice()
  const seed = () => unpackPlan((props.pack() as LessonPack).plan)
  const [copy, { refetch }] = createResource(() =>
    device.openPlan(props.lessonId, { writes: props.writes, ...(!props.writes && { seed: seed() }) }),
  )
  onCleanup(() => void copy.latest?.close())
  async function anew(): Promise<void> {
    await copy.latest?.forget()
    await copy.latest?.close()
    await refetch()
  }
  return (
    <Show when={!copy.loading && copy.latest} keyed>
      {(opened) => (
        <>
          <PlanTrouble copy={opened} onAnew={() => void anew()} />
          <Show when={props.writes} fallback={<ReadPlan {...props} copy={opened} />}>
            <PlanEditor copy={opened} />
            <EditTasks copy={opened} pack={props.pack} />
          </Show>
        </>
      )}
    </Show>
  )
}

/** What the school's copy does not have, and what to do about it. */
function PlanTrouble(props: { copy: PlanCopy; onAnew(): void }) {
  const device = useDevice()
  const state = createPlanState(props.copy)
  const link = createRead(device, ['link'], () => device.link())
  return (
    <Switch>
      <Match when={state() === 'gone'}>
        <Banner tone="danger" role="alert">
          {t('plan.gone')}
        </Banner>
      </Match>
      <Match when={state() === 'readOnly'}>
        <Banner tone="danger" role="alert">
          {t('plan.readOnly')}
        </Banner>
      </Match>
      <Match when={state() === 'full'}>
        <Banner
          tone="danger"
          role="alert"
          action={<Button onClick={() => props.copy.tryAgain()}>{t('core.retry')}</Button>}
        >
          {t('plan.full')}
        </Banner>
      </Match>
      <Match when={state() === 'refused'}>
        <Banner tone="danger" role="alert" action={<Button onClick={() => props.onAnew()}>{t('plan.anew')}</Button>}>
          {t('plan.refused')}
        </Banner>
      </Match>
      <Match when={link() !== 'live'}>
        <p class={css.quiet} role="status">
          {t('plan.noLine')}
        </p>
      </Match>
    </Switch>
  )
}

function ReadPlan(props: OpenProps & { copy: PlanCopy }) {
  const device = useDevice()
  const plan = createPlan(props.copy)
  const answers = createAnswers(device, props.lessonId, props.pack)
  return (
    <>
      <Show when={plan().blocks.length > 0} fallback={<p class={css.quiet}>{t('plan.empty')}</p>}>
        <div class={css.text}>
          <PlanText blocks={plan().blocks} />
        </div>
      </Show>
      <AnswerTasks tasks={plan().tasks} answers={answers} />
    </>
  )
}
