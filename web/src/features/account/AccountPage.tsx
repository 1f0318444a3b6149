import type { Role } from '@zvonok/schema/journal/person-facts'
import { createSignal, Show } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { language, t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { leave } from '../../ui/icons.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { download, help } from '../../ui/more-icons.ts'
import { PageFrame } from '../../ui/PageFrame.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { fullName, roleLine } from '../contacts/names.ts'
import { NotificationSettings } from '../notifications/NotificationSettings.tsx'
import css from './AccountPage.module.css'
import { isInstalled } from './install.ts'
import { SignOutDialog } from './SignOutDialog.tsx'
import { UnsentList } from './UnsentList.tsx'

const InstallHelp = lazyPart(() => import('./InstallHelp.tsx').then((m) => m.InstallHelp))
const SessionList = lazyPart(() => import('./SessionList.tsx').then((m) => m.SessionList))
const StaffTalks = lazyPart(() => import('../contacts/StaffTalks.tsx').then((m) => m.StaffTalks))
const SupportCode = lazyPart(() => import('./SupportCode.tsx').then((m) => m.SupportCode))

const themes = ['light', 'dark', 'system'] as const
type Theme = (typeof themes)[number]

/** Whom contact of one pupil with staff concerns. */
const talking: ReadonlySet<Role> = new Set<Role>(['pupil', 'guardian', 'psychologist'])

/** FRAME-3. Who one is, and how the app looks and behaves; settings act at once and on all own devices. */
export function AccountPage() {
  const device = useDevice()
  const settings = () => device.own.settings
  const [helping, setHelping] = createSignal(false)
  const [installing, setInstalling] = createSignal(false)
  const [leaving, setLeaving] = createSignal(false)
  const me = createRead(device, ['me'], () => device.me())
  const concerned = () => me()?.roles.some((role) => talking.has(role))
  const storage = createRead(device, ['storage'], () => device.storage())
  const theme = createRead(device, ['own'], () => themes.find((one) => one === settings().get('theme')) ?? 'system')
  const ctrlEnter = createRead(device, ['own'], () => settings().get('ctrlEnter') === true)
  return (
    <PageFrame title={t('app.account')}>
      <Section label={t('settings.profile')}>
        <Show when={me()}>
          {(known) => (
            <div class={css.who}>
              <Avatar id={known().id} title={fullName(known())} size="huge" />
              <div>
                <p class={css.name}>{fullName(known())}</p>
                <p class={css.role}>{roleLine(known())}</p>
                <p class={css.role}>
                  {known()
                    .schools.map(({ title }) => title)
                    .join(', ')}
                </p>
              </div>
            </div>
          )}
        </Show>
      </Section>
      <NotificationSettings />
      <Section>
        <RadioGroup<Theme>
          label={t('settings.look')}
          value={theme()}
          options={themes.map((value) => ({ value, label: t(`settings.${value}`) }))}
          onChange={(value) => settings().set('theme', value)}
        />
        <Select
          label={t('settings.language')}
          value={language()}
          options={[
            { value: 'ru', label: 'Русский' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(value) => settings().set('language', value)}
        />
      </Section>
      <Section title={t('settings.writing')}>
        <Switch
          label={t('settings.ctrlEnter')}
          hint={t('settings.ctrlEnterHint')}
          checked={ctrlEnter()}
          onChange={(on) => settings().set('ctrlEnter', on)}
        />
      </Section>
      <Show when={concerned()}>
        <StaffTalks isPupil={me()?.roles.includes('pupil') ?? false} />
      </Show>
      <Section title={t('settings.unsent')}>
        <UnsentList />
      </Section>
      <Section title={t('settings.sessions')}>
        <SessionList />
      </Section>
      <Section title={t('settings.device')}>
        <p class={css.text} role="status">
          {t(storage() === 'ok' ? 'settings.storageOk' : 'settings.storageTemporary')}
        </p>
        <Show when={'serviceWorker' in navigator && navigator.serviceWorker.controller}>
          <p class={css.text} role="status">
            {t('app.worksOffline')}
          </p>
        </Show>
        <Show when={!isInstalled()}>
          <Button icon={download} onClick={() => setInstalling(true)}>
            {t('app.install')}
          </Button>
        </Show>
        <Show when={installing()}>
          <InstallHelp onClose={() => setInstalling(false)} />
        </Show>
      </Section>
      <Section>
        <Button
          look="plain"
          icon={help}
          class={css.row}
          aria-expanded={helping()}
          onClick={() => setHelping((on) => !on)}
        >
          {t('settings.help')}
        </Button>
        <Show when={helping()}>
          <p class={css.text}>{t('settings.helpText')}</p>
          <p class={css.text}>{t('settings.helpKeys')}</p>
          <SupportCode
            facts={() => ({
              storage: device.storage(),
              line: device.link() === 'live' ? 'live' : 'offline',
              syncedAtMs: device.syncedAtMs() ?? null,
            })}
          />
        </Show>
        <Button look="plain" icon={leave} class={`${css.row} ${css.leave}`} onClick={() => setLeaving(true)}>
          {t('settings.signOut')}
        </Button>
      </Section>
      <Show when={leaving()}>
        <SignOutDialog onClose={() => setLeaving(false)} />
      </Show>
    </PageFrame>
  )
}
