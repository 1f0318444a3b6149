import type { MessageId } from '@zvonok/schema/core/ids'
import { type ComponentProps, createMemo, createUniqueId, Show } from 'solid-js'
import { Virtualizer } from 'virtua/solid'
import { sameFields } from '../../platform/create-read.ts'
import type { ShownMessage } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { chat as chatIcon } from '../../ui/icons.ts'
import { down } from '../../ui/more-icons.ts'
import { Later } from '../../ui/Skeleton.tsx'
import { useChatRoom } from './chat-room.ts'
import { createLogScroll } from './create-log-scroll.ts'
import { LogSkeleton } from './LogSkeleton.tsx'
import css from './MessageLog.module.css'
import { MessageRow } from './MessageRow.tsx'
import { rowPlace } from './row-place.ts'

/** CHAT-1. From the newest page back to the first message; only rows in sight are drawn, and nothing moves when older ones come. */
export function MessageLog() {
  const room = useChatRoom()
  const { view } = room
  const log = createLogScroll(room)
  return (
    <div class={css.frame}>
      <Show
        when={view.phase() === 'ready'}
        fallback={
          <Later>
            <LogSkeleton />
          </Later>
        }
      >
        <div
          ref={log.setScroller}
          role="log"
          aria-label={t('messages.log')}
          aria-live={log.placed() && log.nearEnd() ? 'polite' : 'off'}
          aria-relevant="additions"
          class={`${css.scroller} ${log.placed() || log.rows().ids.length === 0 ? '' : css.placing}`}
          onKeyDown={log.onKeyDown}
        >
          <Show when={log.rows().ids.length > 0} fallback={<Empty />}>
            <div class={css.spacer} />
            <Virtualizer
              ref={(handle) => log.setList(handle)}
              data={log.rows().ids}
              shift={log.rows().atStart}
              scrollRef={log.scroller() as HTMLElement}
              bufferSize={600}
              keepMounted={log.keepMounted()}
              item={Column}
              onScroll={log.look}
              onResize={() => log.nearEnd() && log.placed() && log.toEnd()}
            >
              {(id, index) => (
                <Row
                  id={id}
                  index={index()}
                  newAfter={log.newAfter()}
                  isCurrent={log.currentId() === id}
                  isLit={log.lit() === id}
                  onFocus={() => log.setCurrent(id)}
                />
              )}
            </Virtualizer>
            <div class={css.foot} />
          </Show>
        </div>
      </Show>
      <Show when={log.older() === 'loading'}>
        <Later>
          <p class={css.older} role="status">
            {t('core.loading')}
          </p>
        </Later>
      </Show>
      <Show when={log.older() === 'offline'}>
        <p class={css.older} role="status">
          {t('messages.olderOffline')}
        </p>
      </Show>
      <Show when={log.placed() && !log.nearEnd()}>
        <Down unread={view.item()?.unread ?? 0} onPress={log.toEnd} />
      </Show>
    </div>
  )
}

const Column = (props: ComponentProps<'div'>) => <div {...props} class={css.column} />

/** One row by its id; asks for its message and place again only when they differ. */
function Row(props: {
  id: MessageId
  index: number
  newAfter: number | undefined
  isCurrent: boolean
  isLit: boolean
  onFocus(): void
}) {
  const { view, device } = useChatRoom()
  const message = createMemo<ShownMessage | undefined>((before) => {
    const row = view.rows()[props.index]
    return row?.id === props.id ? row : before
  }, undefined)
  const place = createMemo(() => rowPlace(view.rows(), props.index, device.personId, props.newAfter), undefined, {
    equals: sameFields,
  })
  return (
    <Show when={message()}>
      {(known) => (
        <MessageRow
          message={known()}
          place={place()}
          isCurrent={props.isCurrent}
          isLit={props.isLit}
          onFocus={props.onFocus}
        />
      )}
    </Show>
  )
}

function Empty() {
  const { view } = useChatRoom()
  const isDirect = () => view.item()?.head.kind === 'direct'
  return (
    <EmptyState
      icon={chatIcon}
      title={t('messages.none')}
      text={t(isDirect() ? 'messages.noneDirect' : 'messages.noneText')}
    />
  )
}

function Down(props: { unread: number; onPress(): void }) {
  const id = createUniqueId()
  return (
    <div class={css.down}>
      <IconButton
        class={css.downButton}
        label={t('messages.down')}
        icon={down}
        aria-describedby={props.unread > 0 ? id : undefined}
        onClick={() => props.onPress()}
      />
      <Show when={props.unread > 0}>
        <span class={css.downCount} aria-hidden="true">
          {props.unread}
        </span>
        <span class="unseen" id={id}>
          {t('chats.unread', { n: props.unread })}
        </span>
      </Show>
    </div>
  )
}
