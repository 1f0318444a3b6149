import { For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { answer, api } from '../account/client.ts'
import { createTask } from '../account/create-task.ts'
import { dateText } from '../account/EventList.tsx'
import { Problem } from '../account/Problem.tsx'
import css from './AdminPage.module.css'
import type { Office } from './AdminPage.tsx'

type Correction = Office['corrections'][number]

const fields = ['family', 'given', 'middle', 'birthDate'] as const

/** What people say is wrong in the school's lists. The office corrects it there and marks it here. */
export function Corrections(props: { corrections: readonly Correction[]; onDone(): unknown }) {
  const { busy, problem, run } = createTask()
  const done = (id: string) =>
    run(async () => {
      await answer(api.admin.corrections.done.$post({ json: { id } }))
      await props.onDone()
    })
  return (
    <Section title={t('journal.admin.corrections')}>
      <Problem text={problem()} />
      <Show when={props.corrections.length > 0} fallback={<p class={css.quiet}>{t('journal.admin.noCorrections')}</p>}>
        <ul class={css.list}>
          <For each={props.corrections}>
            {(correction) => (
              <li class={css.row}>
                <div class={css.what}>
                  <strong>
                    {correction.family} {correction.given}
                  </strong>
                  <For each={fields.filter((field) => correction.changes[field])}>
                    {(field) => (
                      <p>
                        {t(`account.${field}`)}. {t('journal.admin.now', { value: correction[field] ?? '—' })}.{' '}
                        {t('journal.admin.wanted', { value: correction.changes[field] ?? '' })}
                      </p>
                    )}
                  </For>
                  <span class={css.quiet}>{dateText(correction.atMs)}</span>
                </div>
                <Button disabled={busy()} onClick={() => done(correction.id)}>
                  {t('journal.admin.done')}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Section>
  )
}
