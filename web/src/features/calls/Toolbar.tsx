import { createSignal, type JSX, Show } from 'solid-js'
import { t, type WordKey } from '../../platform/i18n/t.ts'
import { createMedia } from '../../ui/create-media.ts'
import { Icon } from '../../ui/Icon.tsx'
import { chat, more, people } from '../../ui/icons.ts'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { moveFocus } from '../../ui/menu-keys.ts'
import * as icons from '../../ui/more-icons.ts'
import { type Anchor, atElement } from '../../ui/place-menu.ts'
import { barActions, copyLink } from './call-actions.ts'
import type { CallPanel } from './call-panel.ts'
import { useCall } from './create-call-view.ts'
import { type Shortcut, shortcuts } from './shortcuts.ts'
import css from './Toolbar.module.css'

/** «Панель звонка». One stop of Tab; arrows go along it. A phone keeps the four that are pressed most, the rest is under «Ещё». */
export function Toolbar(props: {
  panel: CallPanel | undefined
  layout: 'grid' | 'speaker'
  onPanel(panel: CallPanel): void
  onLayout(): void
  onMinimise(): void
  onLeave(anchor: Anchor): void
}) {
  const view = useCall()
  const wide = createMedia('(width >= 48rem)')
  const [moreAt, setMoreAt] = createSignal<Anchor>()
  const act = barActions(view)
  const may = (source: 'microphone' | 'camera' | 'screen') => view.sources().includes(source)
  const isUp = () => view.mine()?.handMs !== undefined
  const canShare = () => may('screen') && 'getDisplayMedia' in (navigator.mediaDevices ?? {})
  let bar!: HTMLDivElement

  const rest = (): MenuItem[] => [
    { label: t('calls.chat'), icon: chat, run: () => props.onPanel('chat') },
    { label: t('calls.people'), icon: people, run: () => props.onPanel('people') },
    ...(view.call()?.kind === 'lesson'
      ? []
      : [{ label: t('calls.link'), icon: icons.link, run: () => void copyLink(view.session.callId) }]),
    {
      label: t(props.layout === 'grid' ? 'calls.speaker' : 'calls.grid'),
      icon: props.layout === 'grid' ? icons.speakerView : icons.grid,
      run: () => props.onLayout(),
    },
    { label: t('calls.settings'), icon: icons.settings, run: () => props.onPanel('settings') },
    { label: t('calls.minimise'), icon: icons.minimize, run: () => props.onMinimise() },
  ]
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t('calls.bar')}
      class={css.bar}
      onKeyDown={(event) => {
        if (event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End')
          moveFocus(event, [...bar.querySelectorAll<HTMLElement>('button:not(:disabled)')])
      }}
    >
      <BarButton
        label="calls.microphone"
        icon={view.wants('microphone') ? icons.mic : icons.micOff}
        pressed={view.wants('microphone')}
        disabled={!may('microphone')}
        shortcut="microphone"
        onPress={act.microphone}
      />
      <BarButton
        label="calls.camera"
        icon={view.wants('camera') ? icons.video : icons.videoOff}
        pressed={view.wants('camera')}
        disabled={!may('camera')}
        shortcut="camera"
        onPress={act.camera}
      />
      <BarButton
        label={isUp() ? 'calls.lowerHand' : 'calls.raiseHand'}
        icon={icons.hand}
        pressed={isUp()}
        shortcut="hand"
        onPress={act.hand}
      />
      <Show
        when={wide()}
        fallback={
          <BarButton
            label="calls.more"
            icon={more}
            badge={view.isAdmin() ? view.waiting().length : 0}
            popup
            onPress={(event) => setMoreAt(atElement(event.currentTarget))}
          />
        }
      >
        <Show when={canShare()}>
          <BarButton
            label={view.wants('screen') ? 'calls.stopSharing' : 'calls.share'}
            icon={icons.screenShare}
            pressed={view.wants('screen')}
            shortcut="screen"
            onPress={act.screen}
          />
        </Show>
        <BarButton
          label="calls.chat"
          icon={chat}
          expanded={props.panel === 'chat'}
          shortcut="chat"
          onPress={() => props.onPanel('chat')}
        />
        <BarButton
          label="calls.people"
          icon={people}
          expanded={props.panel === 'people'}
          shortcut="people"
          badge={view.isAdmin() ? view.waiting().length : 0}
          onPress={() => props.onPanel('people')}
        />
        <Show when={view.call()?.kind !== 'lesson'}>
          <BarButton label="calls.link" icon={icons.link} onPress={() => void copyLink(view.session.callId)} />
        </Show>
        <BarButton
          label={props.layout === 'grid' ? 'calls.speaker' : 'calls.grid'}
          icon={props.layout === 'grid' ? icons.speakerView : icons.grid}
          onPress={() => props.onLayout()}
        />
        <BarButton
          label="calls.settings"
          icon={icons.settings}
          expanded={props.panel === 'settings'}
          onPress={() => props.onPanel('settings')}
        />
        <BarButton label="calls.minimise" icon={icons.minimize} onPress={() => props.onMinimise()} />
      </Show>
      <BarButton
        label="calls.leave"
        icon={icons.phoneOff}
        danger
        popup={view.isAdmin()}
        onPress={(event) => props.onLeave(atElement(event.currentTarget))}
      />
      <Menu label={t('calls.more')} at={moreAt()} items={moreAt() ? rest() : []} onClose={() => setMoreAt(undefined)} />
    </div>
  )
}

function BarButton(props: {
  label: WordKey
  icon: string
  pressed?: boolean
  expanded?: boolean
  popup?: boolean
  disabled?: boolean
  danger?: boolean
  badge?: number
  shortcut?: Shortcut
  onPress: JSX.EventHandler<HTMLButtonElement, MouseEvent>
}) {
  const key = () => (props.shortcut ? shortcuts[props.shortcut].shown : undefined)
  return (
    <button
      type="button"
      class={`${css.button} ${props.pressed ? css.on : ''} ${props.danger ? css.danger : ''}`}
      aria-label={t(props.label)}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-haspopup={props.popup ? 'menu' : undefined}
      aria-keyshortcuts={key()}
      title={key() ? `${t(props.label)} (${key()})` : t(props.label)}
      disabled={props.disabled}
      onClick={(event) => props.onPress(event)}
    >
      <Icon path={props.icon} />
      <Show when={props.badge}>
        {(n) => (
          <span class={css.badge} aria-hidden="true">
            {n()}
          </span>
        )}
      </Show>
    </button>
  )
}
