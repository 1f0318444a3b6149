import type { CommandAnswer } from '../../platform/device.ts'
import { t } from '../../platform/i18n/t.ts'
import { showToast } from '../../ui/toasts.ts'
import type { CallView } from './create-call-view.ts'

/** Tells why the server does not do it. Resolves with what it did, or undefined. */
export async function tellRefusal(asked: Promise<CommandAnswer | undefined>): Promise<unknown> {
  const answer = await asked
  if (answer && !answer.code) return answer.result
  showToast(answer?.code ? t(`refusal.${answer.code}`) : t('calls.needsLine'), { role: 'alert' })
  return undefined
}

export const callAddress = (callId: string): string => `${location.origin}/call/${callId}`

export const copyLink = (callId: string): Promise<void> => copyAddress(callAddress(callId))

export async function copyAddress(address: string): Promise<void> {
  await navigator.clipboard.writeText(address)
  showToast(t('calls.linkCopied'))
}

/** What the buttons of the bar and their keys do. */
export const barActions = (view: CallView) => ({
  microphone: () => void view.session.turn('microphone', !view.wants('microphone')),
  camera: () => {
    if (!view.wants('camera')) view.session.setAudioOnly(false)
    void view.session.turn('camera', !view.wants('camera'))
  },
  screen: () => void view.session.turn('screen', !view.wants('screen')),
  hand: () => void tellRefusal(view.ask('hand', { up: view.mine()?.handMs === undefined })),
})
