import { A, useNavigate } from '@solidjs/router'
import { Show } from 'solid-js'
import { t, type WordKey } from '../platform/i18n/t.ts'
import { createDesktop } from '../ui/create-media.ts'
import { Icon } from '../ui/Icon.tsx'
import { account, chat, notebook, people, phone } from '../ui/icons.ts'
import css from './Navigation.module.css'

/** Larger counts would leave the icon. */
const maxShown = 99

/** The rail at the left; on narrow screens the bar at the foot. */
export function Navigation(props: { unread: number }) {
  const desktop = createDesktop()
  const navigate = useNavigate()
  return (
    <nav class={css.nav} aria-label={t('app.navigation')}>
      <Item href="/contacts" icon={people} label="app.contacts" />
      <Item href="/calls" icon={phone} label="app.calls" />
      <Item href="/chats" icon={chat} label="app.chats" count={props.unread} />
      <Show when={desktop()}>
        <button type="button" class={css.item} aria-label={t('app.diary')} onClick={() => navigate('/diary')}>
          <Icon path={notebook} />
          <span class={css.label}>{t('app.diaryShort')}</span>
        </button>
        <span class={css.gap} />
      </Show>
      <Item href="/account" icon={account} label="app.account" />
    </nav>
  )
}

function Item(props: { href: string; icon: string; label: WordKey; count?: number }) {
  return (
    <A
      href={props.href}
      class={css.item}
      aria-label={t(props.label)}
      aria-describedby={props.count ? 'navigation-unread' : undefined}
    >
      <Icon path={props.icon} />
      <span class={css.label}>{t(props.label)}</span>
      <Show when={props.count}>
        {(count) => (
          <>
            <span class={css.count} aria-hidden="true">
              {count() > maxShown ? `${maxShown}+` : count()}
            </span>
            <span class="unseen" id="navigation-unread">
              {t('app.unread', { n: count() })}
            </span>
          </>
        )}
      </Show>
    </A>
  )
}
