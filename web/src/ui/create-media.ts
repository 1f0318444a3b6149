import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Whether a media query holds now. */
export function createMedia(query: string): Accessor<boolean> {
  const list = window.matchMedia(query)
  const [matches, setMatches] = createSignal(list.matches)
  const update = () => setMatches(list.matches)
  list.addEventListener('change', update)
  onCleanup(() => list.removeEventListener('change', update))
  return matches
}

/** Two columns and the rail; below it one column and the bar at the foot. */
export const createDesktop = (): Accessor<boolean> => createMedia('(width >= 64rem)')
