import { type Component, createSignal, ErrorBoundary, lazy, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { t } from '../platform/i18n/t.ts'
import { Button } from './Button.tsx'

const screenWords = () => import('../platform/i18n/add-screen-words.ts').then((module) => module.screenWords)

/** The line broke while the part was on its way. */
class PartMissing extends Error {}

/**
 * A part that is loaded with its words when it is first drawn. It waits by itself: a bare `lazy` would take the whole page out of the document while it
 * loads, and with it every scroll position and focus. What could not be loaded says so in its own place and can be asked for again.
 */
export function lazyPart<Props extends object>(load: () => Promise<Component<Props>>): Component<Props> {
  const ask = () =>
    lazy(async () => {
      const [component] = await Promise.all([load(), screenWords()]).catch((cause) => {
        throw new PartMissing('a part of the app is not here', { cause })
      })
      return { default: component as Component<Record<string, unknown>> }
    })
  const [part, setPart] = createSignal(ask())
  return (props) => (
    <ErrorBoundary
      fallback={(error, reset) => {
        if (!(error instanceof PartMissing)) throw error
        const again = () => {
          setPart(() => ask())
          reset()
        }
        return <Missing onRetry={again} />
      }}
    >
      <Suspense>
        <Dynamic component={part()} {...props} />
      </Suspense>
    </ErrorBoundary>
  )
}

const Missing = (props: { onRetry(): void }) => (
  <p role="alert">
    {t('core.partMissing')} <Button onClick={() => props.onRetry()}>{t('core.retry')}</Button>
  </p>
)
