import { expect } from '@playwright/test'
import { CallPage } from '../../pages/call-page.ts'
import { LessonsPage } from '../../pages/lessons-page.ts'
import { cameras } from '../../school/cameras.ts'
import { mediaServerOf } from '../../school/media-server.ts'
import { readyForCalls } from '../../school/ready-for-calls.ts'
import { staysOf } from '../../school/stays.ts'
import { test } from '../../school/test.ts'

test.use(cameras)
test.skip(({ isMobile }) => isMobile, 'the same on every layout')

const title = 'Слово о полку'
const [orlova, anna] = ['Орлова Елена Викторовна', 'Кузнецова Анна']

test('[MEDIA-3] [INCALL-7] [CALLS-22] kill -9 of the media server and of the server: the lesson comes back by itself, and nobody was absent', async ({
  enter,
  school,
}) => {
  test.setTimeout(150_000)
  await readyForCalls(school)
  const lead = new LessonsPage(await enter('orlova'))
  await lead.open('7 Б', 'Литература')
  await lead.make(title, { only: [anna] })
  await lead.publish(title)
  const pupil = new LessonsPage(await enter('kuznetsova'))
  await pupil.open('7 Б', 'Литература')
  await pupil.lesson(title).getByRole('button', { name: 'Онлайн-урок' }).click()
  await lead.lesson(title).getByRole('button', { name: 'Перейти' }).click()
  const [hers, annas] = [new CallPage(lead.page), new CallPage(pupil.page)]
  await hers.join({ camera: true })
  await annas.join({ camera: true })
  const seeEachOther = async () => {
    for (const call of [hers, annas]) await expect(call.lineIsLost).toBeHidden({ timeout: 15_000 })
    await hers.receivesVideo(anna)
    await annas.receivesVideo(orlova)
  }
  await seeEachOther()
  const lost = () => Promise.all([hers, annas].map((call) => expect(call.lineIsLost).toBeVisible()))

  await Promise.all([lost(), mediaServerOf(school).then((pid) => process.kill(pid, 'SIGKILL'))])
  await seeEachOther()
  await Promise.all([lost(), school.kill()])
  await school.start()
  await seeEachOther()

  const breaks = async () => {
    const stays = await staysOf(school, 'Кузнецова')
    const holes = stays.slice(1).filter(({ from }, before) => from > (stays[before]?.to ?? from))
    return { stays: stays.length, holes, isIn: stays.at(-1)?.to === null }
  }
  await expect.poll(breaks).toEqual({ stays: 3, holes: [], isIn: true })
  await hers.button('Выйти из звонка').click()
  await lead.open('7 Б', 'Литература')
  await lead.finish(title)
  await expect(annas.page.getByText('Звонок завершён')).toBeVisible()
  const row = (await lead.openAttendance(title)).getByRole('row', { name: new RegExp(anna) })
  await expect(row).toContainText(/[1-9] мин/)
  await expect(row).not.toContainText('перерыв')
})
