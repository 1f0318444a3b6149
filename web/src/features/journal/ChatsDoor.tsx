import { useSearchParams } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { forgetPerson } from '../../platform/last-person.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { chats, check } from '../../ui/icons.ts'
import { download } from '../../ui/more-icons.ts'
import { AccountHistory } from '../account/AccountHistory.tsx'
import { AddPhoneDialog } from '../account/AddPhoneDialog.tsx'
import { answer, api } from '../account/client.ts'
import { goToChats } from '../account/create-progress.ts'
import { createTask } from '../account/create-task.ts'
import form from '../account/Form.module.css'
import { idName, messengerName } from '../account/front.ts'
import { InstallHelp } from '../account/InstallHelp.tsx'
import { Notes } from '../account/Notes.tsx'
import { Problem } from '../account/Problem.tsx'
import { codeText } from '../account/problem-text.ts'
import { startLink } from '../account/start-link.ts'
import css from './ChatsDoor.module.css'
import type { JournalReader, Reader } from './create-reader.ts'
import { QrSignIn } from './QrSignIn.tsx'

/** «Чаты» in the journal: link once, then go in, here or by the phone's camera. */
export function ChatsDoor(props: { reader: Reader; journal: JournalReader }) {
  const [search] = useSearchParams<{ problem?: string }>()
  const { busy, problem, run } = createTask()
  const [help, setHelp] = createSignal(false)
  const [adding, setAdding] = createSignal(false)
  const shownProblem = () => problem() ?? (search.problem ? codeText(search.problem) : undefined)
  const enter = () =>
    run(async () => {
      await answer(api.journal.enter.$post())
      forgetPerson()
      goToChats()
    })

  return (
    <div class={css.page}>
      <section class={css.card}>
        <span class={css.picture}>
          <Icon path={chats} />
        </span>
        <h1 class={css.title}>{t('journal.chatsTitle')}</h1>
        <p class={css.text}>{t('journal.chatsText')}</p>
        <Problem text={shownProblem()} />
        <Show
          when={props.reader.linked}
          fallback={
            <Show
              when={props.reader.mustProve}
              fallback={
                <>
                  <p class={css.text}>{t('journal.linkText')}</p>
                  <Button look="main" wide disabled={busy()} onClick={() => run(startLink)}>
                    {t('journal.link', { id: idName() })}
                  </Button>
                </>
              }
            >
              <h2>{t('account.proveTitle')}</h2>
              <p class={css.text}>{t('account.proveText', { id: idName() })}</p>
              <Button look="main" wide disabled={busy()} onClick={() => run(startLink)}>
                {t('account.prove')}
              </Button>
            </Show>
          }
        >
          <p role="status" class={`${form.good} ${css.linked}`}>
            <Icon path={check} />
            {t('journal.linked')}
          </p>
          <Button look="main" wide disabled={busy()} onClick={enter}>
            {t('journal.go', { messenger: messengerName() })}
          </Button>
          <Show when={props.reader.withoutPhone}>
            <Button look="plain" wide onClick={() => setAdding(true)}>
              {t('account.addPhone')}
            </Button>
          </Show>
        </Show>
        <ButtonLink
          href="#app"
          look="plain"
          icon={download}
          onClick={(event) => {
            event.preventDefault()
            setHelp(true)
          }}
        >
          {t('app.install')}
        </ButtonLink>
      </section>
      <Show when={props.reader.linked}>
        <QrSignIn />
      </Show>
      <div class={css.notes}>
        <AccountHistory hasToConsent={props.reader.hasToConsent} onChanged={props.journal.load} />
        <Notes />
      </div>
      <Show when={adding()}>
        <AddPhoneDialog onClose={() => setAdding(false)} />
      </Show>
      <Show when={help()}>
        <InstallHelp onClose={() => setHelp(false)} />
      </Show>
    </div>
  )
}
