import { createResource, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { fullName } from '../contacts/names.ts'
import { CallOver } from './CallOver.tsx'
import css from './CallPage.module.css'
import { askCall } from './call-http.ts'
import type { Wish } from './call-session.ts'
import { callTitle } from './call-title.ts'
import { plainWish } from './current-call.ts'
import { DevicePreview } from './DevicePreview.tsx'
import { prepareCall } from './prepare-call.ts'

/** First «через браузер», then as whom, then with what: as in the manual. Camera and microphone can be tried before. */
export function JoinPage(props: { callId: string; onJoin(wish: Wish): void }) {
  const device = useDevice()
  const me = createRead(device, ['me'], () => device.me())
  const link = createRead(device, ['link'], () => device.link())
  const known = createRead(device, ['calls'], () => device.call(props.callId))
  const [step, setStep] = createSignal<'browser' | 'account' | 'media'>('browser')
  onMount(() => prepareCall())
  const [asked] = createResource(() => props.callId, askCall)
  const title = () => {
    const now = known() ?? asked()?.call
    return now
      ? callTitle(device, { ...now, chats: now.chats ?? [] } as Parameters<typeof callTitle>[1])
      : t('calls.untitled')
  }
  const join = (camera: boolean) => props.onJoin({ ...plainWish(), camera, ...(camera && { audioOnly: false }) })
  /** INCALL-16. A pupil in the classroom needs no code: the person is signed in. */
  const isLesson = () => (known() ?? asked()?.call)?.kind === 'lesson'
  return (
    <Show when={known() || !asked()?.code} fallback={<CallOver ending={asked()?.code ?? 'core.notFound'} />}>
      <main class={css.card}>
        <h1 class={css.title}>{title()}</h1>
        <Switch>
          <Match when={step() === 'browser'}>
            <Show when={link() === 'offline' || link() === 'connecting'}>
              <p role="status" class={css.text}>
                {t('calls.needsLine')}
              </p>
            </Show>
            <Button look="main" wide onClick={() => setStep('account')}>
              {t('calls.throughBrowser')}
            </Button>
          </Match>
          <Match when={step() === 'account'}>
            <p class={css.text}>{t('calls.doorText')}</p>
            <div class={css.buttons}>
              <Button look="main" wide ref={focusSoon} onClick={() => setStep('media')}>
                {t('calls.continueAs', { name: fullName(me()) })}
              </Button>
              <ButtonLink look="soft" wide href="/account">
                {t('calls.otherAccount')}
              </ButtonLink>
            </div>
          </Match>
          <Match when={true}>
            <DevicePreview />
            <div class={css.buttons}>
              <Button look="main" wide ref={focusSoon} onClick={() => join(false)}>
                {t('calls.withAudio')}
              </Button>
              <Button wide onClick={() => join(true)}>
                {t('calls.withVideo')}
              </Button>
              <Show when={isLesson()}>
                <Button look="plain" wide onClick={() => props.onJoin({ ...plainWish(), companion: true })}>
                  {t('calls.inClass')}
                </Button>
              </Show>
            </div>
          </Match>
        </Switch>
        <ButtonLink look="plain" wide href="/chats">
          {t('calls.toChats')}
        </ButtonLink>
      </main>
    </Show>
  )
}

/** The next step begins at its main button. */
function focusSoon(element: HTMLElement): void {
  const timer = setTimeout(() => element.focus())
  onCleanup(() => clearTimeout(timer))
}
