import { createResource, createSignal, For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { answer, api } from './client.ts'
import { timeText } from './EventList.tsx'
import { SignOutDialog } from './SignOutDialog.tsx'
import css from './UnsentList.module.css'

/** ACCOUNT-13. Where one is signed in: device, last use, the way to end each, and all at once. */
export function SessionList() {
  const [found, { refetch }] = createResource(() => answer(api.sessions.$get()))
  const [leaving, setLeaving] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  async function end(id: string): Promise<void> {
    setBusy(true)
    await answer(api.sessions.end.$post({ json: { id } })).catch(() => undefined)
    await refetch()
    setBusy(false)
  }
  return (
    <>
      <Show when={!found.error} fallback={<p class={css.none}>{t('settings.sessionsOffline')}</p>}>
        <ul class={css.list} aria-label={t('settings.sessions')}>
          <For each={found.latest?.sessions}>
            {(session) => (
              <li class={css.entry}>
                <span class={css.text}>
                  <span class={css.title}>{session.device}</span>
                  <span class={css.waiting}>
                    {session.current && `${t('settings.sessionHere')}, `}
                    {t('settings.sessionUsed', { time: timeText(session.lastUsedAtMs) })}
                  </span>
                </span>
                <Show when={!session.current}>
                  <Button
                    look="plain"
                    disabled={busy()}
                    aria-label={`${t('settings.sessionEnd')}: ${session.device}`}
                    onClick={() => end(session.id)}
                  >
                    {t('settings.sessionEnd')}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Button onClick={() => setLeaving(true)}>{t('settings.signOutAll')}</Button>
      <Show when={leaving()}>
        <SignOutDialog everywhere onClose={() => setLeaving(false)} />
      </Show>
    </>
  )
}
