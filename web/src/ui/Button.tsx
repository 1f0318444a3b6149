import { type JSX, Show, splitProps } from 'solid-js'
import css from './Button.module.css'
import { Icon } from './Icon.tsx'

export interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** `main` is the one next step of a screen; `plain` stands in lists and bars. */
  look?: 'main' | 'soft' | 'plain' | 'danger'
  icon?: string | undefined
  /** Over the whole width. */
  wide?: boolean
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['look', 'icon', 'wide', 'class', 'children'])
  return (
    <button
      type="button"
      {...rest}
      class={`${css.button} ${css[own.look ?? 'soft']} ${own.wide ? css.wide : ''} ${own.class ?? ''}`}
    >
      <Show when={own.icon}>{(path) => <Icon path={path()} />}</Show>
      {own.children}
    </button>
  )
}
