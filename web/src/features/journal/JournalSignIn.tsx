import { Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { notebook } from '../../ui/icons.ts'
import { CardPage } from '../account/CardPage.tsx'
import { createStored } from '../account/create-stored.ts'
import { useFront } from '../account/front.ts'
import { JournalLoginForm } from '../account/JournalLoginForm.tsx'
import { Notes } from '../account/Notes.tsx'
import type { JournalReader } from './create-reader.ts'
import { DemoLogins } from './DemoLogins.tsx'

/** Login and password of the journal. */
export function JournalSignIn(props: { journal: JournalReader }) {
  const front = useFront()
  const [login, setLogin] = createStored('journal.login', '')
  return (
    <CardPage
      brand={t('journal.title')}
      brandIcon={notebook}
      title={t('journal.signIn')}
      text={t('journal.signInText')}
      below={
        <>
          <Show when={front().demo}>
            <DemoLogins onChoose={setLogin} />
          </Show>
          <Notes />
        </>
      }
    >
      <JournalLoginForm
        login={login()}
        onLogin={setLogin}
        passwordLabel={t('journal.password')}
        action={t('journal.enter')}
        onSubmit={props.journal.signIn}
      />
    </CardPage>
  )
}
