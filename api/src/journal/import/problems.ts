/** What can be wrong with files of the roster and the diary. Sentences for each stand in `reasons.ts`. */
export type ReasonCode =
  | 'noFiles'
  | 'badSource'
  | 'badZip'
  | 'tooLarge'
  | 'missingFile'
  | 'missingColumn'
  | 'doubleColumn'
  | 'unknownColumn'
  | 'notUtf8'
  | 'brokenCsv'
  | 'extraCells'
  | 'emptyCell'
  | 'tooLong'
  | 'badMode'
  | 'badStatus'
  | 'badBoolean'
  | 'badDate'
  | 'badRole'
  | 'badClassType'
  | 'doubleId'
  | 'doubleLogin'
  | 'loginTaken'
  | 'foreignId'
  | 'unknownOrg'
  | 'noSchool'
  | 'unknownClass'
  | 'unknownUser'
  | 'unknownCourse'
  | 'unknownAgent'
  | 'notGuardian'
  | 'noRole'
  | 'ignoredRole'
  | 'ignoredFile'
  | 'ignoredPassword'
  | 'emptySchool'
  | 'unknownSchool'
  | 'noDiaryFiles'
  | 'badTime'
  | 'badPeriod'
  | 'badMark'
  | 'badDue'
  | 'badRepeat'
  | 'unknownGroup'
  | 'otherSchool'
  | 'notInGroup'
  | 'unknownLineItem'
  | 'noLesson'
  | 'doubleLesson'
  | 'doubleHomework'
  | 'doubleMark'
  | 'lessonKept'

/** One thing wrong, where it is: line 1 is the header; 0 means the whole file. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: string
  readonly value: string
  readonly reason: ReasonCode
  /** What the sentence names besides: the other line, the missing file. */
  readonly detail?: string
}

/** More are counted, not kept: a file full of rubbish must not fill the memory. */
const maxKept = 10_000

/** Gathers everything that is wrong, so that one run names all of it. Errors stop the import, warnings do not. */
export class Problems {
  readonly errors: Problem[] = []
  readonly warnings: Problem[] = []
  errorCount = 0
  warningCount = 0

  error(problem: Problem): void {
    if (this.errorCount++ < maxKept) this.errors.push(problem)
  }

  warning(problem: Problem): void {
    if (this.warningCount++ < maxKept) this.warnings.push(problem)
  }
}
