import { createSignal } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { answer, api } from './client.ts'
import { goTo } from './create-progress.ts'
import { dropStored } from './create-stored.ts'
import { createTask } from './create-task.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'

/** Who came in by a card, or as a child by mail, adds a phone. The password again: school devices are left open. */
export function AddPhoneDialog(props: { onClose(): void }) {
  const [password, setPassword] = createSignal('')
  const { busy, problem, setProblem, run } = createTask()
  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (!password()) return setProblem(t('account.emptyField'))
    run(async () => {
      dropStored('link.')
      const begun = api.journal.link['add-phone'].$post({ json: { password: password() } })
      goTo((await answer(begun)).goTo)
    })
  }
  return (
    <Dialog title={t('account.addPhone')} closeLabel={t('core.close')} onClose={() => props.onClose()}>
      <form ref={focusFirst} class={css.form} onSubmit={submit} noValidate>
        <p>{t('account.addPhoneText')}</p>
        <TextField
          label={t('account.journalPassword')}
          type="password"
          autocomplete="current-password"
          value={password()}
          onInput={setPassword}
          error={problem()}
        />
        <Button type="submit" look="main" wide disabled={busy()}>
          {t('core.continue')}
        </Button>
      </form>
    </Dialog>
  )
}
