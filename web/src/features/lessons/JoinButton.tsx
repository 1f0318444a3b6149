import '../../platform/i18n/add-lesson-words.ts'
import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { createUniqueId, Show } from 'solid-js'
import { Button } from '../../ui/Button.tsx'
import { createTask } from '../account/create-task.ts'
import { Problem } from '../account/Problem.tsx'
import { joinLesson } from './join-lesson.ts'
import css from './Lessons.module.css'
import { lessonProblem } from './lesson-problem.ts'
import type { Place } from './lessons-api.ts'
import { whyNot } from './why-not.ts'

/** «Онлайн-урок» of the journal, «Присоединиться к уроку» of the diary: not active before publication, and says why. */
export function JoinButton(props: {
  label: string
  place: Place
  /** Undefined: nothing is published or planned. */
  lesson: LessonView | undefined
  online: boolean
}) {
  const id = createUniqueId()
  const { busy, problem, run } = createTask()
  const reason = () => whyNot(props.lesson, props.online)
  return (
    <div class={css.join}>
      <Button
        look="main"
        disabled={busy() || reason() !== undefined}
        aria-describedby={reason() ? id : undefined}
        onClick={() => props.lesson && run(() => joinLesson(props.place, props.lesson?.id ?? ''), lessonProblem)}
      >
        {props.label}
      </Button>
      <Show when={reason()}>
        {(text) => (
          <p role="note" id={id} class={css.quiet}>
            {text()}
          </p>
        )}
      </Show>
      <Problem text={problem()} />
    </div>
  )
}
