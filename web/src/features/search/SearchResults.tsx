import { A } from '@solidjs/router'
import type { ChatId } from '@zvonok/schema/core/ids'
import { createEffect, createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import type { FoundMessage } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { chatTime } from '../chats/chat-time.ts'
import { chatHueId, chatTitle } from '../chats/chat-title.ts'
import { fullName, nameMatches } from '../contacts/names.ts'
import { cutAround } from './cut-around.ts'
import css from './SearchResults.module.css'

const maxShown = 50

/** SEARCH-1. Titles at once, messages of this device as they are found. In one chat (`chatId`) only messages. */
export function SearchResults(props: { query: string; chatId?: ChatId; onChoose(): void }) {
  const device = useDevice()
  const chats = createRead(device, ['chats', 'people'], () => device.chats())
  const titles = createMemo(() =>
    props.chatId
      ? []
      : chats()
          .filter((item) => nameMatches(chatTitle(item), props.query))
          .slice(0, maxShown),
  )
  const [answer, setAnswer] = createSignal<{ query: string; messages: readonly FoundMessage[] }>()
  createEffect(() => {
    const { query, chatId } = props
    void device.search(query, chatId).then((messages) => query === props.query && setAnswer({ query, messages }))
  })
  const found = () => answer()?.messages.slice(0, maxShown) ?? []
  const nothing = () => answer()?.query === props.query && titles().length === 0 && found().length === 0

  return (
    <div class={css.scroller}>
      <Show when={nothing()}>
        <p role="status" class={css.nothing}>
          {t('core.nothingFound')}
        </p>
      </Show>
      <ul aria-label={t('chats.results')}>
        <For each={titles()}>
          {(item) => (
            <li>
              <Result
                href={`/chats/${item.head.id}`}
                hueId={chatHueId(item)}
                title={chatTitle(item)}
                onChoose={props.onChoose}
              />
            </li>
          )}
        </For>
        <For each={found()}>
          {(message) => (
            <li>
              <Found
                message={message}
                query={props.query}
                inChat={props.chatId !== undefined}
                onChoose={props.onChoose}
              />
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}

function Found(props: { message: FoundMessage; query: string; inChat: boolean; onChoose(): void }) {
  const device = useDevice()
  const title = () => {
    const item = device.chat(props.message.chatId)
    return item && !props.inChat ? chatTitle(item) : fullName(device.person(props.message.author))
  }
  return (
    <Result
      href={`/chats/${props.message.chatId}?message=${props.message.id}&seq=${props.message.seq}`}
      hueId={props.inChat ? props.message.author : props.message.chatId}
      title={title()}
      time={chatTime(props.message.atMs, device.nowMs())}
      onChoose={props.onChoose}
    >
      {cutAround(props.message.body, props.query)}
    </Result>
  )
}

function Result(props: {
  href: string
  hueId: string
  title: string
  time?: string
  children?: JSX.Element
  onChoose(): void
}) {
  return (
    <A href={props.href} class={css.result} onClick={() => props.onChoose()}>
      <Avatar id={props.hueId} title={props.title} size="middle" />
      <span class={css.title}>{props.title}</span>
      <span class={css.time}>{props.time}</span>
      <Show when={props.children}>
        <span class={css.text}>{props.children}</span>
      </Show>
    </A>
  )
}
