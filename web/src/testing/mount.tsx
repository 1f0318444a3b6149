import '../platform/i18n/add-screen-words.ts'
import { MemoryRouter, Route } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { render } from 'solid-js/web'
import { onTestFinished } from 'vitest'
import { ChatRoomContext, createChatRoom } from '../features/messages/chat-room.ts'
import { createOpenChat } from '../platform/create-open-chat.ts'
import type { Device } from '../platform/device.ts'
import { DeviceContext } from '../platform/use-device.ts'
import { Toasts } from '../ui/Toasts.tsx'
import { screen } from './screen.ts'

/** Draws a screen for a device, with routes and toasts, until the test is over. */
export function mount(device: Device, view: () => JSX.Element) {
  const place = document.createElement('div')
  document.body.append(place)
  const dispose = render(
    () => (
      <DeviceContext.Provider value={device}>
        <MemoryRouter>
          <Route path="*" component={() => view()} />
        </MemoryRouter>
        <Toasts />
      </DeviceContext.Provider>
    ),
    place,
  )
  onTestFinished(() => {
    dispose()
    place.remove()
  })
  return screen(document.body)
}

/** The same inside an open chat. */
export const mountInChat = (device: Device, chatId: string, view: () => JSX.Element) =>
  mount(device, () => {
    const room = createChatRoom(device, createOpenChat(device, chatId), () => undefined)
    return <ChatRoomContext.Provider value={room}>{view()}</ChatRoomContext.Provider>
  })
