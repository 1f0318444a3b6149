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
}

/** «users.csv:17, role = «boss»: неизвестная роль». */
export function sentenceOf({ file, line, column, value, reason, detail }: Problem, language: Language): string {
  const place = line > 0 ? `${file}:${line}` : file
  const cell = [column, value && `«${value}»`].filter(Boolean).join(' = ')
  const sentence = reasons[reason][language === 'ru' ? 0 : 1].replace('%', detail ?? '')
  return `${[place, cell].filter(Boolean).join(', ')}: ${sentence}`
}
