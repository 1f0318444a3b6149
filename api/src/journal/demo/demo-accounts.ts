import type { IdAccount } from '../../account/accounts.ts'

/** Password of everybody in the demo, in the journal and of the IDs. */
export const demoPassword = 'zvonok-demo'

export interface DemoAccount {
  readonly login: string
  /** What stands on the screen when the demo starts. */
  readonly who: string
  /** The ID that exists; without it the person registers one. */
  readonly id?: Pick<IdAccount, 'phone' | 'profile'> & { readonly linked: boolean }
}

const linked = (phone: string) => ({ phone, profile: true, linked: true })

/** The persons that docs, tests and the start page name. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    login: 'ivanova',
    who: 'Иванова Ольга Сергеевна, математика, классный руководитель 7 Б',
    id: { phone: '+79000000001', profile: true, linked: false },
  },
  {
    login: 'petrov',
    who: 'Петров Виктор Андреевич, физика',
    id: { phone: '+79000000002', profile: false, linked: false },
  },
  { login: 'smirnov', who: 'Смирнов Пётр, 7 Б' },
  { login: 'belova', who: 'Белова Мария, 7 Б' },
  { login: 'kuznetsova', who: 'Кузнецова Анна, 7 Б', id: linked('+79000000005') },
  { login: 'sokolov', who: 'Соколов Илья, 7 Б', id: linked('+79000000006') },
  { login: 'smirnova', who: 'Смирнова Ирина, мать Петра', id: linked('+79000000007') },
  { login: 'orlova', who: 'Орлова Елена Викторовна, литература', id: linked('+79000000008') },
  { login: 'volkov', who: 'Волков Сергей Павлович, директор', id: linked('+79000000009') },
  { login: 'admin', who: 'Администратор школы', id: linked('+79000000010') },
  { login: 'zaitsev', who: 'Зайцев Артём, 7 А', id: linked('+79000000011') },
  { login: 'lebedeva', who: 'Лебедева Нина Ивановна, математика, Школа № 2', id: linked('+79000000012') },
  { login: 'medvedev', who: 'Медведев Олег, родитель, Школа № 2', id: linked('+79000000013') },
]
