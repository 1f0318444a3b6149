import type { Problem, ReasonCode } from './problems.ts'

export type Language = 'ru' | 'en'

/** Short sentences; `%` stands for the problem's detail. */
const reasons: Readonly<Record<ReasonCode, readonly [ru: string, en: string]>> = {
  noFiles: ['здесь нет файлов OneRoster', 'no OneRoster files here'],
  badSource: ['нет такой папки или архива: %', 'no such folder or archive: %'],
  badZip: ['архив повреждён или небезопасен: %', 'the archive is damaged or unsafe: %'],
  tooLarge: ['слишком много данных', 'too much data'],
  missingFile: ['указан в manifest.csv, но файла нет: %', 'named in manifest.csv, but missing: %'],
  missingColumn: ['нет обязательного столбца', 'a required column is missing'],
  doubleColumn: ['столбец указан дважды', 'the column is there twice'],
  unknownColumn: ['незнакомый столбец, пропущен', 'unknown column, ignored'],
  notUtf8: ['текст не в кодировке UTF-8', 'the text is not UTF-8'],
  brokenCsv: ['нарушен формат CSV (кавычки?): %', 'broken CSV (quotes?): %'],
  extraCells: ['ячеек больше, чем столбцов', 'more cells than columns'],
  emptyCell: ['пустое обязательное поле', 'a required cell is empty'],
  tooLong: ['слишком длинное значение', 'the value is too long'],
  badMode: ['нужно bulk, delta или absent', 'must be bulk, delta or absent'],
  badStatus: ['нужно active или tobedeleted', 'must be active or tobedeleted'],
  badBoolean: ['нужно true или false', 'must be true or false'],
  badDate: ['нужна дата ГГГГ-ММ-ДД, конец не раньше начала', 'must be a date YYYY-MM-DD, the end not before the start'],
  badRole: ['неизвестная роль', 'unknown role'],
  badClassType: ['нужно homeroom или scheduled', 'must be homeroom or scheduled'],
  doubleId: ['такой идентификатор уже есть: %', 'the id is there already: %'],
  doubleLogin: ['такой логин уже есть: %', 'the login is there already: %'],
  loginTaken: ['логин занят другой записью: %', 'the login belongs to another record: %'],
  foreignId: ['идентификатор уже у другого человека или класса', 'the id belongs to another person or class'],
  unknownOrg: ['нет такой организации в orgs.csv', 'no such organisation in orgs.csv'],
  noSchool: ['организация — не школа', 'the organisation is no school'],
  unknownClass: ['нет такого класса в classes.csv', 'no such class in classes.csv'],
  unknownUser: ['нет такого пользователя в users.csv', 'no such user in users.csv'],
  unknownCourse: ['нет такого предмета в courses.csv', 'no such course in courses.csv'],
  unknownAgent: [
    'нет такого представителя в users.csv, связь пропущена',
    'no such agent in users.csv, relation ignored',
  ],
  notGuardian: ['не родитель и не ребёнок, связь пропущена', 'neither guardian nor child, relation ignored'],
  noRole: ['у пользователя нет роли в школе, пропущен', 'the user has no role in a school, ignored'],
  ignoredRole: ['роль не нужна мессенджеру, пропущена', 'the role is of no use here, ignored'],
  ignoredFile: ['absent, но файл есть, пропущен: %', 'absent, but the file is there, ignored: %'],
  ignoredPassword: ['пароли из файла не используются', 'passwords in files are not used'],
  emptySchool: ['в школе никого нет, она не изменена', 'nobody is in the school, it is left alone'],
  unknownSchool: ['нет такой школы', 'no such school'],
  noDiaryFiles: [
    'нужен хотя бы один из timetable.csv, homework.csv, lineItems.csv с results.csv',
    'needs at least one of timetable.csv, homework.csv, lineItems.csv with results.csv',
  ],
  badTime: ['нужно время ЧЧ:ММ, конец позже начала', 'must be a time HH:MM, the end after the start'],
  badPeriod: ['нужен номер урока от 1 до 20', 'must be a number of a lesson from 1 to 20'],
  badMark: ['нужна отметка до 8 знаков', 'must be a mark of at most 8 characters'],
  badDue: ['срок должен быть позже дня урока', 'must be after the day of the lesson'],
  badRepeat: ['повтор не дольше года и не раньше даты урока', 'repeats for a year at most, and not before the date'],
  unknownGroup: [
    'нет такого класса или группы в школе: сначала import-roster',
    'no such class or group: import-roster first',
  ],
  otherSchool: ['класс другой школы, её нет в orgs.csv', 'a class of another school, which is not in orgs.csv'],
  notInGroup: ['нет такого ученика в этом классе или группе', 'no such pupil in this class or group'],
  unknownLineItem: ['нет такой работы в lineItems.csv', 'no such line item in lineItems.csv'],
  noLesson: ['в этот день нет такого урока', 'there is no such lesson on this day'],
  doubleLesson: ['этот урок уже есть: %', 'the lesson is there already: %'],
  doubleHomework: ['задание этого урока уже есть: %', 'the homework of this lesson is there already: %'],
  doubleMark: ['отметка ученика за этот урок уже есть: %', 'the pupil has a mark for this lesson already: %'],
  lessonKept: [
    'урока больше нет в файле, но в нём есть записи: оставлен',
    'no longer in the file, but something is entered in it: kept',
  ],
}

/** «users.csv:17, role = «boss»: неизвестная роль». */
export function sentenceOf({ file, line, column, value, reason, detail }: Problem, language: Language): string {
  const place = line > 0 ? `${file}:${line}` : file
  const cell = [column, value && `«${value}»`].filter(Boolean).join(' = ')
  const sentence = reasons[reason][language === 'ru' ? 0 : 1].replace('%', detail ?? '')
  return `${[place, cell].filter(Boolean).join(', ')}: ${sentence}`
}
