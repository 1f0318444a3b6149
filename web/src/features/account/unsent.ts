import type { Device, OutboxEntry } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'

/** A text that is on this device only. */
export const textOf = ({ args }: OutboxEntry): string | undefined =>
  typeof args === 'object' && args !== null && 'text' in args && typeof args.text === 'string' ? args.text : undefined

export const unsentTexts = (device: Device): string[] =>
  device
    .outbox()
    .map(textOf)
    .filter((text) => text !== undefined)

export const entryTitle = (entry: OutboxEntry): string => textOf(entry) ?? t('settings.unsentOther')

export const entryState = ({ state, refusal }: OutboxEntry): string =>
  state === 'refused' ? t(`refusal.${refusal ?? 'core.unavailable'}`) : t('settings.unsentWaiting')
