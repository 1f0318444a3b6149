import { createUniqueId, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { Button } from './Button.tsx'
import css from './Dialog.module.css'

export interface AlertDialogProps {
  title: string
  /** What will happen and what is kept. */
  text?: string
  /** The verb that was pressed. */
  action: string
  cancel: string
  /** `main`: what it does is no loss. */
  look?: 'danger' | 'main'
  /** `dialog`: an ordinary question with choices in it. */
  role?: 'alertdialog' | 'dialog'
  onAction(): void
  onClose(): void
  children?: JSX.Element
}

/** Asks before something that hits others or cannot be undone. The focus stands on «Отмена». */
export function AlertDialog(props: AlertDialogProps) {
  const id = createUniqueId()
  let dialog!: HTMLDialogElement
  onMount(() => dialog.showModal())
  onCleanup(() => dialog.close())
  return (
    <dialog
      ref={dialog}
      class={`${css.dialog} ${css.alert}`}
      role={props.role ?? 'alertdialog'}
      aria-labelledby={id}
      aria-describedby={props.text ? `${id}-text` : undefined}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class={css.body}>
        <h2 id={id} class={css.question}>
          {props.title}
        </h2>
        <Show when={props.text}>
          <p id={`${id}-text`} class={css.text}>
            {props.text}
          </p>
        </Show>
        {props.children}
        <footer class={css.foot}>
          <Button look="plain" autofocus onClick={() => props.onClose()}>
            {props.cancel}
          </Button>
          <Button look={props.look ?? 'danger'} onClick={() => props.onAction()}>
            {props.action}
          </Button>
        </footer>
      </div>
    </dialog>
  )
}
