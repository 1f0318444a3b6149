import '../../platform/i18n/add-lesson-words.ts'
import { useNavigate } from '@solidjs/router'
import { createResource, createSignal, Match, Show, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { people } from '../../ui/icons.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { answer, api } from '../account/client.ts'
import { createTask } from '../account/create-task.ts'
import { Problem } from '../account/Problem.tsx'
import { DialogButtons } from './DialogButtons.tsx'
import css from './Lessons.module.css'
import { lessonProblem } from './lesson-problem.ts'

const load = () => answer(api.lessons['meeting-choices'].$get())
type Choices = Awaited<ReturnType<typeof load>>

/** LESSONS-17. «Собрание»: there for the office and for class teachers. */
export function MeetingStart() {
  const [choices] = createResource(load)
  const [open, setOpen] = createSignal(false)
  const shown = () => (choices.error ? undefined : choices.latest)
  return (
    <Show when={(shown()?.classes.length ?? 0) > 0 && shown()}>
      {(found) => (
        <>
          <Button icon={people} onClick={() => setOpen(true)}>
            {t('lessons.meeting')}
          </Button>
          <Show when={open()}>
            <MeetingDialog choices={found()} onClose={() => setOpen(false)} />
          </Show>
        </>
      )}
    </Show>
  )
}

const scopes = ['class', 'family', 'parallel', 'school'] as const
type Scope = (typeof scopes)[number]
const labels = {
  class: 'lessons.meetingClass',
  family: 'lessons.meetingFamily',
  parallel: 'lessons.meetingGrade',
  school: 'lessons.meetingSchool',
} as const

function MeetingDialog(props: { choices: Choices; onClose(): void }) {
  const navigate = useNavigate()
  const [scope, setScope] = createSignal<Scope>('class')
  const [title, setTitle] = createSignal('')
  const grades = () => [...new Set(props.choices.classes.flatMap(({ grade }) => grade ?? []))]
  const [classId, setClassId] = createSignal(props.choices.classes[0]?.id ?? '')
  const [grade, setGrade] = createSignal(grades()[0] ?? '')
  const children = () => props.choices.children.filter((each) => each.classId === classId())
  const [chosenChild, setChild] = createSignal('')
  const childId = () => children().find(({ id }) => id === chosenChild())?.id ?? children()[0]?.id ?? ''
  const offered = () => (props.choices.office ? scopes : scopes.slice(0, 2))
  const { busy, problem, run } = createTask()
  const where = () => {
    const kind = scope()
    if (kind === 'class') return { scope: kind, classId: classId() }
    if (kind === 'family') return { scope: kind, childId: childId() }
    return kind === 'parallel' ? { scope: kind, grade: grade() } : { scope: kind }
  }
  const start = () =>
    run(async () => {
      const named = title().trim()
      const made = await answer(api.calls.meeting.$post({ json: { ...where(), ...(named && { title: named }) } }))
      props.onClose()
      navigate(`/call/${callIdIn(made)}`)
    }, lessonProblem)
  return (
    <Dialog
      title={t('lessons.meeting')}
      closeLabel={t('core.close')}
      onClose={props.onClose}
      footer={
        <DialogButtons
          action={t('lessons.meetingStart')}
          disabled={busy()}
          onAction={() => void start()}
          onClose={props.onClose}
        />
      }
    >
      <div class={css.form}>
        <Select
          label={t('lessons.meetingFor')}
          value={scope()}
          options={offered().map((value) => ({ value, label: t(labels[value]) }))}
          onChange={setScope}
          hint={scope() === 'school' ? t('lessons.meetingAudience') : undefined}
        />
        <Switch>
          <Match when={scope() === 'class' || scope() === 'family'}>
            <Select
              label={t('lessons.meetingClass')}
              value={classId()}
              options={props.choices.classes.map(({ id, title: label }) => ({ value: id, label }))}
              onChange={setClassId}
            />
            <Show when={scope() === 'family'}>
              <Select
                label={t('lessons.pupil')}
                value={childId()}
                options={children().map(({ id, name }) => ({ value: id, label: name }))}
                onChange={setChild}
              />
            </Show>
          </Match>
          <Match when={scope() === 'parallel'}>
            <Select
              label={t('lessons.meetingGrade')}
              value={grade()}
              options={grades().map((value) => ({ value, label: value }))}
              onChange={setGrade}
            />
          </Match>
        </Switch>
        <TextField label={t('lessons.meetingTitle')} maxlength={100} value={title()} onInput={setTitle} />
        <Problem text={problem()} />
      </div>
    </Dialog>
  )
}

const callIdIn = (made: unknown): string => (made as { callId: string }).callId
