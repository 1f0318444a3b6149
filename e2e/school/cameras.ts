import config from '../playwright.config.ts'

const { launchOptions = {} } = config.use ?? {}

const browser = (...args: string[]) => ({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] })

/** Few pictures a second: several browsers and the server share two cores. */
const madeUp = '--use-fake-device-for-media-stream=fps=5'

/** For `test.use`: browsers with a camera and a microphone, made up but moving, that they may use. */
export const cameras = {
  launchOptions: browser(
    madeUp,
    '--use-fake-ui-for-media-stream',
    '--auto-select-desktop-capture-source=Entire screen',
  ),
}

/** The same, until the browser forbids them: `clearPermissions`. */
export const camerasThatMayBeForbidden = {
  launchOptions: browser(madeUp),
  permissions: ['camera', 'microphone'],
}
