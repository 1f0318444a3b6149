import { createSignal } from 'solid-js'
import { IconButton } from './IconButton.tsx'
import { Menu, type MenuItem } from './Menu.tsx'
import { type Anchor, atElement } from './place-menu.ts'

/** An icon button with its menu, both of one name. `items` are asked for when it opens. */
export function MenuButton(props: {
  label: string
  icon: string
  items(): readonly MenuItem[]
  class?: string | undefined
}) {
  const [at, setAt] = createSignal<Anchor>()
  return (
    <>
      <IconButton
        class={props.class}
        label={props.label}
        icon={props.icon}
        aria-haspopup="menu"
        aria-expanded={at() !== undefined}
        onClick={(event) => setAt(atElement(event.currentTarget))}
      />
      <Menu label={props.label} at={at()} items={at() ? props.items() : []} onClose={() => setAt(undefined)} />
    </>
  )
}
