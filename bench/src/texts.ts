import { makeRandom, pick } from './random.ts'

const words =
  `урок завтра контрольная по алгебре переносится на третий родители просим сдать деньги экскурсию музей в субботу
домашнее задание параграф страница номер учебник тетрадь дневник оценка четверть классный час собрание столовая форма физкультура
кабинет расписание изменилось звонок перемена доклад проект команда олимпиада кто может помочь спасибо хорошо понял напишите
пожалуйста вечером до пятницы опоздал заболел справка приду вместе сделаем ответ задача решение вариант`.split(/\s+/)

/** A Russian message of about 80 characters that carries its number, so that a receiver finds it in any frame without decoding it. */
export function numberedText(n: number): string {
  const random = makeRandom(n + 1)
  let text = `${mark}${String(n).padStart(7, '0')}`
  while (text.length < 76) text += ` ${pick(random, words)}`
  return text.slice(0, 80)
}

const mark = '~~'
const markBytes = Buffer.from(mark)

/** Calls `found` with the number of each message whose text stands in these bytes. */
export function findNumbers(bytes: Buffer, found: (n: number) => void): void {
  let at = bytes.indexOf(markBytes)
  while (at >= 0) {
    let n = 0
    for (let i = at + 2; i < at + 9; i++) n = n * 10 + ((bytes[i] as number) - 48)
    found(n)
    at = bytes.indexOf(markBytes, at + 9)
  }
}
