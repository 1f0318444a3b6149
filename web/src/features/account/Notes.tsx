import { For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'
import { shield } from '../../ui/more-icons.ts'
import css from './Form.module.css'
import { useFront } from './front.ts'
import { SupportCode } from './SupportCode.tsx'

const questions = [
  ['account.helpWhat', 'account.helpWhatText'],
  ['account.helpCode', 'account.helpCodeText'],
  ['account.helpNumber', 'account.helpNumberText'],
  ['account.helpLogin', 'account.helpLoginText'],
] as const

/** Below every card of the front door: the warning of the manual, and help before login. */
export function Notes() {
  const front = useFront()
  return (
    <aside class={css.notes}>
      <p role="note" class={css.note}>
        <Icon path={shield} />
        <span>
          <strong>{t('account.secret')}</strong>
          {t('account.secretText')}
        </span>
      </p>
      <details class={css.help}>
        <summary>{t('account.help')}</summary>
        <dl>
          <For each={questions}>
            {([question, text]) => (
              <div>
                <dt>{t(question)}</dt>
                <dd>{t(text)}</dd>
              </div>
            )}
          </For>
        </dl>
        <SupportCode facts={() => ({ storage: 'unknown', line: 'unknown', syncedAtMs: null })} />
        <Show when={front().support}>
          {(support) => (
            <a href={support().includes('://') ? support() : `mailto:${support()}`}>{t('account.support')}</a>
          )}
        </Show>
      </details>
    </aside>
  )
}
