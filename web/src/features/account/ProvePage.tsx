import { Refused } from '@zvonok/schema/core/refusal'
import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { forgetPerson } from '../../platform/last-person.ts'
import { key } from '../../ui/more-icons.ts'
import { CardPage } from './CardPage.tsx'
import { answer, api } from './client.ts'
import { goToChats } from './create-progress.ts'
import { createStored, dropStored } from './create-stored.ts'
import { ExpiredNote } from './ExpiredNote.tsx'
import { idName } from './front.ts'
import { JournalLoginForm } from './JournalLoginForm.tsx'
import { Notes } from './Notes.tsx'

/** `/id/prove`: a code alone has set a new password of the ID. The number may have a new owner, so the journal's login is asked for, once. */
export function ProvePage() {
  const [login, setLogin] = createStored('prove.login', '')
  const [expired, setExpired] = createSignal(false)

  async function prove(login: string, password: string): Promise<void> {
    try {
      await answer(api.enter.prove.$post({ json: { login, password } }))
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'account.requestExpired') throw error
      setExpired(true)
      return
    }
    dropStored('prove.')
    forgetPerson()
    goToChats()
  }

  return (
    <CardPage
      brand={idName()}
      brandIcon={key}
      title={expired() ? t('account.expired') : t('account.proveTitle')}
      text={expired() ? undefined : t('account.proveJournalText', { id: idName() })}
      below={<Notes />}
    >
      <Show when={!expired()} fallback={<ExpiredNote />}>
        <JournalLoginForm
          login={login()}
          onLogin={setLogin}
          passwordLabel={t('account.journalPassword')}
          action={t('account.prove')}
          onSubmit={prove}
        />
      </Show>
    </CardPage>
  )
}
