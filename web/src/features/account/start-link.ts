import { answer, api } from './client.ts'
import { goTo } from './create-progress.ts'
import { dropStored } from './create-stored.ts'

/** Sends the browser to the ID. */
export async function startLink(): Promise<void> {
  dropStored('link.')
  goTo((await answer(api.journal.link.start.$post())).goTo)
}
