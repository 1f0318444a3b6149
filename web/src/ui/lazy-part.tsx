import { type Component, lazy, Suspense } from 'solid-js'

const screenWords = () => import('../platform/i18n/add-screen-words.ts').then((module) => module.screenWords)

/**
 * A part that is loaded with its words when it is first drawn. It waits by itself: a bare `lazy` would take the whole page out of the document while it
 * loads, and with it every scroll position and focus.
 */
export function lazyPart<Props extends object>(load: () => Promise<Component<Props>>): Component<Props> {
  const Part = lazy(async () => {
    const [component] = await Promise.all([load(), screenWords()])
    return { default: component }
  }) as Component<Props>
  return (props) => (
    <Suspense>
      <Part {...props} />
    </Suspense>
  )
}
