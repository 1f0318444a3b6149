import type { PersonId } from '@zvonok/schema/core/ids'
import { t } from '../../platform/i18n/t.ts'
import { roleLine } from '../contacts/names.ts'
import type { CallView } from './create-call-view.ts'

/** «Учитель · математика, Администратор звонка, Микрофон включён, рука 2-я» */
export function describe(view: CallView, id: PersonId): string {
  const person = view.device.person(id)
  const media = view.media().get(id)
  const place = view.hands().indexOf(id) + 1
  return [
    person && roleLine(person),
    view.call()?.people.get(id)?.role === 'admin' && t('calls.admin'),
    t(media?.microphone ? 'calls.micOn' : 'calls.micOff'),
    media?.camera && t('calls.cameraOn'),
    place > 0 && t('calls.handPlace', { place }),
  ]
    .filter((part) => part)
    .join(', ')
}
