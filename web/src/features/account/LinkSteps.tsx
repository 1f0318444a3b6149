import { Refused } from '@zvonok/schema/core/refusal'
import type { InferResponseType } from 'hono/client'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { createDesktop } from '../../ui/create-media.ts'
import { key } from '../../ui/more-icons.ts'
import { CardPage } from './CardPage.tsx'
import { answer, api } from './client.ts'
import { consentText } from './consent-text.ts'
import { createOwnData, type OwnData } from './create-own-data.ts'
import { goTo } from './create-progress.ts'
import { createStored, dropStored } from './create-stored.ts'
import { createTask } from './create-task.ts'
import css from './Form.module.css'
import { focusFirst } from './focus-first.ts'
import { idName } from './front.ts'
import { Notes } from './Notes.tsx'
import { isNewId } from './new-id.ts'
import { OwnDataCheck } from './OwnDataCheck.tsx'
import { OwnDataForm } from './OwnDataForm.tsx'

export type Link = InferResponseType<typeof api.journal.link.$get, 200>
type Step = 'profile' | 'form' | 'check'

/** The order of the manual: variant 1, variant 2 (and 3 on the phone), variant 3 on wide screens. */
const order = (link: Link, wide: boolean): Step[] =>
  link.choice === 'continue'
    ? ['profile', 'check']
    : wide && isNewId()
      ? ['form', 'profile', 'check']
      : ['profile', 'form']

/** From the proven ID to the linked profile. A reload stays at the step with all that was typed. */
export function LinkSteps(props: { link: Link }) {
  const desktop = createDesktop()
  const steps = order(props.link, desktop())
  const [at, setAt] = createStored('link.step', '0')
  const step = () => steps[Number(at())] ?? 'profile'
  const own = createOwnData(props.link.data)
  const { busy, problem, run } = createTask()
  const [otherName, setOtherName] = createSignal(false)

  async function complete(confirmed: boolean): Promise<void> {
    const json = { ...own.data(), confirmed }
    try {
      await answer(api.journal.link.complete.$post({ json }))
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'account.otherName') throw error
      setOtherName(true)
      return
    }
    dropStored('link.')
    dropStored('id.')
    goTo('/journal/chats')
  }
  function next() {
    if (step() === 'form' && !own.check()) return
    const following = Number(at()) + 1
    if (following < steps.length) setAt(String(following))
    else run(() => complete(false))
  }
  const continues = () => props.link.choice === 'continue'
  const title = () =>
    step() === 'check'
      ? t('account.check')
      : step() === 'form'
        ? t('account.fill')
        : continues()
          ? t('account.continueTitle')
          : t('account.createTitle')
  const text = () =>
    step() === 'check'
      ? t('account.checkText')
      : step() === 'form'
        ? t('account.fillText')
        : continues()
          ? t('account.continueText')
          : t('account.createText')

  return (
    <CardPage brand={idName()} brandIcon={key} title={title()} text={text()} below={<Notes />}>
      <Switch>
        <Match when={step() === 'profile'}>
          <Button ref={focusFirst} look="main" wide onClick={next}>
            {continues() ? t('account.continueProfile') : t('account.createProfile')}
          </Button>
        </Match>
        <Match when={step() === 'form'}>
          <OwnDataForm own={own} busy={busy()} problem={problem()} onSubmit={next} />
        </Match>
        <Match when={step() === 'check'}>
          <OwnDataCheck own={own} link={props.link} busy={busy()} problem={problem()} onSubmit={next} />
        </Match>
      </Switch>
      <Show when={step() !== 'profile'}>
        <p class={css.quiet}>{consentText(props.link.consent)}</p>
      </Show>
      <Show when={otherName()}>
        <AlertDialog
          title={t('account.areYou', { name: nameOf(props.link.data) })}
          text={t('account.areYouText')}
          action={t('account.yesItIsMe')}
          cancel={t('core.cancel')}
          onAction={() => {
            setOtherName(false)
            run(() => complete(true))
          }}
          onClose={() => setOtherName(false)}
        />
      </Show>
    </CardPage>
  )
}

const nameOf = ({ family, given, middle }: OwnData): string => [family, given, middle].filter(Boolean).join(' ')
