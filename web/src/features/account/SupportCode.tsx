import '../../platform/i18n/add-door-words.ts'
import { createSignal, Show } from 'solid-js'
import { language, t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { answer, api } from './client.ts'
import { createTask } from './create-task.ts'
import css from './Form.module.css'
import { Problem } from './Problem.tsx'

/** What a device can say about itself; before login nothing but the version is known. */
export interface DeviceFacts {
  readonly storage: 'ok' | 'temporary' | 'full' | 'refused' | 'unknown'
  readonly line: 'live' | 'offline' | 'unknown'
  readonly syncedAtMs: number | null
}

/** «Код поддержки»: made when it is asked for, shown large enough to be read out. */
export function SupportCode(props: { facts: () => DeviceFacts }) {
  const [made, setMade] = createSignal<{ code: string; expiresAtMs: number }>()
  const { busy, problem, run } = createTask()
  const make = () =>
    run(async () => {
      setMade(await answer(api.support.$post({ json: { version: appVersion(), ...props.facts() } })))
    })
  return (
    <div class={css.form}>
      <Show
        when={made()}
        fallback={
          <>
            <Problem text={problem()} />
            <Button disabled={busy()} onClick={make}>
              {t('account.supportCode')}
            </Button>
          </>
        }
      >
        {(shown) => (
          <p role="status">
            {t('account.supportCode')}: <output class={css.support}>{shown().code.replace(/^(....)/, '$1 ')}</output>
            <span class={css.quiet}>{t('account.supportCodeUntil', { time: clock(shown().expiresAtMs) })}</span>
          </p>
        )}
      </Show>
      <p class={css.quiet}>{t('account.supportCodeText')}</p>
    </div>
  )
}

/** The name of the built program, which changes with every build. */
const appVersion = (): string =>
  document
    .querySelector<HTMLScriptElement>('script[type=module][src]')
    ?.src.replace(/^.*\//, '')
    .replace(/[^\w.:-]/g, '')
    .slice(0, 40) ?? ''

const clock = (atMs: number): string => new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(atMs)
