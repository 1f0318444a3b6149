import { type Component, lazy, Suspense } from 'solid-js'

/**
 * A part that is loaded when it is first drawn. It waits by itself: a bare `lazy` would take the whole page out of the document while it loads, and with it
 * every scroll position and focus.
 */
export function lazyPart<Props extends object>(load: () => Promise<Component<Props>>): Component<Props> {
  const Part = lazy(() => load().then((component) => ({ default: component }))) as Component<Props>
  return (props) => (
    <Suspense>
      <Part {...props} />
    </Suspense>
  )
}
