import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { createSignal, createUniqueId, Show } from 'solid-js'
import { dayAndMonth, weekdayName } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { AttendanceGrid } from './AttendanceGrid.tsx'
import { JoinButton } from './JoinButton.tsx'
import { LeadButtons } from './LeadButtons.tsx'
import css from './Lessons.module.css'
import { substitutesText } from './substitutes-text.ts'

/** One lesson of «Список онлайн-уроков». */
export function LessonRow(props: {
  lesson: LessonView
  /** Rises with what is new in the attendance. */
  news: number
  online: boolean
  onChange(): Promise<void>
}) {
  const id = createUniqueId()
  const [attendance, setAttendance] = createSignal(false)
  const leads = () => props.lesson.right === 'lead'
  const day = () => `${weekdayName(props.lesson.date)}, ${dayAndMonth(props.lesson.date)}`
  return (
    <li class={css.row} aria-labelledby={`${id}-title`} aria-describedby={`${id}-state`}>
      <div class={css.what}>
        <h3 id={`${id}-title`} class={css.name}>
          {props.lesson.title}
        </h3>
        <p class={css.quiet}>
          {[day(), ...props.lesson.classes, leads() && t('lessons.count', { n: props.lesson.pupilCount })]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Show when={props.lesson.substitutes.length > 0}>
          <p class={css.quiet}>{substitutesText(props.lesson)}</p>
        </Show>
      </div>
      <p id={`${id}-state`} class={css.state} data-state={props.lesson.state}>
        {t(`lessons.${props.lesson.state}`)}
      </p>
      <div class={css.actions}>
        <Show
          when={leads()}
          fallback={
            <JoinButton label={t('lessons.join')} place="journal" lesson={props.lesson} online={props.online} />
          }
        >
          <LeadButtons place="journal" lesson={props.lesson} onChange={props.onChange} />
          <Show when={props.lesson.state !== 'draft'}>
            <Button look="plain" onClick={() => setAttendance(true)}>
              {t('lessons.attendance')}
            </Button>
          </Show>
        </Show>
      </div>
      <Show when={attendance()}>
        <Dialog
          title={t('lessons.attendanceOf', { title: props.lesson.title })}
          closeLabel={t('core.close')}
          onClose={() => setAttendance(false)}
        >
          <AttendanceGrid place="journal" lesson={props.lesson} news={props.news} />
        </Dialog>
      </Show>
    </li>
  )
}
