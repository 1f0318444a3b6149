import type { Client } from '@zvonok/bench/client'

/** Id of the chat with this title. */
export async function chatId(client: Client, title: string): Promise<string> {
  const chat = (await client.chats()).find((each) => each.title === title)
  if (!chat) throw new Error(`no chat «${title}»`)
  return chat.id
}

/** A group made by the client's person, who becomes its administrator. */
export async function makeGroup(by: Client, title: string, people: readonly Client[] = []): Promise<string> {
  const made = await by.run('chats.createGroup', { title, people: people.map(({ userId }) => userId), permissions: {} })
  return (made as { chatId: string }).chatId
}

/** Messages «Сообщение 1» to «Сообщение n». */
export async function fill(by: Client, chat: string, n: number): Promise<void> {
  await Promise.all(Array.from({ length: n }, (_, i) => by.send(chat, `Сообщение ${i + 1}`)))
}
