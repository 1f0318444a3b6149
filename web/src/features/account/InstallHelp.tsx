import '../../platform/i18n/add-install-words.ts'
import { For, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { download } from '../../ui/more-icons.ts'
import { browserKind, browserKinds } from './browser-kind.ts'
import css from './Form.module.css'
import { askToInstall, isInstalled, mayInstall } from './install.ts'

/** «Скачать приложение»: the app is the page itself, installed. At once where the browser offers it, else in the words of this browser. */
export function InstallHelp(props: { onClose(): void }) {
  const kind = browserKind(navigator)
  return (
    <Dialog title={t('install.title')} closeLabel={t('core.close')} onClose={() => props.onClose()}>
      <div class={css.form}>
        <Show when={!isInstalled()} fallback={<p role="status">{t('install.done')}</p>}>
          <p>{t('install.text')}</p>
          <Show when={mayInstall()} fallback={<p role="note">{t(`install.${kind}`)}</p>}>
            <Button look="main" wide icon={download} onClick={askToInstall}>
              {t('install.now')}
            </Button>
          </Show>
        </Show>
        <details class={css.help}>
          <summary>{t('install.others')}</summary>
          <ul>
            <For each={browserKinds.filter((each) => each !== kind)}>{(each) => <li>{t(`install.${each}`)}</li>}</For>
          </ul>
        </details>
      </div>
    </Dialog>
  )
}
