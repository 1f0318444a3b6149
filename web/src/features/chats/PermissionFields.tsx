import { type Audience, type ChatPermissions, permissionNames } from '@zvonok/schema/chats/facts'
import { For } from 'solid-js'
import { t, type WordKey } from '../../platform/i18n/t.ts'
import { Select } from '../../ui/Select.tsx'
import css from './PermissionFields.module.css'

const labels: Record<keyof ChatPermissions, WordKey> = {
  editInfo: 'chats.editInfo',
  invite: 'chats.invite',
  pin: 'chats.pinMessages',
  write: 'chats.write',
  call: 'chats.call',
  mentionAll: 'chats.mentionAll',
}

/** What all members may do, or its admins only. */
export function PermissionFields(props: {
  value: ChatPermissions
  disabled?: boolean
  onChange(name: keyof ChatPermissions, audience: Audience): void
}) {
  const options = () => [
    { value: 'all' as const, label: t('chats.forAll') },
    { value: 'admins' as const, label: t('chats.forAdmins') },
  ]
  return (
    <div class={css.fields}>
      <For each={permissionNames}>
        {(name) => (
          <Select
            label={t(labels[name])}
            value={props.value[name]}
            options={options()}
            disabled={props.disabled ?? false}
            onChange={(audience) => props.onChange(name, audience)}
          />
        )}
      </For>
    </div>
  )
}
