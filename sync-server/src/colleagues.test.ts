/** Whom one finds in other schools. Real sockets, a real file. */
import { blockPerson } from '@zvonok/schema/contacts/commands'
import { closeCode } from '@zvonok/schema/core/frames'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestClient } from './testing/client.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => removeServer(server))

/** A person of the other school with these names. */
async function stranger(id: string, names: string, role: 'teacher' | 'pupil' | 'guardian' | 'head' = 'teacher') {
  const { roster, other } = server.school
  const person = await roster.person(id, [[other, role]])
  const [family, given, middle] = names.split(' ')
  await server.database.client.execute({
    sql: 'UPDATE people SET family_name = ?, given_name = ?, middle_name = ? WHERE id = ?',
    args: [family ?? '', given ?? '', middle ?? null, person],
  })
  await server.sync.rosterChanged()
  return person
}

async function find(client: TestClient, name: string) {
  client.send({ type: 'colleagues', name })
  return (await client.next('colleagues', (frame) => frame.name === name)).people
}

describe('[CONTACTS-8] teachers of other schools are found by their whole name', () => {
  test('by at least two whole words in any order, whatever the case and ё; with their school', async () => {
    const id = await stranger('lebedeva', 'Семёнова Алёна Петровна')
    const olga = await server.connect(server.school.olga)
    for (const name of ['Семёнова Алёна', 'алена  СЕМЕНОВА', 'Алёна Петровна', 'Семенова Алена Петровна'])
      expect(await find(olga, name)).toMatchObject([{ id, family: 'Семёнова', note: 'other', contact: true }])
    for (const name of ['', 'Семёнова', 'Семёнова Семёнова', 'Семён Алёна', 'Семёнова А', 'Семёнова Ольга', '% %'])
      expect(await find(olga, name)).toEqual([])
  })

  test('pupils, guardians and heads of other schools, colleagues of the own one and those who left are not', async () => {
    await stranger('pupil', 'Орлов Иван', 'pupil')
    await stranger('guardian', 'Орлов Иван', 'guardian')
    await stranger('director', 'Орлов Иван', 'head')
    const left = await stranger('left', 'Орлов Иван')
    await server.school.roster.active(left, false)
    await server.sync.rosterChanged()
    const olga = await server.connect(server.school.olga)
    expect(await find(olga, 'Орлов Иван')).toEqual([])
    expect(await find(olga, 'petr И')).toEqual([])
  })

  test('only teachers find them', async () => {
    await stranger('lebedeva', 'Семёнова Алёна')
    const { petya, irina, head, mallory } = server.school
    for (const person of [petya, irina, head, mallory])
      expect(await find(await server.connect(person), 'Семёнова Алёна')).toEqual([])
  })

  test('who has blocked one is not found; twenty are the most', async () => {
    const { olga } = server.school
    const blocking = await stranger('lebedeva', 'Семёнова Алёна')
    const theirs = await server.connect(blocking)
    await theirs.run(blockPerson, { personId: olga, on: true })
    const client = await server.connect(olga)
    expect(await find(client, 'Семёнова Алёна')).toEqual([])
    const { roster, other } = server.school
    for (const letter of 'abcdefghijklmnopqrstuvwxy') await roster.person(`ivanova-${letter}`, [[other, 'teacher']])
    await server.database.client.execute(`UPDATE people SET family_name = 'Иванова' WHERE id LIKE 'ivanova%'`)
    await server.sync.rosterChanged()
    expect((await find(client, 'иванова и')).length).toBe(20)
  })

  test('a name that is too long or none closes the socket', async () => {
    const olga = await server.connect(server.school.olga)
    olga.send({ type: 'colleagues', name: 'а'.repeat(201) })
    expect(await olga.closed).toBe(closeCode.badFrame)
  })
})
