import { ErrorBoundary } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { fakeDevice } from '../testing/fake-device.ts'
import { mount } from '../testing/mount.tsx'
import { anna } from '../testing/school.ts'
import { lazyPart } from './lazy-part.tsx'

test('[FRAME-17] a part that could not be loaded says so in its place and comes at the next try', async () => {
  const Part = lazyPart(
    vi
      .fn<() => Promise<(props: { text: string }) => string>>()
      .mockRejectedValueOnce(new TypeError('no line'))
      .mockResolvedValue((props) => props.text),
  )
  const screen = mount(fakeDevice({ me: anna }).device, () => (
    <p>
      beside it <Part text="the part" />
    </p>
  ))
  await vi.waitFor(() => screen.get('alert'))
  expect(document.body.textContent).toContain('beside it')
  screen.press('button', 'Повторить')
  await vi.waitFor(() => expect(document.body.textContent).toContain('the part'))
})

test('[FRAME-10] a bug inside a part reaches the top', async () => {
  const Part = lazyPart(async () => () => {
    throw new Error('a bug')
  })
  mount(fakeDevice({ me: anna }).device, () => (
    <ErrorBoundary fallback={(error) => String(error)}>
      <Part />
    </ErrorBoundary>
  ))
  await vi.waitFor(() => expect(document.body.textContent).toContain('a bug'))
})
