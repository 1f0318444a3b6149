import { t } from '../../platform/i18n/t.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import css from '../account/Form.module.css'

/** The app is the page itself, installed: how, in each browser. */
export function InstallHelp(props: { onClose(): void }) {
  return (
    <Dialog title={t('journal.appTitle')} closeLabel={t('core.close')} onClose={() => props.onClose()}>
      <div class={css.form}>
        <p>{t('journal.appText')}</p>
        <p>{t('journal.appAndroid')}</p>
        <p>{t('journal.appIphone')}</p>
        <p>{t('journal.appDesktop')}</p>
      </div>
    </Dialog>
  )
}
