import type { PersonRow } from '@zvonok/schema/chats/head'
import { blockPerson } from '@zvonok/schema/contacts/commands'
import type { Device } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { ban } from '../../ui/more-icons.ts'
import { showToast } from '../../ui/toasts.ts'
import { fullName } from './names.ts'

/** CONTACTS-6. Whom one has blocked is told with `me`; a refusal (an own teacher) is told as every refusal. */
export function blockItem(device: Device, person: PersonRow): MenuItem {
  const isBlocked = device.me()?.blocked?.includes(person.id) ?? false
  return {
    label: t(isBlocked ? 'contacts.unblock' : 'contacts.block'),
    icon: ban,
    danger: !isBlocked,
    run() {
      device.run(blockPerson, { personId: person.id, on: !isBlocked })
      if (!isBlocked) showToast(t('contacts.blocked', { name: fullName(person) }))
    },
  }
}
