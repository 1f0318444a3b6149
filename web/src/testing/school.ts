import type { Me, PersonRow } from '@zvonok/schema/chats/head'

const row = (id: string, family: string, given: string, fields: Partial<PersonRow>): PersonRow => ({
  ...{ id: id.padEnd(16, '0'), family, given, roles: ['pupil'], note: '7 Б', contact: true },
  ...fields,
})

export const anna: Me = {
  ...row('anna', 'Кузнецова', 'Анна', {}),
  schools: [{ id: 'school'.padEnd(16, '0'), title: 'Школа № 1', timeZone: 'Europe/Moscow', roles: ['pupil'] }],
  mayCreateGroup: true,
}
export const ilya = row('ilya', 'Соколов', 'Илья', {})
export const olga = row('olga', 'Иванова', 'Ольга', { middle: 'Сергеевна', roles: ['teacher'], note: 'математика' })
export const classmates: readonly PersonRow[] = [ilya, olga]
