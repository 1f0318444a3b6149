import { A, useLocation, useNavigate } from '@solidjs/router'
import { createEffect, For, type JSX, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { createDesktop } from '../../ui/create-media.ts'
import { Icon } from '../../ui/Icon.tsx'
import { chats, leave, notebook } from '../../ui/icons.ts'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { calendar, graduation, menu, settings } from '../../ui/more-icons.ts'
import { createTask } from '../account/create-task.ts'
import { Problem } from '../account/Problem.tsx'
import type { JournalReader, Reader } from './create-reader.ts'
import css from './JournalFrame.module.css'

export type JournalTab = 'book' | 'lessons' | 'chats' | 'class' | 'admin'

/** What is told of a class and subject. */
const bookTabs = ['book', 'lessons'] as const

/** The journal's bar with the way to «Чаты», and its tabs. */
export function JournalFrame(props: {
  journal: JournalReader
  reader: Reader
  page: JournalTab
  children: JSX.Element
}) {
  const desktop = createDesktop()
  const navigate = useNavigate()
  const location = useLocation()
  const { busy, problem, run } = createTask()
  /** What stands in the top menu for this person. */
  const links = () => [
    { label: t('journal.chats'), icon: chats, href: '/journal/chats' },
    ...(props.reader.connectsClass
      ? [{ label: t('journal.class.menu'), icon: graduation, href: '/journal/class' }]
      : []),
    ...(props.reader.administers ? [{ label: t('journal.admin.menu'), icon: settings, href: '/admin' }] : []),
  ]
  const titles = (): Record<JournalTab, string> => ({
    book: t('journal.book'),
    lessons: t('journal.onlineLessons'),
    chats: t('journal.chats'),
    class: t('journal.class.menu'),
    admin: t('journal.admin.menu'),
  })
  const menuItems = () => [
    { label: t('journal.book'), icon: notebook, run: () => navigate('/journal') },
    { label: t('journal.onlineLessons'), icon: calendar, run: () => navigate('/journal/lessons') },
    ...links().map(({ label, icon, href }) => ({ label, icon, run: () => navigate(href) })),
  ]
  createEffect(() => {
    document.title = `${titles()[props.page]} — ${t('journal.title')}`
  })
  const isBookTab = () => bookTabs.some((tab) => tab === props.page)
  /** Class and subject stay chosen. */
  const open = (tab: (typeof bookTabs)[number]) =>
    navigate(`${tab === 'book' ? '/journal' : '/journal/lessons'}${location.search}`)
  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const next = props.page === 'book' ? 'lessons' : 'book'
    open(next)
    event.currentTarget.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }
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
            <For each={links()}>
              {({ label, icon, href }) => (
                <A href={href} class={css.item} activeClass={css.current ?? ''}>
                  <Icon path={icon} />
                  {label}
                </A>
              )}
            </For>
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
        <div class={css.tabs} role="tablist" aria-label={t('journal.sections')} tabindex="-1" onKeyDown={onKeyDown}>
          <For each={bookTabs}>
            {(tab) => (
              <button
                type="button"
                role="tab"
                id={`tab-${tab}`}
                class={css.tab}
                aria-selected={props.page === tab}
                aria-controls={props.page === tab ? `panel-${tab}` : undefined}
                tabindex={props.page === tab || (tab === 'book' && !isBookTab()) ? 0 : -1}
                onClick={() => open(tab)}
              >
                {titles()[tab]}
              </button>
            )}
          </For>
        </div>
        <Show
          when={isBookTab()}
          fallback={
            <div class={css.page}>
              <Problem text={problem()} />
              {props.children}
            </div>
          }
        >
          <div id={`panel-${props.page}`} role="tabpanel" aria-labelledby={`tab-${props.page}`} class={css.page}>
            <h1 class="unseen">{titles()[props.page]}</h1>
            <Problem text={problem()} />
            {props.children}
          </div>
        </Show>
      </main>
    </div>
  )
}
