import { createResource, For, onCleanup, onMount, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { link } from '../../ui/more-icons.ts'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { QrPicture } from '../journal/QrPicture.tsx'
import { announcementKinds } from './announcements.ts'
import { callAddress, copyAddress } from './call-actions.ts'
import { callSettings, changeCallSettings } from './call-settings.ts'
import { testSpeaker } from './call-sounds.ts'
import { useCall } from './create-call-view.ts'
import css from './PeoplePanel.module.css'
import { type Shortcut, shortcuts } from './shortcuts.ts'

const kinds = ['audioinput', 'videoinput', 'audiooutput'] as const

/** «Настройки»: devices with a test of the loudspeaker, sound alone, what is told aloud, keys, a second device in the classroom. */
export function CallSettingsPanel() {
  const view = useCall()
  const [devices, { refetch }] = createResource(async () => (await navigator.mediaDevices?.enumerateDevices()) ?? [])
  onMount(() => navigator.mediaDevices?.addEventListener('devicechange', refetch))
  onCleanup(() => navigator.mediaDevices?.removeEventListener('devicechange', refetch))
  const options = (kind: MediaDeviceKind) =>
    (devices() ?? [])
      .filter((each) => each.kind === kind && each.deviceId)
      .map(({ deviceId, label }, at) => ({ value: deviceId, label: label || t('calls.device.unnamed', { n: at + 1 }) }))
  function use(kind: (typeof kinds)[number], deviceId: string) {
    changeCallSettings({ [kind]: deviceId })
    void view.session.room?.use(kind, deviceId).catch(() => refetch())
  }
  const companionAddress = () => `${callAddress(view.session.callId)}?companion`
  return (
    <div class={css.panel}>
      <Section label={t('calls.settings')}>
        <For each={kinds}>
          {(kind) => (
            <Show when={options(kind).length > 0}>
              <Select
                label={t(`calls.device.${kind}`)}
                value={callSettings()[kind]}
                options={options(kind)}
                onChange={(deviceId) => use(kind, deviceId)}
              />
            </Show>
          )}
        </For>
        <Button wide onClick={() => testSpeaker(callSettings().audiooutput)}>
          {t('calls.testSpeaker')}
        </Button>
        <Switch
          label={t('calls.audioOnly')}
          hint={t('calls.audioOnlyHint')}
          checked={view.audioOnly()}
          onChange={(on) => view.session.setAudioOnly(on)}
        />
      </Section>
      <Section title={t('calls.announce')}>
        <For each={announcementKinds}>
          {(kind) => (
            <Switch
              label={t(`calls.announce.${kind}`)}
              checked={callSettings().announce[kind]}
              onChange={(on) => changeCallSettings({ announce: { ...callSettings().announce, [kind]: on } })}
            />
          )}
        </For>
      </Section>
      <Section title={t('calls.keys')}>
        <Switch
          label={t('calls.keysOn')}
          hint={t('calls.keysHint')}
          checked={callSettings().keys}
          onChange={(keys) => changeCallSettings({ keys })}
        />
        <dl class={css.keys}>
          <For each={Object.keys(shortcuts) as Shortcut[]}>
            {(each) => (
              <>
                <dt>{t(keyWords[each])}</dt>
                <dd>
                  <kbd>{shortcuts[each].shown}</kbd>
                </dd>
              </>
            )}
          </For>
        </dl>
      </Section>
      <Section title={t('calls.companion')}>
        <p class={css.quiet}>{t('calls.companionText')}</p>
        <QrPicture text={companionAddress()} label={t('calls.companionQr')} class={css.qr} />
        <Button wide icon={link} onClick={() => void copyAddress(companionAddress())}>
          {t('calls.companionLink')}
        </Button>
      </Section>
    </div>
  )
}

const keyWords = {
  microphone: 'calls.microphone',
  camera: 'calls.camera',
  hand: 'calls.raiseHand',
  screen: 'calls.share',
  chat: 'calls.chat',
  people: 'calls.people',
} as const
