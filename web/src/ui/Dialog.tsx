import { createUniqueId, type JSX, onCleanup, onMount, Show } from 'solid-js'
import css from './Dialog.module.css'
import { IconButton } from './IconButton.tsx'
import { close } from './icons.ts'

export interface DialogProps {
  title: string
  closeLabel: string
  /** Esc, the cross, or a press beside it. The owner takes the dialog away. */
  onClose(): void
  children: JSX.Element
  /** Buttons at the foot, the main one last. */
  footer?: JSX.Element
  /** Stands left of the title: a way back. */
  before?: JSX.Element
}

/** A modal dialog named by its title. Open as long as it is mounted; gives the focus back where it was. */
export function Dialog(props: DialogProps) {
  const id = createUniqueId()
  let dialog!: HTMLDialogElement
  onMount(() => dialog.showModal())
  onCleanup(() => dialog.close())
  return (
    <dialog
      ref={dialog}
      class={css.dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.target === dialog && props.onClose()}
    >
      <div class={css.body}>
        <header class={css.head}>
          {props.before}
          <h2 id={id} class={css.title}>
            {props.title}
          </h2>
          <IconButton label={props.closeLabel} icon={close} onClick={() => props.onClose()} />
        </header>
        <div class={css.content}>{props.children}</div>
        <Show when={props.footer}>
          <footer class={css.foot}>{props.footer}</footer>
        </Show>
      </div>
    </dialog>
  )
}
