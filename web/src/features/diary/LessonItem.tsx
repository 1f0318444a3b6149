import type { DiaryKind, DiaryLesson, DiaryTask } from '@zvonok/schema/diary/diary'
import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'
import { chevronDown } from '../../ui/more-icons.ts'
import css from './LessonItem.module.css'
import { LessonJoin } from './LessonJoin.tsx'
import { MarkSign, markName } from './MarkSign.tsx'

/** DIARY-8. A lesson of the day; it opens what is known of it. */
export function LessonItem(props: {
  lesson: DiaryLesson
  tasks: readonly DiaryTask[]
  kind: DiaryKind
  /** Its online lesson, once a teacher has made one. */
  online: LessonView | undefined
  live: boolean
}) {
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const title = () => `${props.lesson.subject}, ${t('diary.period', { n: props.lesson.period })}`
  const when = () => `${props.lesson.startsAt}–${props.lesson.endsAt}`
  const room = () => (props.lesson.room ? t('diary.room', { room: props.lesson.room }) : undefined)
  const name = () => {
    const { mark } = props.lesson
    return [title(), when(), room(), ...props.lesson.people, mark && markName(mark)].filter(Boolean).join(', ')
  }
  return (
    <li class={css.item}>
      <button
        type="button"
        class={css.lesson}
        aria-label={name()}
        aria-expanded={open()}
        aria-controls={open() ? id : undefined}
        onClick={() => setOpen(!open())}
      >
        <span class={css.period}>{props.lesson.period}</span>
        <span class={css.what}>
          <span class={css.subject}>{props.lesson.subject}</span>
          <span class={css.quiet}>{[when(), room(), ...props.lesson.people].filter(Boolean).join(' · ')}</span>
        </span>
        <Show when={props.lesson.mark}>{(mark) => <MarkSign mark={mark()} />}</Show>
        <Icon path={chevronDown} class={css.arrow} />
      </button>
      <Show when={open()}>
        <section id={id} class={css.region} aria-label={title()}>
          <LessonFacts {...props} />
          <LessonJoin lesson={props.online} live={props.live} />
        </section>
      </Show>
    </li>
  )
}

function LessonFacts(props: { lesson: DiaryLesson; tasks: readonly DiaryTask[]; kind: DiaryKind }) {
  const due = () =>
    props.tasks.filter(({ groupId, dueOn }) => groupId === props.lesson.groupId && dueOn === props.lesson.date)
  const given = () => props.tasks.find(({ lessonId }) => lessonId === props.lesson.id)
  return (
    <dl class={css.facts}>
      <Show when={props.lesson.topic}>
        <dt>{t('diary.topic')}</dt>
        <dd>{props.lesson.topic}</dd>
      </Show>
      <Show when={due().length > 0}>
        <dt>{t('diary.dueHere')}</dt>
        <For each={due()}>{({ text }) => <dd>{text}</dd>}</For>
      </Show>
      <dt>{t('diary.givenHere')}</dt>
      <dd>{given()?.text ?? t('diary.nothingGiven')}</dd>
      <Show when={props.lesson.people.length > 0}>
        <dt>{t(props.kind === 'teacher' ? 'diary.classes' : 'diary.people')}</dt>
        <dd>{props.lesson.people.join(', ')}</dd>
      </Show>
    </dl>
  )
}
