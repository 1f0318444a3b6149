import type { PersonId } from '@zvonok/schema/core/ids'
import { createEffect, createMemo, onCleanup, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { hand, maximize, micOff, screenShare, wifiOff } from '../../ui/more-icons.ts'
import { callName, roleLine } from '../contacts/names.ts'
import { useCall } from './create-call-view.ts'
import { isBad } from './ladder.ts'
import type { MediaVideo } from './media-room.ts'
import { describe } from './person-text.ts'
import css from './Tile.module.css'

/** A person or a shared screen: picture or initials, name with role, signs. A press shows it large. */
export function Tile(props: { id: PersonId; source: 'camera' | 'screen'; large: boolean; onChoose(): void }) {
  const view = useCall()
  const media = createMemo(() => view.media().get(props.id))
  const row = () => view.call()?.people.get(props.id)
  const person = () => view.device.person(props.id)
  const picture = createMemo((): MediaVideo | undefined => media()?.[props.source], undefined, {
    equals: (a, b) => a?.key === b?.key,
  })
  const name = () => {
    const own = view.name(props.id)
    if (props.source === 'screen') return t('calls.screenOf', { name: own })
    return props.id === view.me ? `${own} (${t('calls.you')})` : own
  }
  return (
    <div
      class={`${css.tile} ${media()?.speaking && props.source === 'camera' ? css.speaking : ''} ${props.large ? css.isLarge : ''}`}
      data-person={props.id}
    >
      <Show
        when={picture()}
        fallback={<Avatar id={props.id} title={view.name(props.id)} size={props.large ? 'huge' : 'large'} />}
      >
        {(now) => <Picture video={now()} whole={props.source === 'screen'} />}
      </Show>
      <button
        type="button"
        class={css.cover}
        aria-label={name()}
        aria-description={describe(view, props.id)}
        title={t('calls.chooseLarge')}
        onClick={() => props.onChoose()}
      >
        <Icon path={maximize} class={css.enlarge} />
      </button>
      <div class={css.line} aria-hidden="true">
        <Show when={props.source === 'screen'}>
          <Icon path={screenShare} />
        </Show>
        <Show when={props.source === 'camera' && media() && !media()?.microphone}>
          <Icon path={micOff} class={css.off} />
        </Show>
        <span class={css.name}>
          {props.large ? name() : props.id === view.me ? t('calls.you') : callName(person())}
        </span>
        <Show when={props.large && person()}>{(known) => <span class={css.role}>{roleLine(known())}</span>}</Show>
      </div>
      <Show when={row()?.handMs !== undefined && props.source === 'camera'}>
        <span class={css.hand} aria-hidden="true">
          <Icon path={hand} />
          {view.hands().indexOf(props.id) + 1}
        </span>
      </Show>
      <Show when={isBad(media()?.quality ?? 'unknown') && props.source === 'camera'}>
        <span class={css.weak} title={t('calls.weak')} aria-hidden="true">
          <Icon path={wifiOff} />
        </span>
      </Show>
    </div>
  )
}

function Picture(props: { video: MediaVideo; whole: boolean }) {
  let element!: HTMLVideoElement
  createEffect(() => onCleanup(props.video.show(element)))
  return (
    <video
      ref={element}
      class={`${css.picture} ${props.whole ? css.whole : ''} ${props.video.isOwn && !props.whole ? css.mirrored : ''}`}
      autoplay
      muted
      playsinline
      tabindex="-1"
    />
  )
}
