import { setPermissions } from '@zvonok/schema/chats/commands'
import { type ChatPermissions, rosterKinds } from '@zvonok/schema/chats/facts'
import { mayAdminister, mayByPermission } from '@zvonok/schema/chats/rules'
import { createMemo, createSignal, type JSX, Match, Show, Switch } from 'solid-js'
import { createRead, sameFields } from '../../platform/create-read.ts'
import type { ChatItem } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Icon } from '../../ui/Icon.tsx'
import * as icons from '../../ui/icons.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import * as moreIcons from '../../ui/more-icons.ts'
import { type Anchor, atElement } from '../../ui/place-menu.ts'
import { roleLine } from '../contacts/names.ts'
import { useChatRoom } from '../messages/chat-room.ts'
import { AddMembersDialog } from './AddMembersDialog.tsx'
import { archiveChat, markChatUnread, muteChat } from './arrange.ts'
import css from './ChatInfo.module.css'
import { askAboutChat } from './chat-question.ts'
import { chatSigns } from './chat-signs.ts'
import { chatHueId, chatTitle } from './chat-title.ts'
import { ExcludeDialog } from './ExcludeDialog.tsx'
import { MemberList } from './MemberList.tsx'
import { PermissionFields } from './PermissionFields.tsx'
import { RenameDialog } from './RenameDialog.tsx'

const CreateChatDialog = lazyPart(() => import('./CreateChatDialog.tsx').then((m) => m.CreateChatDialog))

const CallMenu = lazyPart(() => import('../calls/CallMenu.tsx').then((m) => m.CallMenu))

type Opened = 'rename' | 'add' | 'exclude' | 'copy'

/** INFO-1. What the chat is, who is in it, and what one may do with it. Settings act at once. */
export function ChatInfo(props: { onClose(): void }) {
  const { view } = useChatRoom()
  return <Show when={view.item()}>{(item) => <KnownInfo item={item()} onClose={props.onClose} />}</Show>
}

function KnownInfo(props: { item: ChatItem; onClose(): void }) {
  const { device, view } = useChatRoom()
  const { id } = view
  const me = device.personId
  const [opened, setOpened] = createSignal<Opened>()
  const [showMembers, setShowMembers] = createSignal(true)
  const [showRights, setShowRights] = createSignal(false)
  const [bellAt, setBellAt] = createSignal<Anchor>()
  const signs = createRead(device, ['own', 'chats'], () => chatSigns(device, props.item), sameFields)
  const isGroup = () => props.item.head.kind !== 'direct'
  const isByHand = () => props.item.head.kind === 'group'
  const isAdmin = createMemo(() => mayAdminister(view.facts(), me).allowed)
  const mayRename = createMemo(() => isByHand() && mayByPermission(view.facts(), me, 'editInfo').allowed)
  const mayInvite = createMemo(() => isByHand() && mayByPermission(view.facts(), me, 'invite').allowed)
  const close = () => setOpened(undefined)

  const gear = (): MenuItem[] => [
    ...(mayRename() ? [{ label: t('chats.rename'), icon: moreIcons.edit, run: () => setOpened('rename') }] : []),
    { label: t('chats.rights'), icon: moreIcons.shield, run: () => setShowRights(true) },
  ]
  const setAudience = (name: keyof ChatPermissions, audience: ChatPermissions[typeof name]) =>
    device.run(setPermissions, { chatId: id, permissions: { [name]: audience } })

  return (
    <div class={css.info}>
      <div class={css.top}>
        <Avatar id={chatHueId(props.item)} title={chatTitle(props.item)} size="huge" />
        <p class={css.title}>{chatTitle(props.item)}</p>
        <p class={css.sub}>
          <Show when={props.item.peer} fallback={t('core.members', { n: props.item.head.memberCount })}>
            {(peer) => roleLine(peer())}
          </Show>
        </p>
        <Show when={isGroup()}>
          <div class={css.gear}>
            <MenuButton label={t('chats.settings')} icon={moreIcons.settings} items={gear} />
          </div>
        </Show>
      </div>

      <div class={css.group}>
        <CallMenu button={(open, label) => <Row icon={icons.phone} label={label} onPress={open} />} />
        <Row
          icon={signs().muted ? icons.bellOff : icons.bell}
          label={t('chats.notifications')}
          onPress={(event) => setBellAt(atElement(event.currentTarget))}
        />
        <Menu
          label={t('chats.notifications')}
          at={bellAt()}
          items={[
            {
              label: t(signs().muted ? 'chats.unmute' : 'chats.mute'),
              icon: signs().muted ? icons.bell : icons.bellOff,
              run: () => muteChat(device, id, !signs().muted),
            },
          ]}
          onClose={() => setBellAt(undefined)}
        />
        <Row
          icon={signs().archived ? icons.unarchive : icons.archive}
          label={t(signs().archived ? 'chats.unarchiveChat' : 'chats.archiveChat')}
          onPress={() => archiveChat(device, id, !signs().archived)}
        />
        <Row
          icon={icons.mail}
          label={t('chats.markChatUnread')}
          onPress={() => {
            markChatUnread(device, id, true)
            props.onClose()
          }}
        />
        <Show when={isGroup()}>
          <Row icon={icons.chats} label={t('chats.basedOn')} onPress={() => setOpened('copy')} />
        </Show>
      </div>

      <Show when={isGroup()}>
        <div class={css.group}>
          <Row
            icon={moreIcons.shield}
            label={t('chats.rights')}
            expanded={showRights()}
            onPress={() => setShowRights((shown) => !shown)}
          />
          <Show when={showRights()}>
            <div class={css.inside}>
              <PermissionFields value={props.item.head.permissions} disabled={!isAdmin()} onChange={setAudience} />
            </div>
          </Show>
        </div>
        <div class={css.group}>
          <Row
            icon={icons.people}
            label={t('chats.showMembers')}
            expanded={showMembers()}
            onPress={() => setShowMembers((shown) => !shown)}
          />
          <Show when={mayInvite()}>
            <Row icon={moreIcons.userPlus} label={t('chats.addMembers')} onPress={() => setOpened('add')} />
          </Show>
          <Show when={isAdmin() && (isByHand() || !rosterKinds.has(props.item.head.kind))}>
            <Row icon={moreIcons.userMinus} label={t('chats.excludeMembers')} onPress={() => setOpened('exclude')} />
          </Show>
          <Show when={showMembers()}>
            <MemberList />
          </Show>
        </div>
      </Show>

      <div class={css.group}>
        <Row icon={icons.eraser} label={t('chats.clear')} onPress={() => askAboutChat('clear', id)} />
        <Show when={isGroup()}>
          <Row icon={icons.leave} label={t('chats.leave')} danger onPress={() => askAboutChat('leave', id)} />
        </Show>
      </div>

      <Switch>
        <Match when={opened() === 'rename'}>
          <RenameDialog onClose={close} />
        </Match>
        <Match when={opened() === 'add'}>
          <AddMembersDialog onClose={close} />
        </Match>
        <Match when={opened() === 'exclude'}>
          <ExcludeDialog onClose={close} />
        </Match>
        <Match when={opened() === 'copy'}>
          <CreateChatDialog people={[...(view.members()?.keys() ?? [])].filter((one) => one !== me)} onClose={close} />
        </Match>
      </Switch>
    </div>
  )
}

function Row(props: {
  icon: string
  label: string
  danger?: boolean
  expanded?: boolean
  onPress: JSX.EventHandler<HTMLButtonElement, MouseEvent>
}) {
  return (
    <button
      type="button"
      class={`${css.row} ${props.danger ? css.danger : ''}`}
      aria-expanded={props.expanded}
      onClick={(event) => props.onPress(event)}
    >
      <Icon path={props.icon} />
      <span class={css.label}>{props.label}</span>
      <Show when={props.expanded !== undefined}>
        <Icon path={moreIcons.chevronDown} class={`${css.arrow} ${props.expanded ? css.up : ''}`} />
      </Show>
    </button>
  )
}
