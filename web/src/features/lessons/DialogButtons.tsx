import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'

/** The foot of a dialog that makes something: «Отмена» and the main button. */
export function DialogButtons(props: { action: string; disabled: boolean; onAction(): void; onClose(): void }) {
  return (
    <>
      <Button look="plain" onClick={props.onClose}>
        {t('core.cancel')}
      </Button>
      <Button look="main" disabled={props.disabled} onClick={props.onAction}>
        {props.action}
      </Button>
    </>
  )
}
