import { createResource, createSignal, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { answer, api } from './client.ts'
import { createTask } from './create-task.ts'
import { dateText, EventList } from './EventList.tsx'
import css from './Form.module.css'
import { Problem } from './Problem.tsx'
import { problemText } from './problem-text.ts'

/** What happened to one's own account and to those of one's children; the consents, the way to give and to withdraw them. Asked for when it is opened. */
export function AccountHistory(props: { hasToConsent: boolean; onChanged(): void }) {
  const [open, setOpen] = createSignal(props.hasToConsent)
  const [found, { refetch }] = createResource(open, () => answer(api.journal.account.$get()))
  const [asking, setAsking] = createSignal<{ personId: string; name: string }>()
  const [giving, setGiving] = createSignal<{ personId: string; name: string }>()
  const { problem, run } = createTask()
  const withdraw = (personId: string) =>
    run(async () => {
      setAsking(undefined)
      await answer(api.journal.account.withdraw.$post({ json: { personId } }))
      await refetch()
      props.onChanged()
    })
  const consent = (personId: string) =>
    run(async () => {
      setGiving(undefined)
      await answer(api.journal.account.consent.$post({ json: { personId } }))
      await refetch()
      props.onChanged()
    })
  return (
    <details class={css.help} open={open()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('account.history')}</summary>
      <div class={css.form}>
        <Problem text={problem() ?? (found.error ? problemText(found.error) : undefined)} />
        <For each={found()?.missing}>
          {(child) => (
            <p>
              {t('account.consentMissingOf', { name: child.name })}{' '}
              <Button onClick={() => setGiving(child)}>{t('account.giveConsent')}</Button>
            </p>
          )}
        </For>
        <For each={found()?.consents}>
          {(consent) => (
            <p class={css.quiet}>
              {t('account.consentOf', {
                name: consent.name,
                date: dateText(consent.atMs),
                version: consent.version,
                how: t(`account.consentHow.${consent.how}`, { name: consent.by }),
              })}{' '}
              <Button look="plain" onClick={() => setAsking(consent)}>
                {t('account.withdraw')}
              </Button>
            </p>
          )}
        </For>
        <Show when={found()}>
          {(now) => (
            <Show when={now().events.length > 0} fallback={<p class={css.quiet}>{t('account.noHistory')}</p>}>
              <EventList events={now().events} />
            </Show>
          )}
        </Show>
      </div>
      <Show when={giving()}>
        {(child) => (
          <AlertDialog
            role="dialog"
            title={t('account.giveConsentTitle')}
            text={t('account.giveConsentText', { name: child().name })}
            action={t('account.giveConsent')}
            cancel={t('core.cancel')}
            onAction={() => consent(child().personId)}
            onClose={() => setGiving(undefined)}
          />
        )}
      </Show>
      <Show when={asking()}>
        {(consent) => (
          <AlertDialog
            title={t('account.withdrawTitle')}
            text={t('account.withdrawText', { name: consent().name })}
            action={t('account.withdraw')}
            cancel={t('core.cancel')}
            onAction={() => withdraw(consent().personId)}
            onClose={() => setAsking(undefined)}
          />
        )}
      </Show>
    </details>
  )
}
