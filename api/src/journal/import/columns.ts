/** Files of the roster. Others of the standard (results, resources, …) say nothing about who belongs where. */
export const fileNames = [
  'manifest',
  'orgs',
  'academicSessions',
  'courses',
  'classes',
  'users',
  'roles',
  'relationships',
  'enrollments',
  'demographics',
] as const
export type FileName = (typeof fileNames)[number]

/** Files of the diary: those of OneRoster's gradebook, and ours for what the standard lacks. `docs/diary-files.md` is for people. */
export const diaryFileNames = ['orgs', 'timetable', 'homework', 'lineItems', 'results'] as const
export type DiaryFileName = (typeof diaryFileNames)[number]

const allFileNames = [...fileNames, ...diaryFileNames]
export type AnyFileName = (typeof allFileNames)[number]

/**
 * What is asked of each file. `aliases` are names seen in real files of other systems: Microsoft School Data Sync 2.x and older exports. The
 * order of columns and the case of their names are free; what is not listed is ignored.
 */
const columns = {
  manifest: { required: ['propertyName', 'value'], optional: [], aliases: {} },
  orgs: {
    required: ['sourcedId', 'name', 'type'],
    optional: ['status', 'parentSourcedId'],
    aliases: {},
  },
  academicSessions: {
    required: ['sourcedId', 'title', 'startDate', 'endDate'],
    optional: ['status', 'type'],
    aliases: {},
  },
  courses: {
    required: ['sourcedId', 'title'],
    optional: ['status', 'subjects'],
    aliases: { subject: 'subjects' },
  },
  classes: {
    required: ['sourcedId', 'title', 'schoolSourcedId'],
    optional: ['status', 'classType', 'courseSourcedId', 'grades', 'subjects'],
    aliases: { orgsourcedid: 'schoolSourcedId', grade: 'grades' },
  },
  users: {
    required: ['sourcedId', 'givenName', 'familyName'],
    optional: [
      'status',
      'enabledUser',
      'orgSourcedIds',
      'role',
      'username',
      'middleName',
      'email',
      'sms',
      'phone',
      'agentSourcedIds',
      'password',
      'metadata.zvonokRole',
    ],
    aliases: { agents: 'agentSourcedIds', orgsourcedid: 'orgSourcedIds' },
  },
  roles: { required: ['userSourcedId', 'orgSourcedId', 'role'], optional: ['status'], aliases: {} },
  relationships: {
    required: ['userSourcedId', 'relationshipUserSourcedId'],
    optional: ['status'],
    aliases: {},
  },
  enrollments: {
    required: ['classSourcedId', 'userSourcedId', 'role'],
    optional: ['status', 'primary', 'endDate'],
    aliases: {},
  },
  demographics: {
    required: ['sourcedId'],
    optional: ['status', 'birthDate'],
    aliases: { usersourcedid: 'sourcedId' },
  },
  timetable: {
    required: ['classSourcedId', 'date', 'period', 'startTime', 'endTime'],
    optional: ['status', 'until', 'topic', 'room'],
    aliases: {},
  },
  homework: {
    required: ['classSourcedId', 'date', 'text'],
    optional: ['status', 'period', 'dueDate'],
    aliases: {},
  },
  lineItems: {
    required: ['sourcedId', 'classSourcedId', 'dueDate'],
    optional: ['status', 'assignDate', 'metadata.zvonokPeriod'],
    aliases: {},
  },
  results: {
    required: ['lineItemSourcedId', 'studentSourcedId', 'score'],
    optional: ['status', 'textScore'],
    aliases: {},
  },
} as const satisfies Record<
  AnyFileName,
  { required: readonly string[]; optional: readonly string[]; aliases: Record<string, string> }
>

type Columns<F extends AnyFileName> = (typeof columns)[F]['required'][number] | (typeof columns)[F]['optional'][number]

/** Cells of one row by the standard's column name; `''` where the cell or the column is missing. */
export type Row<F extends AnyFileName> = Readonly<Record<Columns<F>, string>>

export const requiredColumns = (file: AnyFileName): readonly string[] => columns[file].required

/** Columns of the standard that are known and not needed: not worth a note. */
const quiet = new Set(
  (
    'sourcedid status datelastmodified datalastmodified identifier parentsourcedid schoolyear type title grades grade location ' +
    'termsourcedids sessionsourcedids subjects subject subjectcodes periods classcode coursecode code schoolyearsourcedid schoolyearid ' +
    'orgsourcedid userids userid usermasteridentifier preferredgivenname preferredmiddlename preferredfamilyname pronouns ' +
    'primaryorgsourcedid useridprofile begindate enddate schoolsourcedid roletype userprofilesourcedid isprimary sessionsourcedid ' +
    'rolestartdate roleenddate relationshiprole activedirectorymatchid sex birthcity birthstate birthcountry ethnicitycodes racecodes ' +
    'americanindianoralaskanative asian blackorafricanamerican nativehawaiianorotherpacificislander white ' +
    'demographicracetwoormoreraces hispanicorlatinoethnicity countryofbirthcode stateofbirthabbreviation cityofbirth ' +
    'publicschoolresidencestatus description assigndate duedate categorysourcedid gradingperiodsourcedid academicsessionsourcedid ' +
    'resultvaluemin resultvaluemax scorescalesourcedid learningobjectiveset scorestatus scoredate comment inprogress incomplete late ' +
    'missing classsourcedid'
  ).split(' '),
)

const known = new Map(
  allFileNames.map((file) => {
    const { required, optional, aliases } = columns[file]
    const names = new Map<string, string>(Object.entries(aliases))
    for (const name of [...required, ...optional]) names.set(name.toLowerCase(), name)
    return [file, names] as const
  }),
)

/** The standard's name of a header cell; `ignored` for extensions and unneeded columns; undefined when nobody knows it. */
export function columnOf(file: AnyFileName, header: string): string | 'ignored' | undefined {
  const lower = header.toLowerCase()
  const name = known.get(file)?.get(lower)
  if (name) return name
  return quiet.has(lower) || lower.startsWith('ext_') || lower.startsWith('metadata.') ? 'ignored' : undefined
}

/** How many columns may hold a name that `columnOf` gives: all of a file, for empty rows. */
export const allColumns = (file: AnyFileName): readonly string[] => [
  ...columns[file].required,
  ...columns[file].optional,
]
