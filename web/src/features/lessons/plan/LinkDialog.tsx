import type { Editor } from '@tiptap/core'
import { isSafeLink } from '@zvonok/schema/lessons/plan-text'
import { createSignal, createUniqueId, Show } from 'solid-js'
import { t } from '../../../platform/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextField } from '../../../ui/TextField.tsx'

/** Links what is selected to a material; without a selection the words are asked for too. */
export function LinkDialog(props: { editor: Editor; onClose(): void }) {
  const form = createUniqueId()
  const { empty } = props.editor.state.selection
  const before = props.editor.getAttributes('link').href as string | undefined
  const [href, setHref] = createSignal(before ?? 'https://')
  const [words, setWords] = createSignal('')
  const [error, setError] = createSignal<string>()
  function submit(event: SubmitEvent) {
    event.preventDefault()
    const address = href().trim()
    if (!isSafeLink(address)) return setError(t('plan.badLink'))
    const chain = props.editor.chain().focus()
    if (!empty || before) chain.extendMarkRange('link').setMark('link', { href: address }).run()
    else
      chain
        .insertContent({
          type: 'text',
          text: words().trim() || address,
          marks: [{ type: 'link', attrs: { href: address } }],
        })
        .unsetMark('link')
        .run()
    props.onClose()
  }
  function remove() {
    props.editor.chain().focus().extendMarkRange('link').unsetMark('link').run()
    props.onClose()
  }
  return (
    <Dialog
      title={t('plan.linkTitle')}
      closeLabel={t('core.close')}
      onClose={props.onClose}
      footer={
        <>
          <Show when={before}>
            <Button look="plain" onClick={remove}>
              {t('plan.unlink')}
            </Button>
          </Show>
          <Button look="main" type="submit" form={form}>
            {t('plan.setLink')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <TextField label={t('plan.address')} type="url" value={href()} error={error()} onInput={setHref} autofocus />
        <Show when={empty && !before}>
          <TextField label={t('plan.words')} value={words()} onInput={setWords} />
        </Show>
      </form>
    </Dialog>
  )
}
