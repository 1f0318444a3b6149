import css from './Avatar.module.css'
import { hueOf } from './hue.ts'

/** Initials on a colour that comes from the id. A decoration: the name stands beside it. */
export function Avatar(props: {
  id: string
  title: string
  size?: 'small' | 'middle' | 'large' | 'huge'
  online?: boolean
}) {
  return (
    <span
      class={`${css.avatar} ${css[props.size ?? 'middle']} ${props.online ? css.online : ''}`}
      data-hue={hueOf(props.id)}
      aria-hidden="true"
    >
      {initials(props.title)}
    </span>
  )
}

/** «7 Б класс» → «7Б», «Учителя» → «У», «Кузнецова Анна» → «КА». */
export function initials(title: string): string {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const [first = '', second = ''] = words
  if (/^\d+$/.test(first)) return (first + second.slice(0, 1)).slice(0, 3).toUpperCase()
  return ([...first].slice(0, 1).join('') + [...second].slice(0, 1).join('')).toUpperCase()
}
