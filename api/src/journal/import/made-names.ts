/** Names for people who do not exist. The same number has the same name in every run. */

const families =
  'Абрамов Алексеев Андреев Антонов Баранов Беляев Богданов Борисов Васильев Виноградов Власов Воробьёв Гаврилов Герасимов Голубев Григорьев Гусев Давыдов Данилов Денисов Дмитриев Егоров Ершов Ефимов Жуков Захаров Иванов Ильин Казаков Калинин Карпов Киселёв Ковалёв Козлов Комаров Королёв Крылов Кузнецов Лебедев Макаров Максимов Марков Медведев Мельников Миронов Михайлов Морозов Назаров Никитин Новиков Орлов Осипов Павлов Петров Поляков Пономарёв Попов Родионов Романов Савельев Семёнов Сергеев Сидоров Смирнов Соболев Соколов Соловьёв Сорокин Степанов Тарасов Тимофеев Титов Тихонов Фёдоров Филатов Филиппов Фомин Фролов Чернов Щербаков Яковлев'.split(
    ' ',
  )
const boys =
  'Александр Алексей Андрей Артём Богдан Вадим Виктор Глеб Даниил Денис Дмитрий Егор Захар Иван Кирилл Лев Макар Максим Марк Матвей Михаил Никита Николай Павел Роман Семён Степан Тимофей Фёдор Ярослав'.split(
    ' ',
  )
const girls =
  'Алёна Алина Алиса Анастасия Анна Арина Валерия Варвара Вера Виктория Дарья Диана Ева Екатерина Елена Елизавета Ирина Ксения Маргарита Мария Милана Надежда Ольга Полина Светлана София Татьяна Ульяна Юлия Яна'.split(
    ' ',
  )
const fathers =
  'Александров Алексеев Андреев Антонов Дмитриев Евгеньев Иванов Максимов Николаев Олегов Павлов Романов Сергеев Юрьев'.split(
    ' ',
  )

export interface MadeName {
  readonly family: string
  readonly given: string
  readonly middle: string
}

/** Even numbers are women. `salt` gives another person of the same number. */
export function madeName(number: number, salt: number): MadeName {
  const mixed = Math.imul(number + 1, 2654435761) ^ Math.imul(salt + 1, 40503)
  const pick = (list: readonly string[], shift: number): string =>
    list[((mixed >>> shift) ^ number) % list.length] ?? ''
  const woman = number % 2 === 0
  return {
    family: pick(families, 3) + (woman ? 'а' : ''),
    given: pick(woman ? girls : boys, 11),
    middle: pick(fathers, 19) + (woman ? 'на' : 'ич'),
  }
}
