import { type JSX, Show, splitProps } from 'solid-js'
import css from './Button.module.css'
import { Icon } from './Icon.tsx'

export interface ButtonLinkProps extends JSX.AnchorHTMLAttributes<HTMLAnchorElement> {
  look?: 'main' | 'soft' | 'plain'
  icon?: string
  wide?: boolean
}

/** A link that stands where buttons stand. */
export function ButtonLink(props: ButtonLinkProps) {
  const [own, rest] = splitProps(props, ['look', 'icon', 'wide', 'class', 'children'])
  return (
    <a {...rest} class={`${css.button} ${css[own.look ?? 'soft']} ${own.wide ? css.wide : ''} ${own.class ?? ''}`}>
      <Show when={own.icon}>{(path) => <Icon path={path()} />}</Show>
      {own.children}
    </a>
  )
}
