import type { InferResponseType } from 'hono/client'
import { For } from 'solid-js'
import { language, t } from '../../platform/i18n/t.ts'
import type { api } from './client.ts'
import css from './Form.module.css'

export type AccountEvent = InferResponseType<typeof api.journal.account.$get, 200>['events'][number]

/** What happened to accounts, the newest first: when, whose, what, and who did it. */
export function EventList(props: { events: readonly AccountEvent[] }) {
  return (
    <ul class={css.events}>
      <For each={props.events}>
        {(event) => (
          <li>
            <strong>{event.person}</strong>: {t(`account.event.${event.kind}`)}
            <span class={css.quiet}>
              {timeText(event.atMs)} · {t('account.by', { name: whoDid(event) })}
            </span>
          </li>
        )}
      </For>
    </ul>
  )
}

/** Of a new password by code nobody knows who it was: that is the point. */
const whoDid = ({ kind, by }: AccountEvent): string =>
  kind === 'idPasswordReset' ? t('account.byCode') : (by ?? t('account.byServer'))

export const timeText = (atMs: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeStyle: 'short' }).format(atMs)

export const dateText = (atMs: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(atMs)
