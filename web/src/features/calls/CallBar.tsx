import { Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { phone } from '../../ui/icons.ts'
import { maximize, mic, micOff, phoneOff } from '../../ui/more-icons.ts'
import { Announcer } from './Announcer.tsx'
import css from './CallBar.module.css'
import { barActions } from './call-actions.ts'
import { clockLine } from './clock-line.ts'
import { CallContext, type CallView } from './create-call-view.ts'
import { createTick } from './create-tick.ts'

/** The minimised call: goes on while one reads chats. */
export function CallBar(props: { view: CallView; onMaximise(): void }) {
  const { view } = props
  const nowMs = createTick(view.device)
  const act = barActions(view)
  const state = () =>
    view.phase() === 'waiting'
      ? t('calls.wait')
      : !view.isConnected()
        ? t('calls.reconnecting')
        : clockLine(nowMs() - (view.call()?.startedAtMs ?? nowMs()))
  return (
    <CallContext.Provider value={view}>
      <section class={css.bar} aria-label={t('calls.room', { title: view.title() })}>
        <Icon path={phone} class={css.sign} />
        <button type="button" class={css.title} onClick={() => props.onMaximise()}>
          {view.title()}
        </button>
        <span class={css.state}>{state()}</span>
        <Show when={view.sources().includes('microphone') && !view.session.parts.wish.companion}>
          <IconButton
            class={css.button}
            label={t('calls.microphone')}
            icon={view.wants('microphone') ? mic : micOff}
            aria-pressed={view.wants('microphone')}
            onClick={act.microphone}
          />
        </Show>
        <IconButton class={css.button} label={t('calls.maximise')} icon={maximize} onClick={() => props.onMaximise()} />
        <IconButton class={css.button} label={t('calls.leave')} icon={phoneOff} onClick={() => view.session.leave()} />
      </section>
      <Announcer />
    </CallContext.Provider>
  )
}
