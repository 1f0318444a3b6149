import { useNavigate } from '@solidjs/router'
import { createSignal, createUniqueId, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { lock } from '../../ui/more-icons.ts'
import { Section } from '../../ui/Section.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { startByLink } from './start-call.ts'

/** «Создать звонок по ссылке», «Настройки звонка», «Начать звонок». */
export function StartByLink(props: { onClose(): void }) {
  const device = useDevice()
  const navigate = useNavigate()
  const form = createUniqueId()
  const may = createRead(device, ['me'], () => device.me()?.mayCreateGroup ?? true)
  const [title, setTitle] = createSignal('')
  const [waitingRoom, setWaitingRoom] = createSignal(false)
  const [joinMuted, setJoinMuted] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  async function start(event: SubmitEvent) {
    event.preventDefault()
    setBusy(true)
    const page = await startByLink(device, {
      ...{ title: title().trim() || t('calls.untitled'), waitingRoom: waitingRoom(), joinMuted: joinMuted() },
    })
    setBusy(false)
    if (!page) return
    props.onClose()
    navigate(page)
  }
  return (
    <Dialog
      title={t('calls.createByLink')}
      closeLabel={t('core.close')}
      onClose={props.onClose}
      footer={
        <Show when={may() === true}>
          <Button type="submit" form={form} look="main" wide disabled={busy()}>
            {t('calls.start')}
          </Button>
        </Show>
      }
    >
      <Show when={may() === true} fallback={<EmptyState icon={lock} title={t('refusal.chats.groupsOff')} />}>
        <form id={form} onSubmit={start}>
          <TextField label={t('calls.name')} value={title()} onInput={setTitle} maxlength={100} autocomplete="off" />
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has another look in each browser */}
          <div role="group" aria-label={t('calls.settingsBefore')}>
            <Section title={t('calls.settingsBefore')}>
              <Switch
                label={t('calls.waitingRoom')}
                hint={t('calls.waitingRoomHint')}
                checked={waitingRoom()}
                onChange={setWaitingRoom}
              />
              <Switch label={t('calls.joinMuted')} checked={joinMuted()} onChange={setJoinMuted} />
            </Section>
          </div>
        </form>
      </Show>
    </Dialog>
  )
}
