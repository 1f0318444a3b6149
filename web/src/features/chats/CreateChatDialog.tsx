import { useNavigate } from '@solidjs/router'
import { createGroup } from '@zvonok/schema/chats/commands'
import { type ChatPermissions, defaultPermissions } from '@zvonok/schema/chats/facts'
import type { PersonId } from '@zvonok/schema/core/ids'
import { createSignal, createUniqueId, Match, Show, Switch } from 'solid-js'
import { createRead, sameItems } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { useDevice } from '../../platform/use-device.ts'
import { Button } from '../../ui/Button.tsx'
import { createDesktop } from '../../ui/create-media.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { back } from '../../ui/icons.ts'
import { lock } from '../../ui/more-icons.ts'
import { TextField } from '../../ui/TextField.tsx'
import { PeoplePicker } from '../contacts/PeoplePicker.tsx'
import css from './CreateChatDialog.module.css'
import { PermissionFields } from './PermissionFields.tsx'

const maxTitle = 100

/** CREATE-1. On wide screens one page with «Сохранить»; on the phone people, «Продолжить», then the rest and «Создать чат». */
export function CreateChatDialog(props: { people?: readonly PersonId[]; onClose(): void }) {
  const device = useDevice()
  const navigate = useNavigate()
  const desktop = createDesktop()
  const formId = createUniqueId()
  const [step, setStep] = createSignal<'people' | 'settings'>('people')
  const [title, setTitle] = createSignal('')
  const [people, setPeople] = createSignal<ReadonlySet<PersonId>>(new Set(props.people))
  const [permissions, setPermissions] = createSignal<ChatPermissions>(defaultPermissions('group'))
  const contacts = createRead(device, ['people'], () => device.contacts(), sameItems)
  const may = createRead(device, ['me'], () => device.me()?.mayCreateGroup ?? true)

  function create(event: SubmitEvent) {
    event.preventDefault()
    if (!title().trim()) return
    const args = { title: title().trim(), people: [...people()], permissions: permissions() }
    const { id } = device.run(createGroup, args)
    props.onClose()
    navigate(`/chats/${id}`)
  }
  const name = () => (
    <TextField
      label={t('chats.name')}
      hint={t('chats.nameHint')}
      value={title()}
      onInput={setTitle}
      maxlength={maxTitle}
      required
      autofocus
      autocomplete="off"
    />
  )
  const picker = () => (
    <PeoplePicker label={t('chats.people')} people={contacts()} chosen={people()} onChange={setPeople} />
  )
  const settings = () => (
    <section class={css.settings}>
      <h3 class={css.heading}>{t('chats.createSettings')}</h3>
      <PermissionFields
        value={permissions()}
        onChange={(key, audience) => setPermissions({ ...permissions(), [key]: audience })}
      />
    </section>
  )
  const submit = (label: string) => (
    <Button type="submit" form={formId} look="main" disabled={!title().trim()}>
      {label}
    </Button>
  )
  const isFirst = () => !desktop() && step() === 'people'
  return (
    <Dialog
      title={t('chats.createTitle')}
      closeLabel={t('core.close')}
      onClose={props.onClose}
      before={
        <Show when={!desktop() && step() === 'settings'}>
          <IconButton label={t('core.back')} icon={back} onClick={() => setStep('people')} />
        </Show>
      }
      footer={
        <Switch>
          <Match when={may() !== true}>{undefined}</Match>
          <Match when={isFirst()}>
            <Button look="main" wide onClick={() => setStep('settings')}>
              {t('core.continue')}
            </Button>
          </Match>
          <Match when={desktop()}>{submit(t('core.save'))}</Match>
          <Match when={true}>{submit(t('chats.create'))}</Match>
        </Switch>
      }
    >
      <Show when={may() === true} fallback={<EmptyState icon={lock} title={t('refusal.chats.groupsOff')} />}>
        <form id={formId} class={css.form} onSubmit={create}>
          <Switch>
            <Match when={desktop()}>
              {name()}
              {picker()}
              {settings()}
            </Match>
            <Match when={step() === 'people'}>{picker()}</Match>
            <Match when={true}>
              {name()}
              {settings()}
            </Match>
          </Switch>
        </form>
      </Show>
    </Dialog>
  )
}
