import { newId } from '@zvonok/schema/core/ids'
import { maxChoices, maxTasks, openPlan, type Plan, type PlanTask } from '@zvonok/schema/lessons/plan-document'
import type { LessonPack } from '@zvonok/schema/lessons/plan-pack'
import { type Accessor, createUniqueId, For, Show } from 'solid-js'
import { t } from '../../../platform/i18n/t.ts'
import type { PlanCopy } from '../../../platform/plan-copy.ts'
import { Button } from '../../../ui/Button.tsx'
import field from '../../../ui/Field.module.css'
import { Section } from '../../../ui/Section.tsx'
import { Select } from '../../../ui/Select.tsx'
import { createPlan } from './create-plan.ts'
import css from './Plan.module.css'

type Task = Plan['tasks'][number]

/** The tasks of a plan as its teachers write them, with the answers that came. */
export function EditTasks(props: { copy: PlanCopy; pack: Accessor<LessonPack | undefined> }) {
  const plan = createPlan(props.copy)
  const tasks = () => openPlan(props.copy.doc).tasks
  const ids = () => plan().tasks.map(({ id }) => id)
  const add = () =>
    tasks().set(newId(), {
      question: '',
      kind: 'text',
      choices: [],
      order: (plan().tasks.at(-1)?.order ?? 0) + 1,
    })
  return (
    <Section title={t('plan.tasks')}>
      <ol class={css.tasks}>
        <For each={ids()}>
          {(id, at) => {
            const task = () => plan().tasks.find((each) => each.id === id)
            return (
              <Show when={task()}>
                {(found) => (
                  <EditTask
                    task={found()}
                    number={at() + 1}
                    pack={props.pack}
                    onChange={({ id: _, ...value }) => tasks().set(id, value)}
                    onDelete={() => tasks().delete(id)}
                  />
                )}
              </Show>
            )
          }}
        </For>
      </ol>
      <Button onClick={add} disabled={plan().tasks.length >= maxTasks}>
        {t('plan.addTask')}
      </Button>
    </Section>
  )
}

function EditTask(props: {
  task: Task
  /** From 1. */
  number: number
  pack: Accessor<LessonPack | undefined>
  onChange(task: PlanTask & { id?: string }): void
  onDelete(): void
}) {
  const id = createUniqueId()
  const change = (values: Partial<PlanTask>) => props.onChange({ ...props.task, ...values })
  const choicesOf = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim().slice(0, 200))
      .filter((line, at, all) => line !== '' && all.indexOf(line) === at)
      .slice(0, maxChoices)
  return (
    <li>
      <fieldset class={css.task} aria-label={t('plan.task', { n: props.number })}>
        <div class={field.field}>
          <label class={field.label} for={id}>
            {t('plan.question')}
          </label>
          <textarea
            id={id}
            class={field.box}
            rows={2}
            maxlength={1000}
            value={props.task.question}
            onInput={(event) => change({ question: event.currentTarget.value })}
          />
        </div>
        <Select
          label={t('plan.kind')}
          value={props.task.kind}
          options={[
            { value: 'text', label: t('plan.kindText') },
            { value: 'choice', label: t('plan.kindChoice') },
          ]}
          onChange={(kind) => change({ kind, ...(kind === 'text' && { choices: [] }) })}
        />
        <Show when={props.task.kind === 'choice'}>
          <div class={field.field}>
            <label class={field.label} for={`${id}-choices`}>
              {t('plan.choices')}
            </label>
            <textarea
              id={`${id}-choices`}
              class={field.box}
              rows={4}
              value={props.task.choices.join('\n')}
              onChange={(event) => change({ choices: choicesOf(event.currentTarget.value) })}
            />
          </div>
        </Show>
        <div class={css.foot}>
          <Answers taskId={props.task.id} pack={props.pack} />
          <Button look="plain" onClick={() => props.onDelete()}>
            {t('plan.deleteTask')}
          </Button>
        </div>
      </fieldset>
    </li>
  )
}

function Answers(props: { taskId: string; pack: Accessor<LessonPack | undefined> }) {
  const given = () => props.pack()?.answers.filter(({ taskId }) => taskId === props.taskId) ?? []
  const pupils = () => props.pack()?.roster.filter(({ role }) => role === 'pupil') ?? []
  const nameOf = (id: string) => pupils().find((each) => each.id === id)?.name ?? ''
  return (
    <details class={css.answers}>
      <summary>{t('plan.answers', { some: given().length, all: pupils().length })}</summary>
      <dl>
        <For each={given()}>
          {({ personId, text }) => (
            <>
              <dt>{nameOf(personId)}</dt>
              <dd>{text}</dd>
            </>
          )}
        </For>
      </dl>
    </details>
  )
}
