import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { createResource, createSignal, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { answer } from '../account/client.ts'
import { createTask } from '../account/create-task.ts'
import { Problem } from '../account/Problem.tsx'
import { problemText } from '../account/problem-text.ts'
import css from './Lessons.module.css'
import { lessonProblem } from './lesson-problem.ts'
import { lessonsApi, type Place } from './lessons-api.ts'

type Named = { readonly id: string; readonly name: string }

/** LESSONS-20. «Учителя»: who leads the lesson with one, and, for the head, who stands in. */
export function StaffDialog(props: { place: Place; lesson: LessonView; onChange(): Promise<void>; onClose(): void }) {
  const routes = () => lessonsApi(props.place)
  const param = () => ({ id: props.lesson.id })
  const [staff, { refetch }] = createResource(
    () => props.lesson,
    () => answer(routes()[':id'].staff.$get({ param: param() })),
  )
  const { busy, problem, run } = createTask()
  const known = () => (staff.error ? undefined : staff.latest)
  const free = () => {
    const taken = new Set([...props.lesson.teachers, ...props.lesson.substitutes].map(({ id }) => id))
    return (known()?.colleagues ?? []).filter(({ id }) => !taken.has(id))
  }
  const changed = (work: () => Promise<unknown>) =>
    run(async () => {
      await work()
      await Promise.all([props.onChange(), refetch()])
    }, lessonProblem)
  const setTeacher = (personId: string, on: boolean) =>
    changed(() => answer(routes()[':id'].teachers.$post({ param: param(), json: { personId, on } })))
  const setSubstitute = (personId: string, on: boolean) => {
    const journalLessonId = props.lesson.journalLessonId ?? ''
    return changed(() => answer(routes().substitutes.$post({ json: { journalLessonId, personId, on } })))
  }
  return (
    <Dialog
      title={t('lessons.staffOf', { title: props.lesson.title })}
      closeLabel={t('core.close')}
      onClose={props.onClose}
    >
      <div class={css.form}>
        <StaffList
          label={t('lessons.teachers')}
          people={props.lesson.teachers}
          removable={known()?.removable ?? []}
          busy={busy()}
          onRemove={(id) => setTeacher(id, false)}
        />
        <AddPerson
          label={t('lessons.coTeacher')}
          action={t('lessons.addTeacher')}
          people={free()}
          busy={busy()}
          onAdd={(id) => setTeacher(id, true)}
        />
        <Show when={known()?.maySubstitute || props.lesson.substitutes.length > 0}>
          <StaffList
            label={t('lessons.substitutes')}
            people={props.lesson.substitutes}
            removable={known()?.maySubstitute ? props.lesson.substitutes.map(({ id }) => id) : []}
            busy={busy()}
            onRemove={(id) => setSubstitute(id, false)}
          />
        </Show>
        <Show when={known()?.maySubstitute}>
          <AddPerson
            label={t('lessons.substitute')}
            action={t('lessons.nameSubstitute')}
            hint={t('lessons.substituteHint')}
            people={free()}
            busy={busy()}
            onAdd={(id) => setSubstitute(id, true)}
          />
        </Show>
        <Problem
          text={problem() ?? (staff.error ? (lessonProblem(staff.error) ?? problemText(staff.error)) : undefined)}
        />
      </div>
    </Dialog>
  )
}

function StaffList(props: {
  label: string
  people: readonly Named[]
  removable: readonly string[]
  busy: boolean
  onRemove(id: string): void
}) {
  return (
    <section aria-label={props.label}>
      <h3 class={css.name}>{props.label}</h3>
      <Show when={props.people.length > 0} fallback={<p class={css.quiet}>{t('lessons.noSubstitute')}</p>}>
        <ul class={css.staff}>
          <For each={props.people}>
            {({ id, name }) => (
              <li>
                <span>{name}</span>
                <Show when={props.removable.includes(id)}>
                  <Button
                    look="plain"
                    disabled={props.busy}
                    aria-label={t('lessons.removePerson', { name })}
                    onClick={() => props.onRemove(id)}
                  >
                    {t('lessons.remove')}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}

/** A list to choose from, and the button that adds whoever is chosen. */
function AddPerson(props: {
  label: string
  action: string
  hint?: string
  people: readonly Named[]
  busy: boolean
  onAdd(id: string): void
}) {
  const [chosen, setChosen] = createSignal('')
  const id = () => (props.people.some((each) => each.id === chosen()) ? chosen() : '')
  return (
    <div class={css.add}>
      <Select
        label={props.label}
        value={id()}
        hint={props.hint}
        options={[
          { value: '', label: t('lessons.choosePerson') },
          ...props.people.map((each) => ({ value: each.id, label: each.name })),
        ]}
        onChange={setChosen}
      />
      <Button disabled={props.busy || id() === ''} onClick={() => props.onAdd(id())}>
        {props.action}
      </Button>
    </div>
  )
}
