import { createEffect, For, type JSX, onCleanup, Show } from 'solid-js'
import { Icon } from './Icon.tsx'
import css from './Menu.module.css'
import { moveFocus } from './menu-keys.ts'
import { type Anchor, placeMenu } from './place-menu.ts'

export interface MenuItem {
  readonly label: string
  readonly icon?: string
  readonly danger?: boolean
  run(): void
}

export interface MenuProps {
  label: string
  /** Where it opens; undefined = closed. */
  at: Anchor | undefined
  items: readonly MenuItem[]
  /** Above the items: a row of reactions. */
  before?: JSX.Element
  onClose(): void
}

/** A menu beside what opened it; on a phone a sheet at the foot. Arrow keys, Home, End, first letters, Esc; gives the focus back. */
export function Menu(props: MenuProps) {
  return (
    <Show when={props.at}>
      {(at) => (
        <OpenMenu
          label={props.label}
          at={at()}
          items={props.items}
          before={props.before}
          onClose={() => props.onClose()}
        />
      )}
    </Show>
  )
}

function OpenMenu(props: MenuProps & { at: Anchor }) {
  let sheet!: HTMLDivElement
  let isPressed = false
  const back = document.activeElement
  createEffect(() => {
    sheet.showPopover?.()
    placeMenu(sheet, props.at)
    sheet.querySelector<HTMLElement>('[role=menuitem]')?.focus()
  })
  onCleanup(() => {
    const inside = sheet.contains(document.activeElement) || document.activeElement === document.body
    if (inside && back instanceof HTMLElement) back.focus()
  })
  /** The finger whose long press opened the menu may lift off over one of its items: that chooses nothing. */
  function onClickFirst(event: MouseEvent) {
    if (isPressed || event.detail === 0) return
    event.preventDefault()
    event.stopPropagation()
  }
  function choose(item: MenuItem) {
    props.onClose()
    item.run()
  }
  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation()
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      return props.onClose()
    }
    moveFocus(event, [...sheet.querySelectorAll<HTMLElement>('[role=menuitem]')])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the ground behind the menu only closes it, as Esc does
    <div
      ref={sheet}
      class={css.veil}
      popover="manual"
      onPointerDown={(event) => {
        isPressed = true
        if (event.target === sheet) props.onClose()
      }}
      on:click={{ capture: true, handleEvent: onClickFirst }}
      onClick={(event) => event.stopPropagation()}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
    >
      <div class={css.menu}>
        {props.before}
        <div role="menu" aria-label={props.label}>
          <For each={props.items}>
            {(item) => (
              <button
                type="button"
                role="menuitem"
                tabindex="-1"
                class={`${css.item} ${item.danger ? css.danger : ''}`}
                onClick={() => choose(item)}
              >
                <Show when={item.icon}>{(path) => <Icon path={path()} />}</Show>
                {item.label}
              </button>
            )}
          </For>
        </div>
      </div>
    </div>
  )
}
