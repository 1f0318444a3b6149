import { createSignal, For } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import form from '../account/Form.module.css'

interface Child {
  readonly id: string
  readonly name: string
}

/** Whose parents have consented on paper: written down by the class teacher or the office, who has it before them. */
export function PaperConsents(props: { pupils: readonly Child[]; onKeep(personIds: string[]): void; onClose(): void }) {
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set())
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen())
    for (const id of ids) on ? next.add(id) : next.delete(id)
    setChosen(next)
  }
  const all = () => props.pupils.map(({ id }) => id)
  return (
    <Dialog
      title={t('journal.consents.title')}
      closeLabel={t('core.close')}
      onClose={() => props.onClose()}
      footer={
        <Button look="main" disabled={chosen().size === 0} onClick={() => props.onKeep([...chosen()])}>
          {t('journal.consents.keep', { n: chosen().size })}
        </Button>
      }
    >
      <div class={form.form}>
        <p>{t('journal.consents.text')}</p>
        <div>
          <Checkbox
            label={t('journal.consents.all')}
            checked={chosen().size === props.pupils.length}
            onChange={(on) => choose(all(), on)}
          />
          <For each={props.pupils}>
            {({ id, name }) => <Checkbox label={name} checked={chosen().has(id)} onChange={(on) => choose([id], on)} />}
          </For>
        </div>
      </div>
    </Dialog>
  )
}
