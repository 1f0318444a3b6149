import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { refresh } from '../../ui/icons.ts'
import { micOff, screenShare, wifiOff } from '../../ui/more-icons.ts'
import { useCall } from './create-call-view.ts'
import { isBad, isCostly } from './ladder.ts'
import { MediaAlert } from './MediaAlert.tsx'

/** INCALL-10. The line as it is, and what is given up for it; what stands in the way of sound and picture. */
export function LineState() {
  const view = useCall()
  const { session } = view
  const [costly] = createSignal(isCostly(navigator as Parameters<typeof isCostly>[0]))
  const weak = createMemo(() => isBad(view.quality()))
  return (
    <>
      <Switch>
        <Match when={!view.isConnected()}>
          <Banner
            icon={refresh}
            tone="bell"
            action={
              <Button look="plain" onClick={() => session.leave()}>
                {t('calls.stopTrying')}
              </Button>
            }
          >
            {t('calls.reconnecting')} {t('calls.lostText')}
          </Banner>
        </Match>
        <Match when={view.gaveUp() === 'pictures'}>
          <Banner icon={wifiOff}>{t('calls.weakPictures')}</Banner>
        </Match>
        <Match when={view.gaveUp() === 'audio' && !view.audioOnly()}>
          <Banner icon={wifiOff}>{t('calls.weakAudio')}</Banner>
        </Match>
        <Match when={weak()}>
          <Banner icon={wifiOff}>{t('calls.weak')}</Banner>
        </Match>
        <Match when={view.audioOnly()}>
          <Banner
            icon={wifiOff}
            action={
              <Button look="plain" onClick={() => session.setAudioOnly(false)}>
                {t('calls.showVideo')}
              </Button>
            }
          >
            {t(costly() ? 'calls.costly' : 'calls.audioOnly')}
          </Banner>
        </Match>
        <Match when={view.most()}>{(most) => <Banner icon={wifiOff}>{t(`calls.outside.${most()}`)}</Banner>}</Match>
      </Switch>
      <Show when={!view.canPlay() && !session.parts.wish.companion}>
        <Banner
          tone="accent"
          role="alert"
          action={<Button onClick={() => void session.room?.play()}>{t('calls.play')}</Button>}
        >
          {t('calls.playText')}
        </Banner>
      </Show>
      <Show when={view.wants('screen')}>
        <Banner tone="accent" icon={screenShare}>
          {t('calls.isSharing')}
        </Banner>
      </Show>
      <Show when={view.mine()?.state === 'in' && !view.sources().includes('microphone')}>
        <Banner icon={micOff}>
          {t(view.call()?.settings.mode === 'audience' ? 'calls.listenOnly' : 'calls.mayNotSpeak')}
        </Banner>
      </Show>
      <Show when={view.problem()}>
        {(problem) => (
          <MediaAlert
            problem={problem()}
            onRetry={() => void session.turn(problem().device, true)}
            onClose={() => session.dismissProblem()}
          />
        )}
      </Show>
    </>
  )
}
