import '../../platform/i18n/add-call-words.ts'
import { useNavigate } from '@solidjs/router'
import { mayStartIn } from '@zvonok/schema/calls/rules'
import type { PersonId } from '@zvonok/schema/core/ids'
import { createMemo, createSignal, type JSX, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { phone } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'
import { video } from '../../ui/more-icons.ts'
import { type Anchor, atElement } from '../../ui/place-menu.ts'
import { useChatRoom } from '../messages/chat-room.ts'
import { ChooseCalled } from './ChooseCalled.tsx'
import { startInChat } from './start-call.ts'

type Press = JSX.EventHandler<HTMLButtonElement, MouseEvent>

/** The handset of an open chat: «Аудиозвонок», «Видеозвонок», then in groups whom to ring. `button`: another look of what opens it. */
export function CallMenu(props: { button?: (open: Press, label: string) => JSX.Element }) {
  const { device, view } = useChatRoom()
  const navigate = useNavigate()
  const [at, setAt] = createSignal<Anchor>()
  const [choosing, setChoosing] = createSignal<'audio' | 'video'>()
  const may = createMemo(() => mayStartIn(view.facts(), device.personId).allowed)
  const isDirect = () => view.item()?.head.kind === 'direct'
  const open: Press = (event) => setAt(atElement(event.currentTarget))
  async function start(kind: 'audio' | 'video', people: readonly PersonId[]) {
    setChoosing(undefined)
    const page = await startInChat(device, view.id, kind === 'video', people)
    if (page) navigate(page)
  }
  const choose = (kind: 'audio' | 'video') => (isDirect() ? void start(kind, []) : setChoosing(kind))
  return (
    <Show when={may()}>
      {props.button?.(open, t('calls.make')) ?? (
        <IconButton
          label={t('calls.call')}
          icon={phone}
          aria-haspopup="menu"
          aria-expanded={at() !== undefined}
          onClick={open}
        />
      )}
      <Menu
        label={t('calls.call')}
        at={at()}
        items={[
          { label: t('calls.audio'), icon: phone, run: () => choose('audio') },
          { label: t('calls.video'), icon: video, run: () => choose('video') },
        ]}
        onClose={() => setAt(undefined)}
      />
      <Show when={choosing()}>
        {(kind) => (
          <ChooseCalled onCall={(people) => void start(kind(), people)} onClose={() => setChoosing(undefined)} />
        )}
      </Show>
    </Show>
  )
}
