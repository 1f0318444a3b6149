/** Pictures of the README, of the demo school as a newcomer sees it. */
import { takeChats } from './pictures/chats.ts'
import { takeLesson } from './pictures/lesson.ts'
import { openStudio } from './pictures/studio.ts'

const studio = await openStudio()
try {
  await takeChats(studio)
  await takeLesson(studio)
} finally {
  await studio.close()
}
