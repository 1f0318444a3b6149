import { Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { download } from '../../ui/more-icons.ts'
import css from '../account/Form.module.css'
import { askToInstall, mayInstall } from '../account/install.ts'

/** The app is the page itself, installed: at once where the browser offers it, else how it is done in each browser. */
export function InstallHelp(props: { onClose(): void }) {
  return (
    <Dialog title={t('journal.appTitle')} closeLabel={t('core.close')} onClose={() => props.onClose()}>
      <div class={css.form}>
        <p>{t('journal.appText')}</p>
        <Show when={mayInstall()}>
          <Button look="main" wide icon={download} onClick={askToInstall}>
            {t('app.install')}
          </Button>
        </Show>
        <p>{t('journal.appAndroid')}</p>
        <p>{t('journal.appIphone')}</p>
        <p>{t('journal.appDesktop')}</p>
      </div>
    </Dialog>
  )
}
