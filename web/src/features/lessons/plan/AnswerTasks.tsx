import { maxAnswer } from '@zvonok/schema/lessons/plan-commands'
import type { Plan } from '@zvonok/schema/lessons/plan-document'
import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { t, type WordKey } from '../../../platform/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import field from '../../../ui/Field.module.css'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { Section } from '../../../ui/Section.tsx'
import type { createAnswers, OwnAnswer } from './create-answers.ts'
import css from './Plan.module.css'

type Answers = ReturnType<typeof createAnswers>
type Task = Plan['tasks'][number]

/** The tasks of a plan as a pupil answers them. */
export function AnswerTasks(props: { tasks: readonly Task[]; answers: Answers }) {
  const ids = createMemo(() => props.tasks.filter(isAsked).map(({ id }) => id))
  return (
    <Show when={ids().length > 0}>
      <Section title={t('plan.tasks')}>
        <ol class={css.tasks}>
          {/* By id: what is being typed stays when a teacher changes something. */}
          <For each={ids()}>
            {(id) => {
              const task = () => props.tasks.find((each) => each.id === id)
              return <Show when={task()}>{(found) => <AnswerTask task={found()} answers={props.answers} />}</Show>
            }}
          </For>
        </ol>
      </Section>
    </Show>
  )
}

/** What a teacher has only begun to write is no question yet. */
const isAsked = ({ question, kind, choices }: Task): boolean =>
  question.trim() !== '' && (kind === 'text' || choices.length > 0)

function AnswerTask(props: { task: Task; answers: Answers }) {
  const id = createUniqueId()
  const given = () => props.answers.of(props.task.id)
  const [draft, setDraft] = createSignal<string>()
  const text = () => draft() ?? given()?.text ?? ''
  function submit(event: SubmitEvent) {
    event.preventDefault()
    props.answers.give(props.task.id, text())
    setDraft(undefined)
  }
  return (
    <li>
      <form class={css.task} onSubmit={submit}>
        <Show
          when={props.task.kind === 'choice'}
          fallback={
            <div class={field.field}>
              <label class={css.question} for={id}>
                {props.task.question}
              </label>
              <textarea
                id={id}
                class={field.box}
                rows={3}
                maxlength={maxAnswer}
                value={text()}
                onInput={(event) => setDraft(event.currentTarget.value)}
              />
            </div>
          }
        >
          <RadioGroup
            label={props.task.question}
            value={text()}
            options={props.task.choices.map((choice) => ({ value: choice, label: choice }))}
            onChange={setDraft}
          />
        </Show>
        <div class={css.foot}>
          <Button
            type="submit"
            look="main"
            disabled={!text().trim() || (draft() === undefined && given() !== undefined)}
          >
            {t('plan.answer')}
          </Button>
          <Show when={draft() === undefined && given()?.state === 'refused'}>
            <Button onClick={() => props.answers.give(props.task.id, text())}>{t('core.retry')}</Button>
          </Show>
          <p role="status" class={given()?.state === 'refused' ? css.danger : css.quiet}>
            <Show when={draft() === undefined && given()}>{(answer) => stateText(answer())}</Show>
          </p>
        </div>
      </form>
    </li>
  )
}

function stateText({ state, refusal }: OwnAnswer): string {
  if (state === 'refused') return t('plan.answerRefused', { reason: t(`refusal.${refusal}` as WordKey) })
  return t(state === 'sent' ? 'plan.answerSent' : 'plan.answerWaiting')
}
