import { useNavigate } from '@solidjs/router'
import { excludeMember, openDirect, setMember } from '@zvonok/schema/chats/commands'
import { mayExclude, maySetMember } from '@zvonok/schema/chats/rules'
import { directChatId, type PersonId } from '@zvonok/schema/core/ids'
import { type ComponentProps, createMemo, createSignal, Show, splitProps, type ValidComponent } from 'solid-js'
import { Virtualizer } from 'virtua/solid'
import { sameItems } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import * as icons from '../../ui/icons.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import * as moreIcons from '../../ui/more-icons.ts'
import { fullName, roleLine } from '../contacts/names.ts'
import { useChatRoom } from '../messages/chat-room.ts'
import css from './MemberList.module.css'

/** Admins first, then by name; in school-wide chats only those in sight are drawn. */
export function MemberList() {
  const { device, view } = useChatRoom()
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  const [excluding, setExcluding] = createSignal<PersonId>()
  const name = (id: PersonId) => fullName(id === device.personId ? device.me() : device.person(id))
  const ids = createMemo(
    () =>
      [...(view.members() ?? [])]
        .map(([id, { role }]) => ({ id, rank: role === 'admin' ? 0 : 1, name: name(id) }))
        .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, 'ru'))
        .map(({ id }) => id),
    [],
    { equals: sameItems },
  )
  const Item = (item: ComponentProps<'li'> & { index: number }) => {
    const [own, rest] = splitProps(item, ['index'])
    const id = () => ids()[own.index] ?? ''
    return <li {...rest} aria-label={name(id())} aria-describedby={`member-${id()}`} />
  }
  function exclude(personId: PersonId) {
    setExcluding(undefined)
    device.run(excludeMember, { chatId: view.id, personId })
  }
  return (
    <Show when={view.members()} fallback={<p class={css.waiting}>{t('chats.membersLoading')}</p>}>
      <div class={css.scroller} ref={setScroller}>
        <Virtualizer data={ids()} scrollRef={scroller() as HTMLElement} as={List} item={Item as ValidComponent}>
          {(id) => <MemberRow id={id} name={name(id)} onExclude={() => setExcluding(id)} />}
        </Virtualizer>
      </div>
      <Show when={excluding()}>
        {(id) => (
          <AlertDialog
            title={t('chats.excludeTitle', { name: name(id()) })}
            text={t('chats.excludeText')}
            action={t('chats.exclude')}
            cancel={t('core.cancel')}
            onAction={() => exclude(id())}
            onClose={() => setExcluding(undefined)}
          />
        )}
      </Show>
    </Show>
  )
}

const List = (props: ComponentProps<'ul'>) => <ul {...props} aria-label={t('chats.members')} />

/** INFO-2. One member with the role and what may be done. */
export function MemberRow(props: { id: PersonId; name: string; onExclude(): void }) {
  const { device, view } = useChatRoom()
  const navigate = useNavigate()
  const member = createMemo(() => view.members()?.get(props.id))
  const line = () => {
    const person = props.id === device.personId ? device.me() : device.person(props.id)
    return [
      member()?.role === 'admin' && t('chats.admin'),
      person && roleLine(person),
      member()?.muted && t('chats.cannotWrite'),
    ]
      .filter((part) => part)
      .join(' · ')
  }
  function write() {
    const chatId = directChatId(device.personId, props.id)
    if (!device.chat(chatId)) device.run(openDirect, { personId: props.id })
    navigate(`/chats/${chatId}`)
  }
  function items(): MenuItem[] {
    const now = member()
    const facts = view.facts()
    if (!now) return []
    const { personId: me } = device
    const set = (change: { role?: 'admin' | 'member'; muted?: boolean }) =>
      device.run(setMember, { chatId: view.id, personId: props.id, ...change })
    const may = (change: { role?: 'admin' | 'member'; muted?: boolean }) =>
      maySetMember(facts, me, props.id, change).allowed
    const role = now.role === 'admin' ? 'member' : 'admin'
    return [
      props.id !== me &&
        device.person(props.id)?.contact === true && { label: t('chats.writeTo'), icon: icons.chat, run: write },
      may({ role }) && {
        label: t(role === 'admin' ? 'chats.appoint' : 'chats.dismiss'),
        icon: role === 'admin' ? moreIcons.shield : moreIcons.shieldOff,
        run: () => set({ role }),
      },
      props.id !== me &&
        now.role !== 'admin' &&
        may({ muted: !now.muted }) && {
          label: t(now.muted ? 'chats.unmuteMember' : 'chats.muteMember'),
          icon: now.muted ? moreIcons.unlock : moreIcons.lock,
          run: () => set({ muted: !now.muted }),
        },
      mayExclude(facts, me, props.id).allowed && {
        label: t('chats.excludeOne'),
        icon: moreIcons.userMinus,
        danger: true,
        run: () => props.onExclude(),
      },
    ].filter((item) => item !== false)
  }
  return (
    <div class={css.member}>
      <Avatar id={props.id} title={props.name} size="middle" />
      <span class={css.text}>
        <span class={css.name}>{props.name}</span>
        <span class={css.role} id={`member-${props.id}`}>
          {line()}
        </span>
      </span>
      <Show when={items().length > 0}>
        <MenuButton label={t('chats.memberActions')} icon={icons.more} items={items} />
      </Show>
    </div>
  )
}
