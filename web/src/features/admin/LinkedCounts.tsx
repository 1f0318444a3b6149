import { For } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Section } from '../../ui/Section.tsx'
import css from './AdminPage.module.css'
import type { Office } from './AdminPage.tsx'

/** By school and role: how many have linked their profile. */
export function LinkedCounts(props: { schools: Office['schools'] }) {
  return (
    <Section title={t('journal.admin.linked')}>
      <For each={props.schools}>
        {(school) => (
          <table class={css.counts}>
            <caption class="unseen">{school.name}</caption>
            <tbody>
              <For each={school.counts}>
                {({ role, linked, all }) => (
                  <tr>
                    <th scope="row">{t(`journal.role.${role}`)}</th>
                    <td>{t('journal.class.count', { linked, all })}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        )}
      </For>
    </Section>
  )
}
