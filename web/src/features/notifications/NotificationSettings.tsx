import { createSignal, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Button } from '../../ui/Button.tsx'
import { bell } from '../../ui/icons.ts'
import { Section } from '../../ui/Section.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import css from './NotificationSettings.module.css'

const start = '22:00'
const end = '07:00'

/** FRAME-6. Kept in the person's own document, so that all own devices and the server know them. */
export function NotificationSettings() {
  const device = useDevice()
  const settings = () => device.own.settings
  const [open, setOpen] = createSignal(true)
  const isOn = (key: string, byDefault: boolean) =>
    createRead(device, ['own'], () => {
      const value = settings().get(key)
      return typeof value === 'boolean' ? value : byDefault
    })
  const time = (key: string, byDefault: string) =>
    createRead(device, ['own'], () => {
      const value = settings().get(key)
      return typeof value === 'string' ? value : byDefault
    })
  const groups = isOn('notifyGroups', true)
  const direct = isOn('notifyDirect', true)
  const sound = isOn('notifySound', true)
  const quiet = isOn('quiet', false)
  const from = time('quietFrom', start)
  const to = time('quietTo', end)
  return (
    <Section label={t('settings.notifications')}>
      <Button look="plain" icon={bell} class={css.head} aria-expanded={open()} onClick={() => setOpen((on) => !on)}>
        {t('settings.notifications')}
      </Button>
      <Show when={open()}>
        <div>
          <Switch
            label={t('settings.groups')}
            checked={groups()}
            onChange={(on) => settings().set('notifyGroups', on)}
          />
          <Switch
            label={t('settings.direct')}
            checked={direct()}
            onChange={(on) => settings().set('notifyDirect', on)}
          />
          <Switch label={t('settings.sound')} checked={sound()} onChange={(on) => settings().set('notifySound', on)} />
          <Switch label={t('settings.quiet')} checked={quiet()} onChange={(on) => settings().set('quiet', on)} />
        </div>
        <Show when={quiet()}>
          <div class={css.times}>
            <TextField
              type="time"
              label={t('settings.from')}
              value={from()}
              onInput={(value) => settings().set('quietFrom', value)}
            />
            <TextField
              type="time"
              label={t('settings.to')}
              value={to()}
              onInput={(value) => settings().set('quietTo', value)}
            />
          </div>
        </Show>
      </Show>
    </Section>
  )
}
