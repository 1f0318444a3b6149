import config from '../playwright.config.ts'

const { launchOptions = {} } = config.use ?? {}

/** For `test.use`: browsers with a camera and a microphone, made up but moving, that they may use. */
export const cameras = {
  launchOptions: {
    ...launchOptions,
    args: [
      ...(launchOptions.args ?? []),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--auto-select-desktop-capture-source=Entire screen',
    ],
  },
}
