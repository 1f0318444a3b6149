import { A } from '@solidjs/router'
import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { JoinButton } from '../lessons/JoinButton.tsx'
import css from './LessonItem.module.css'

/** «Присоединиться к уроку», and the way to the lesson's page with its plan. */
export function LessonJoin(props: { lesson: LessonView | undefined; live: boolean }) {
  return (
    <div class={css.join}>
      <JoinButton label={t('diary.join')} place="messenger" lesson={props.lesson} online={props.live} />
      <Show when={props.lesson}>{(lesson) => <A href={`/lessons/${lesson().id}`}>{t('lessons.open')}</A>}</Show>
    </div>
  )
}
