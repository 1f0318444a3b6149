import { expect, test } from 'vitest'
import { fakeDevice } from '../../testing/fake-device.ts'
import { mount } from '../../testing/mount.tsx'
import { anna } from '../../testing/school.ts'
import { EmojiPicker } from './EmojiPicker.tsx'
import { emojiSet } from './emoji-set.ts'

test('[CHAT-11] the own set has no doubles, is chosen by a press and closed by Esc', () => {
  expect(new Set(emojiSet).size).toBe(emojiSet.length)
  const chosen: string[] = []
  let closed = 0
  const screen = mount(fakeDevice({ me: anna }).device, () => (
    <EmojiPicker onChoose={(emoji) => chosen.push(emoji)} onClose={() => closed++} />
  ))
  screen.press('button', '👍')
  screen.key(screen.get('group', 'Смайлы'), 'Escape')
  expect([chosen, closed]).toEqual([['👍'], 1])
})
