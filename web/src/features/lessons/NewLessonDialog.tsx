import { newId } from '@zvonok/schema/core/ids'
import { isDate } from '@zvonok/schema/diary/days'
import type { LessonPlatform } from '@zvonok/schema/lessons/lesson'
import { createEffect, createResource, createSignal, For, on, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { answer } from '../account/client.ts'
import { createTask } from '../account/create-task.ts'
import { Problem } from '../account/Problem.tsx'
import { problemText } from '../account/problem-text.ts'
import { DialogButtons } from './DialogButtons.tsx'
import css from './Lessons.module.css'
import { lessonProblem } from './lesson-problem.ts'
import { lessonsApi } from './lessons-api.ts'

/** A subject group as the journal names it. */
export interface GroupChoice {
  readonly id: string
  /** «7 Б». */
  readonly classTitle: string
  readonly subject: string
}

/** «Новый онлайн-урок»: date, pupils (all or some, of several classes too), platform. The id is made once, so that sending twice makes one. */
export function NewLessonDialog(props: {
  group: GroupChoice
  others: readonly GroupChoice[]
  /** Of the school, `YYYY-MM-DD`. */
  today: string
  onMade(): Promise<void>
  onClose(): void
}) {
  const id = newId()
  const [date, setDate] = createSignal(props.today)
  const [added, setAdded] = createSignal<readonly GroupChoice[]>([])
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set())
  const [title, setTitle] = createSignal(props.group.subject)
  const [journalLesson, setJournalLesson] = createSignal('')
  const { busy, problem, run } = createTask()
  const groups = () => [props.group, ...added()]
  const asked = () =>
    isDate(date())
      ? {
          date: date(),
          groups: groups()
            .map((each) => each.id)
            .join(),
        }
      : undefined
  const [choices] = createResource(asked, (query) => answer(lessonsApi('journal').choices.$get({ query })))
  const pupils = () => {
    const known = new Map((choices.latest?.pupils ?? []).map((each) => [each.id, each]))
    return [...known.values()]
  }
  const chosen = () => pupils().filter((each) => !left().has(each.id))
  const onDay = () => choices.latest?.journalLessons ?? []
  createEffect(on(onDay, (found) => setJournalLesson(found[0]?.id ?? '')))
  const mark = (ids: readonly string[], on: boolean) =>
    setLeft((before) => new Set(on ? [...before].filter((each) => !ids.includes(each)) : [...before, ...ids]))
  const create = () =>
    run(async () => {
      await answer(
        lessonsApi('journal').$post({
          json: {
            ...{ id, date: date(), title: title(), platform: 'sferum' as LessonPlatform },
            groups: groups().map((each) => each.id),
            journalLessonId: journalLesson() || null,
            pupils: chosen().map((each) => each.id),
          },
        }),
      )
      await props.onMade()
    }, lessonProblem)

  return (
    <Dialog
      title={t('lessons.new')}
      closeLabel={t('core.close')}
      onClose={props.onClose}
      footer={
        <DialogButtons
          action={t('lessons.create')}
          disabled={busy() || chosen().length === 0 || !asked() || title().trim() === ''}
          onAction={() => void create()}
          onClose={props.onClose}
        />
      }
    >
      <div class={css.form}>
        <TextField
          label={t('lessons.date')}
          type="date"
          min={props.today}
          required
          value={date()}
          onInput={setDate}
          error={isDate(date()) && date() < props.today ? t('lessons.pastDay') : undefined}
        />
        <TextField label={t('lessons.title')} maxlength={100} value={title()} onInput={setTitle} />
        <Show when={onDay().length > 0}>
          <Select
            label={t('lessons.journalLesson')}
            value={journalLesson()}
            options={[
              ...onDay().map((each) => ({
                value: each.id,
                label: t('lessons.period', { n: each.period, time: each.startsAt }),
              })),
              { value: '', label: t('lessons.noJournalLesson') },
            ]}
            onChange={setJournalLesson}
          />
        </Show>
        <Select
          label={t('lessons.platform')}
          value="sferum"
          options={[{ value: 'sferum', label: t('brand.platform') }]}
          onChange={() => {}}
        />
        <fieldset class={css.pupils}>
          <legend>{t('lessons.pupils')}</legend>
          <Show when={choices.latest} fallback={<p class={css.quiet}>{t('lessons.loading')}</p>}>
            <Show when={pupils().length > 0} fallback={<p class={css.quiet}>{t('lessons.nobody')}</p>}>
              <Checkbox
                label={t('lessons.all')}
                checked={chosen().length === pupils().length}
                onChange={(on) =>
                  mark(
                    pupils().map((each) => each.id),
                    on,
                  )
                }
              />
              <p role="status" class={css.quiet}>
                {t('lessons.chosen', { n: chosen().length, all: pupils().length })}
              </p>
              <div class={css.names}>
                <For each={pupils()}>
                  {(pupil) => (
                    <Checkbox
                      label={pupil.name}
                      checked={!left().has(pupil.id)}
                      onChange={(on) => mark([pupil.id], on)}
                    />
                  )}
                </For>
              </div>
            </Show>
          </Show>
        </fieldset>
        <OtherClasses others={props.others} added={added()} onAdd={(group) => setAdded([...added(), group])} />
        <Problem text={problem() ?? (choices.error ? problemText(choices.error) : undefined)} />
      </div>
    </Dialog>
  )
}

/** Olympiads and projects: pupils of another own class too. */
function OtherClasses(props: {
  others: readonly GroupChoice[]
  added: readonly GroupChoice[]
  onAdd(group: GroupChoice): void
}) {
  const free = () => props.others.filter(({ id }) => !props.added.some((each) => each.id === id))
  return (
    <Show when={free().length > 0}>
      <Select
        label={t('lessons.otherClass')}
        value=""
        options={[
          { value: '', label: t('lessons.noOtherClass') },
          ...free().map(({ id, classTitle, subject }) => ({ value: id, label: `${classTitle}, ${subject}` })),
        ]}
        onChange={(id) => {
          const group = free().find((each) => each.id === id)
          if (group) props.onAdd(group)
        }}
      />
    </Show>
  )
}
