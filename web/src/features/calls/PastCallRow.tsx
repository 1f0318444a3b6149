import type { PersonRow } from '@zvonok/schema/chats/head'
import { Show } from 'solid-js'
import { shortDay, timeOfDay } from '../../platform/i18n/dates.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { phone } from '../../ui/icons.ts'
import { video } from '../../ui/more-icons.ts'
import { fullName } from '../contacts/names.ts'
import css from './CallsPage.module.css'
import { type PastCall, pastKind } from './call-history.ts'
import { callTitle } from './call-title.ts'
import { startInChat } from './start-call.ts'

/** One call of the past, or one that runs. A press opens its chat. */
export function PastCallRow(props: { call: PastCall; people: readonly PersonRow[]; onOpen(page: string): void }) {
  const device = useDevice()
  const kind = () => pastKind(props.call, device.personId)
  const title = () => {
    const known = callTitle(device, props.call)
    if (known !== t('calls.untitled')) return known
    const starter = props.people.find(({ id }) => id === props.call.startedBy)
    return starter && starter.id !== device.personId ? fullName(starter) : known
  }
  const chatId = () => props.call.chats.find((id) => device.chat(id))
  const lasted = () => {
    const { startedAtMs, endedAtMs } = props.call
    return endedAtMs && kind() !== 'missed'
      ? t('calls.lasted', { minutes: Math.max(1, Math.round((endedAtMs - startedAtMs) / 60_000)) })
      : ''
  }
  const isDirect = () => device.chat(chatId() ?? '')?.head.kind === 'direct'
  async function again() {
    const page = await startInChat(device, chatId() ?? '', props.call.video, [])
    if (page) props.onOpen(page)
  }
  const line = () => [t(`calls.${kind()}`), lasted()].filter((part) => part).join(' · ')
  const when = () => `${shortDay(props.call.startedAtMs, device.nowMs())}, ${timeOfDay(props.call.startedAtMs)}`
  return (
    <li class={css.row}>
      <Avatar id={chatId() ?? props.call.startedBy} title={title()} size="large" />
      <button type="button" class={css.open} disabled={!chatId()} onClick={() => props.onOpen(`/chats/${chatId()}`)}>
        <span class={`${css.title} ${kind() === 'missed' ? css.missed : ''}`}>{title()}</span>
        <span class={css.quiet}>
          <Icon path={props.call.video ? video : phone} />
          {line()}
        </span>
      </button>
      <Show when={kind() !== 'running' && isDirect()}>
        <IconButton label={t('calls.callAgain')} icon={props.call.video ? video : phone} onClick={() => void again()} />
      </Show>
      <Show when={kind() === 'running'} fallback={<time class={css.when}>{when()}</time>}>
        <Button look="main" onClick={() => props.onOpen(`/call/${props.call.id}`)}>
          {t('calls.join')}
        </Button>
      </Show>
    </li>
  )
}
