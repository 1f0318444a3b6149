import '../../platform/i18n/add-call-words.ts'
import { useNavigate } from '@solidjs/router'
import type { PersonId } from '@zvonok/schema/core/ids'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { phone } from '../../ui/icons.ts'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { video } from '../../ui/more-icons.ts'
import { startWith } from './start-call.ts'

/** «Позвонить» beside a person: their direct chat is made when there is none yet. */
export function CallPerson(props: { personId: PersonId }) {
  const device = useDevice()
  const navigate = useNavigate()
  async function start(withCamera: boolean) {
    const page = await startWith(device, props.personId, withCamera)
    if (page) navigate(page)
  }
  return (
    <MenuButton
      label={t('calls.call')}
      icon={phone}
      items={() => [
        { label: t('calls.audio'), icon: phone, run: () => void start(false) },
        { label: t('calls.video'), icon: video, run: () => void start(true) },
      ]}
    />
  )
}
