import type { PersonId } from '@zvonok/schema/core/ids'
import { type Accessor, createEffect, createResource, on, onCleanup } from 'solid-js'
import { answer } from '../account/client.ts'
import { lessonsApi, type Place } from './lessons-api.ts'

/** Minutes run while somebody is in the call: asked again this often. */
const askEveryMs = 15_000

/** LESSONS-12 to LESSONS-15. The grid of one lesson, renewed with the news and while the call runs. */
export function createAttendance(place: Place, lessonId: Accessor<string>, news: Accessor<number>) {
  const routes = lessonsApi(place)[':id'].attendance
  const param = () => ({ id: lessonId() })
  const [grid, { refetch }] = createResource(lessonId, (id) => answer(routes.$get({ param: { id } })))
  createEffect(on(news, () => void refetch(), { defer: true }))
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') void refetch()
  }, askEveryMs)
  onCleanup(() => clearInterval(timer))
  return {
    grid,
    async setInRoom(personId: PersonId, inRoom: boolean): Promise<void> {
      await answer(routes['in-room'].$post({ param: param(), json: { personId, inRoom } }))
      await refetch()
    },
    async confirm(overwrite: PersonId[]) {
      const { conflicts } = await answer(routes.confirm.$post({ param: param(), json: { overwrite } }))
      await refetch()
      return conflicts
    },
  }
}

export type Attendance = ReturnType<typeof createAttendance>
export type Conflicts = Awaited<ReturnType<Attendance['confirm']>>
