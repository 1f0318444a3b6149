import type { PersonId } from '@zvonok/schema/core/ids'
import { type MessageExtra, type NoticeCode, noticeCodes } from '@zvonok/schema/messages/document'
import type { Device } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { fullName } from '../contacts/names.ts'

/** The sentence of a line that the server wrote into the log. */
export function noticeText(device: Device, notice: { author: PersonId; body: string; extra?: MessageExtra }): string {
  if (!isNotice(notice.body)) return ''
  const name = (id: PersonId) => fullName(device.person(id))
  const ms = notice.extra?.ms
  if (notice.body === 'callEnded' && ms === undefined)
    return t(notice.author === device.personId ? 'notice.callUnanswered' : 'notice.callMissed')
  return t(`notice.${notice.body}`, {
    who: name(notice.author),
    people: (notice.extra?.who ?? []).map(name).join(', '),
    title: notice.extra?.title ?? '',
    minutes: Math.max(1, Math.round((ms ?? 0) / 60_000)),
  })
}

const isNotice = (body: string): body is NoticeCode => (noticeCodes as readonly string[]).includes(body)
