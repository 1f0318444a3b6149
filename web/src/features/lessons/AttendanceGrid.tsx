import '../../platform/i18n/add-lesson-words.ts'
import type { AttendanceRow, LessonView } from '@zvonok/schema/lessons/lesson'
import { createSignal, For, Show } from 'solid-js'
import { language, t } from '../../platform/i18n/t.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { download } from '../../ui/more-icons.ts'
import { createTask } from '../account/create-task.ts'
import { Problem } from '../account/Problem.tsx'
import { problemText } from '../account/problem-text.ts'
import { type Conflicts, createAttendance } from './create-attendance.ts'
import css from './Lessons.module.css'
import { lessonProblem } from './lesson-problem.ts'
import { lessonsAddress, type Place } from './lessons-api.ts'

const timeOf = (ms: number): string => new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(ms)

/** Who was there, online and in the classroom, on one grid; the teacher confirms it into the journal. */
export function AttendanceGrid(props: { place: Place; lesson: LessonView; news: number }) {
  const attendance = createAttendance(
    props.place,
    () => props.lesson.id,
    () => props.news,
  )
  const [conflicts, setConflicts] = createSignal<Conflicts>([])
  const { busy, problem, run } = createTask()
  const grid = () => attendance.grid.latest
  const rows = () => grid()?.rows ?? []
  const leads = () => props.lesson.right === 'lead'
  const present = () => rows().filter(({ inRoom, minutes, online }) => inRoom || online || minutes > 0).length
  const confirm = (overwrite: string[] = []) => {
    setConflicts([])
    void run(async () => {
      setConflicts(await attendance.confirm(overwrite))
    }, lessonProblem)
  }
  const question = () =>
    t('lessons.conflictText', {
      names: conflicts()
        .map(({ name, mark, wanted }) =>
          t(wanted === 'absent' ? 'lessons.conflictAbsent' : 'lessons.conflictPresent', { name, mark }),
        )
        .join('; '),
    })
  return (
    <div class={css.attendance}>
      <Problem text={problem() ?? (attendance.grid.error ? problemText(attendance.grid.error) : undefined)} />
      <Show when={grid()} fallback={<p class={css.quiet}>{t('lessons.loading')}</p>}>
        {(known) => (
          <>
            <p role="status" class={css.quiet}>
              {t('lessons.present', { n: present(), all: rows().length })}
            </p>
            <table class={css.grid}>
              <caption class="unseen">{t('lessons.attendance')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('lessons.pupil')}</th>
                  <th scope="col">{t('lessons.online')}</th>
                  <Show when={leads()}>
                    <th scope="col">{t('lessons.inRoom')}</th>
                  </Show>
                  <Show when={known().inJournal}>
                    <th scope="col">{t('lessons.mark')}</th>
                  </Show>
                </tr>
              </thead>
              <tbody>
                <For each={rows().map(({ id }) => id)}>
                  {(id) => (
                    <Show when={rows().find((each) => each.id === id)}>
                      {(row) => (
                        <tr>
                          <th scope="row">{row().name}</th>
                          <td>
                            <span class={css.minutes} data-online={row().online || undefined}>
                              {onlineText(row())}
                            </span>
                            <span class={css.quiet}>
                              {[spanText(row()), breakText(row())].filter(Boolean).join(', ')}
                            </span>
                          </td>
                          <Show when={leads()}>
                            <td>
                              <Checkbox
                                label={t('lessons.inRoomOf', { name: row().name })}
                                checked={row().inRoom}
                                onChange={(on) => run(() => attendance.setInRoom(id, on), lessonProblem)}
                              >
                                <span class="unseen">{t('lessons.inRoom')}</span>
                              </Checkbox>
                            </td>
                          </Show>
                          <Show when={known().inJournal}>
                            <td class={css.mark}>{row().mark ?? ''}</td>
                          </Show>
                        </tr>
                      )}
                    </Show>
                  )}
                </For>
              </tbody>
            </table>
            <Show when={leads()}>
              <p class={css.quiet}>{t(known().inJournal ? 'lessons.confirmText' : 'lessons.confirmNoJournal')}</p>
              <div class={css.actions}>
                <Button look="main" disabled={busy()} onClick={() => confirm()}>
                  {t('lessons.confirm')}
                </Button>
                <ButtonLink
                  href={`${lessonsAddress(props.place)}/${props.lesson.id}/attendance/csv`}
                  look="plain"
                  icon={download}
                  download=""
                >
                  {t('lessons.csv')}
                </ButtonLink>
              </div>
              <p role="status" class={css.quiet}>
                {known().confirmedAtMs ? t('lessons.confirmed', { when: timeOf(known().confirmedAtMs ?? 0) }) : ''}
              </p>
            </Show>
          </>
        )}
      </Show>
      <Show when={conflicts().length > 0}>
        <AlertDialog
          title={t('lessons.conflictTitle')}
          text={question()}
          action={t('lessons.replace')}
          cancel={t('lessons.keep')}
          onAction={() => confirm(conflicts().map(({ personId }) => personId))}
          onClose={() => setConflicts([])}
        />
      </Show>
    </div>
  )
}

const onlineText = ({ online, minutes }: AttendanceRow): string =>
  online || minutes > 0 ? t('lessons.minutes', { n: minutes }) : t('lessons.wasNot')

function spanText({ online, joinedAtMs, leftAtMs }: AttendanceRow): string {
  if (online) return t('lessons.now')
  return joinedAtMs && leftAtMs ? t('lessons.span', { from: timeOf(joinedAtMs), to: timeOf(leftAtMs) }) : ''
}

function breakText({ awayMinutes }: AttendanceRow): string {
  if (awayMinutes === null) return ''
  return awayMinutes === 0 ? t('lessons.shortBreak') : t('lessons.break', { n: awayMinutes })
}
