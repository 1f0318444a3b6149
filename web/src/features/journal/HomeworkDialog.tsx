import { addDays } from '@zvonok/schema/diary/days'
import { maxHomework } from '@zvonok/schema/diary/entries'
import { createSignal, Show } from 'solid-js'
import { dayAndMonth, weekdayName } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import css from '../account/Form.module.css'

export interface Homework {
  readonly text: string
  readonly dueOn: string | null
}

/** What is given in one lesson: the text, and the day if it is not the next lesson. */
export function HomeworkDialog(props: {
  date: string
  given: Homework
  onSave(homework: Homework): void
  onClose(): void
}) {
  const [text, setText] = createSignal(props.given.text)
  const [dueOn, setDueOn] = createSignal(props.given.dueOn ?? '')
  let form!: HTMLFormElement
  function save(homework: Homework): void {
    props.onSave(homework)
    props.onClose()
  }
  return (
    <Dialog
      title={t('journal.homeworkOf', { day: `${weekdayName(props.date)}, ${dayAndMonth(props.date)}` })}
      closeLabel={t('core.close')}
      onClose={props.onClose}
      footer={
        <>
          <Show when={props.given.text}>
            <Button look="plain" onClick={() => save({ text: '', dueOn: null })}>
              {t('journal.clearHomework')}
            </Button>
          </Show>
          <Button look="main" onClick={() => form.requestSubmit()}>
            {t('core.save')}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        class={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          save({ text: text().trim(), dueOn: dueOn() || null })
        }}
      >
        <TextArea
          label={t('journal.homeworkText')}
          value={text()}
          onInput={setText}
          required
          rows={4}
          maxlength={maxHomework}
          autofocus
        />
        <TextField
          type="date"
          label={t('journal.dueOn')}
          hint={t('journal.dueOnHint')}
          value={dueOn()}
          min={addDays(props.date, 1)}
          onInput={setDueOn}
        />
      </form>
    </Dialog>
  )
}
