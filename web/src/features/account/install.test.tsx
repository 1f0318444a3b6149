import { expect, test, vi } from 'vitest'
import { fakeDevice } from '../../testing/fake-device.ts'
import { mount } from '../../testing/mount.tsx'
import { anna } from '../../testing/school.ts'
import { InstallHelp } from './InstallHelp.tsx'
import { keepInstallOffer } from './install.ts'

const open = () => mount(fakeDevice({ me: anna }).device, () => <InstallHelp onClose={() => undefined} />)

test('[FRAME-18] the browser’s own offer is one press; once it is used, and without one, the words of this browser are there', () => {
  keepInstallOffer()
  const prompt = vi.fn(async () => undefined)
  const page = open()
  expect(page.has('button', 'Установить')).toBe(false)
  const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt })
  dispatchEvent(offer)
  expect(offer.defaultPrevented).toBe(true)
  page.press('button', 'Установить')
  expect(prompt).toHaveBeenCalledOnce()
  expect(page.has('button', 'Установить')).toBe(false)
  expect(page.get('note').textContent).toMatch(/на компьютере|Safari на Mac/)
  expect(page.all('listitem')).toHaveLength(12)
})
