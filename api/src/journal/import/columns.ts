/** Files that are read. Others of the standard (results, resources, …) say nothing about who belongs where. */
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
} as const satisfies Record<
  FileName,
  { required: readonly string[]; optional: readonly string[]; aliases: Record<string, string> }
>

type Columns<F extends FileName> = (typeof columns)[F]['required'][number] | (typeof columns)[F]['optional'][number]

/** Cells of one row by the standard's column name; `''` where the cell or the column is missing. */
export type Row<F extends FileName> = Readonly<Record<Columns<F>, string>>

export const requiredColumns = (file: FileName): readonly string[] => columns[file].required

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
    'publicschoolresidencestatus'
  ).split(' '),
)

const known = new Map(
  fileNames.map((file) => {
    const { required, optional, aliases } = columns[file]
    const names = new Map<string, string>(Object.entries(aliases))
    for (const name of [...required, ...optional]) names.set(name.toLowerCase(), name)
    return [file, names] as const
  }),
)

/** The standard's name of a header cell; `ignored` for extensions and unneeded columns; undefined when nobody knows it. */
export function columnOf(file: FileName, header: string): string | 'ignored' | undefined {
  const lower = header.toLowerCase()
  const name = known.get(file)?.get(lower)
  if (name) return name
  return quiet.has(lower) || lower.startsWith('ext_') || lower.startsWith('metadata.') ? 'ignored' : undefined
}

/** How many columns may hold a name that `columnOf` gives: all of a file, for empty rows. */
export const allColumns = (file: FileName): readonly string[] => [...columns[file].required, ...columns[file].optional]
