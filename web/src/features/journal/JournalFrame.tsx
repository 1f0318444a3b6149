import { A, useNavigate } from '@solidjs/router'
import { createEffect, type JSX, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { createDesktop } from '../../ui/create-media.ts'
import { Icon } from '../../ui/Icon.tsx'
import { chats, leave, menu, notebook } from '../../ui/icons.ts'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { createTask } from '../account/create-task.ts'
import { Problem } from '../account/Problem.tsx'
import type { JournalReader, Reader } from './create-reader.ts'
import css from './JournalFrame.module.css'

/** The journal's bar with the way to «Чаты», and its tabs. */
export function JournalFrame(props: {
  journal: JournalReader
  reader: Reader
  page: 'book' | 'chats'
  children: JSX.Element
}) {
  const desktop = createDesktop()
  const navigate = useNavigate()
  const { busy, problem, run } = createTask()
  const menuItems = () => [
    { label: t('journal.book'), icon: notebook, run: () => navigate('/journal') },
    { label: t('journal.chats'), icon: chats, run: () => navigate('/journal/chats') },
  ]
  createEffect(() => {
    document.title = `${props.page === 'book' ? t('journal.book') : t('journal.chats')} — ${t('journal.title')}`
  })
  const role = () => t(`journal.role.${props.reader.role}`)
  return (
    <div class={css.frame}>
      <header class={css.bar}>
        <Show when={!desktop()}>
          <MenuButton label={t('journal.menu')} icon={menu} items={menuItems} />
        </Show>
        <p class={css.brand}>
          <Icon path={notebook} class={css.sign} />
          <span>{t('journal.title')}</span>
        </p>
        <Show when={desktop()}>
          <nav class={css.nav} aria-label={t('journal.topMenu')}>
            <A href="/journal/chats" class={css.item} activeClass={css.current ?? ''}>
              <Icon path={chats} />
              {t('journal.chats')}
            </A>
          </nav>
          <p class={css.person}>
            <strong>{props.reader.name}</strong>
            <span>{role()}</span>
          </p>
        </Show>
        <Button look="plain" icon={leave} disabled={busy()} onClick={() => run(props.journal.signOut)}>
          {t('journal.signOut')}
        </Button>
      </header>
      <main class={css.main}>
        <div class={css.tabs} role="tablist" aria-label={t('journal.sections')}>
          <button
            type="button"
            role="tab"
            id="tab-book"
            class={css.tab}
            aria-selected={props.page === 'book'}
            aria-controls={props.page === 'book' ? 'panel-book' : undefined}
            onClick={() => navigate('/journal')}
          >
            {t('journal.book')}
          </button>
        </div>
        <Show
          when={props.page === 'book'}
          fallback={
            <div class={css.page}>
              <Problem text={problem()} />
              {props.children}
            </div>
          }
        >
          <div id="panel-book" role="tabpanel" aria-labelledby="tab-book" class={css.page}>
            <h1 class="unseen">{t('journal.book')}</h1>
            <Problem text={problem()} />
            {props.children}
          </div>
        </Show>
      </main>
    </div>
  )
}
