import { For } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import css from './DemoLogins.module.css'

const people = [
  ['ivanova', 'journal.demoIvanova'],
  ['orlova', 'journal.demoOrlova'],
  ['kuznetsova', 'journal.demoKuznetsova'],
  ['smirnova', 'journal.demoSmirnova'],
] as const

/** Of the demo: who one may be. */
export function DemoLogins(props: { onChoose(login: string): void }) {
  return (
    <aside class={css.demo} aria-label={t('journal.demo')}>
      <p>{t('journal.demoText')}</p>
      <ul class={css.list}>
        <For each={people}>
          {([login, who]) => (
            <li>
              <button type="button" class={css.person} onClick={() => props.onChoose(login)}>
                <code>{login}</code> {t(who)}
              </button>
            </li>
          )}
        </For>
      </ul>
    </aside>
  )
}
