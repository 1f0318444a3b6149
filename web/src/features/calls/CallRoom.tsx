import { createEffect, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { createMedia } from '../../ui/create-media.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { close } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'
import { phoneOff } from '../../ui/more-icons.ts'
import type { Anchor } from '../../ui/place-menu.ts'
import { Announcer } from './Announcer.tsx'
import { CallChat } from './CallChat.tsx'
import css from './CallRoom.module.css'
import { CallSettingsPanel } from './CallSettingsPanel.tsx'
import { barActions, tellRefusal } from './call-actions.ts'
import type { CallPanel } from './call-panel.ts'
import { clockLine } from './clock-line.ts'
import { useCall } from './create-call-view.ts'
import { createTick } from './create-tick.ts'
import { LineState } from './LineState.tsx'
import { PeoplePanel } from './PeoplePanel.tsx'
import { Stage } from './Stage.tsx'
import { createShortcuts } from './shortcuts.ts'
import { Toolbar } from './Toolbar.tsx'
import { Traffic } from './Traffic.tsx'
import { keepAwake } from './wake-lock.ts'

/** The call from inside: people, a panel beside them, the bar. */
export function CallRoom(props: { onMinimise(): void }) {
  const view = useCall()
  const nowMs = createTick(view.device)
  const wide = createMedia('(width >= 64rem)')
  const [panel, setPanel] = createSignal<CallPanel>()
  const [layout, setLayout] = createSignal<'grid' | 'speaker'>('grid')
  const [leaveAt, setLeaveAt] = createSignal<Anchor>()
  const [asksEnd, setAsksEnd] = createSignal(false)
  const toggle = (which: CallPanel) => setPanel((now) => (now === which ? undefined : which))
  createShortcuts({ ...barActions(view), chat: () => toggle('chat'), people: () => toggle('people') })
  onMount(() => onCleanup(keepAwake()))
  // What others must not see on a shared screen stays away.
  createEffect(() => {
    if (!view.wants('screen')) return
    document.documentElement.dataset.sharing = ''
    onCleanup(() => delete document.documentElement.dataset.sharing)
  })
  const mayEnd = () => view.isAdmin() && view.call()?.kind !== 'lesson'
  const leave = (at: Anchor) => (mayEnd() ? setLeaveAt(at) : view.session.leave())
  const end = () => {
    setAsksEnd(false)
    void tellRefusal(view.ask('end'))
  }
  return (
    <main
      class={css.room}
      aria-label={t('calls.room', { title: view.title() })}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) setPanel(undefined)
      }}
    >
      <header class={css.head}>
        <h1 class={css.title}>{view.title()}</h1>
        <span class={css.time}>{clockLine(nowMs() - (view.call()?.startedAtMs ?? nowMs()))}</span>
        <Traffic />
      </header>
      <LineState />
      <div class={css.middle}>
        <Show when={wide() || !panel()}>
          <Stage layout={layout()} />
        </Show>
        <Show when={panel()}>
          {(open) => (
            <aside class={css.panel} aria-label={t(`calls.${open()}`)}>
              <header class={css.panelHead}>
                <h2>{t(`calls.${open()}`)}</h2>
                <IconButton label={t('core.close')} icon={close} onClick={() => setPanel(undefined)} />
              </header>
              <Switch>
                <Match when={open() === 'chat'}>
                  <CallChat />
                </Match>
                <Match when={open() === 'people'}>
                  <PeoplePanel nowMs={nowMs()} />
                </Match>
                <Match when={true}>
                  <CallSettingsPanel />
                </Match>
              </Switch>
            </aside>
          )}
        </Show>
      </div>
      <Toolbar
        panel={panel()}
        layout={layout()}
        onPanel={toggle}
        onLayout={() => setLayout((now) => (now === 'grid' ? 'speaker' : 'grid'))}
        onMinimise={props.onMinimise}
        onLeave={leave}
      />
      <Menu
        label={t('calls.leave')}
        at={leaveAt()}
        items={[
          { label: t('calls.leave'), icon: phoneOff, run: () => view.session.leave() },
          { label: t('calls.endForAll'), icon: close, danger: true, run: () => setAsksEnd(true) },
        ]}
        onClose={() => setLeaveAt(undefined)}
      />
      <Show when={asksEnd()}>
        <AlertDialog
          title={t('calls.endTitle')}
          text={t('calls.endText')}
          action={t('calls.endForAll')}
          cancel={t('core.cancel')}
          onAction={end}
          onClose={() => setAsksEnd(false)}
        />
      </Show>
      <Announcer />
    </main>
  )
}
