import { type JSX, splitProps } from 'solid-js'
import { Icon } from './Icon.tsx'
import css from './IconButton.module.css'

export interface IconButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'children'> {
  /** Its accessible name, also shown as a hint. */
  label: string
  icon: string
  look?: 'plain' | 'main'
  filled?: boolean
}

export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ['label', 'icon', 'look', 'filled', 'class'])
  return (
    <button
      type="button"
      title={own.label}
      {...rest}
      aria-label={own.label}
      class={`${css.button} ${css[own.look ?? 'plain']} ${own.class ?? ''}`}
    >
      <Icon path={own.icon} filled={own.filled ?? false} />
    </button>
  )
}
