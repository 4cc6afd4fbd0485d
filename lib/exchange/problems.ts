import type { FileKind } from './files'

/** An error keeps everything from being written; a warning asks for a look; a notice only tells. */
export type Severity = 'error' | 'warning' | 'notice'

export type Problem = {
  file: FileKind
  /** As a spreadsheet counts: the header is row 1. Null: the file as a whole. */
  row: number | null
  column: string | null
  kind: ProblemKind
  severity: Severity
  problem: string
  remedy: string
}

/** What a check found, before it is put into words. */
export type Finding = {
  file: FileKind
  row: number | null
  column: string | null
  kind: ProblemKind
  value: string | null
}

type Wording = [severity: Severity, problem: string, remedy: string]

/** `{}` stands for what was found, `{column}` for the column's name. */
const wordings = {
  'empty-file': [
    'error',
    'The file holds no rows.',
    'Check that the right file was named; a header and one row at least.',
  ],
  'missing-column': ['error', 'The column {column} is missing.', 'Add it to the header row.'],
  'repeated-column': ['error', 'The column {column} is there twice.', 'Keep one of them.'],
  'unknown-column': ['notice', 'The column {column} is kept out.', 'Nothing to do, unless its name is misspelt.'],
  'not-utf8': ['error', 'The text is not UTF-8.', 'Save the file as "CSV UTF-8".'],
  nul: ['error', 'There is a NUL character.', 'Export the file again; it is damaged here.'],
  'broken-quotes': [
    'error',
    'A quotation mark is not closed or stands in the middle.',
    'Put the whole cell in quotes, and write a quote inside it twice.',
  ],
  'too-long': [
    'error',
    '{column} is longer than {} characters.',
    'Shorten it; shorten a key in the same way in all files.',
  ],
  'too-many-cells': [
    'error',
    'The row has more cells than the header: {}.',
    'Put cells that hold the separator in quotes.',
  ],
  'empty-cell': ['error', '{column} is empty.', 'Fill it in.'],
  'not-a-day': ['error', '"{}" is not a day.', 'Write it as 2026-11-22; the day must exist.'],
  'ambiguous-day': [
    'error',
    '"{}" may be one of two days.',
    'Write it as 2026-11-22, or say in the mapping whether the day or the month comes first.',
  ],
  'not-a-number': ['error', '"{}" is not a whole number.', 'Write a number of months, or leave the cell empty.'],
  'not-yes-or-no': ['error', '"{}" is neither yes nor no.', 'Write yes or no.'],
  'not-an-email': ['error', '"{}" is not an e-mail address.', 'Correct it or leave the cell empty.'],
  'not-a-state': ['error', '"{}" does not say whether the person is there.', 'Write active or inactive.'],
  'not-a-rater-type': ['error', '"{}" is not a kind of rater.', 'Write self, manager or peer.'],
  'not-a-status': [
    'error',
    '"{}" is not a status.',
    'Write rated, or not-observed when the rater had no opportunity to see it.',
  ],
  'not-a-level': ['error', '"{}" is not a level.', 'Write a whole number of the scale.'],
  'not-a-role': ['error', '"{}" is not a role that can be granted.', 'Write hr, director, administrator or viewer.'],
  'level-missing': ['error', 'The row is rated but has no level.', 'Give the level, or write not-observed.'],
  'leave-without-start': [
    'error',
    'The leave that ends on {} has no first day on or before it.',
    'Write the first and the last day of the absence; leave the last one empty while nobody knows it.',
  ],
  'level-unasked': ['error', 'The row is not-observed but has the level {}.', 'Leave the level empty, or write rated.'],
  'other-cycle': ['error', 'The row belongs to the cycle "{}".', 'Import each cycle on its own, under its name.'],
  repeated: ['error', 'The same key stands in row {} already.', 'Keep one of the two rows.'],
  'repeated-email': [
    'error',
    '"{}" is the address of someone else too.',
    'Give each person an address of their own, or leave it empty.',
  ],
  'unknown-unit': ['error', 'There is no unit "{}".', 'Correct it, or add the unit to the units file.'],
  'ambiguous-unit': ['error', '"{}" is the name of several units.', 'Give the unit_id instead, or the division too.'],
  'unknown-person': ['error', 'There is no person "{}".', 'Correct it, or add the person to the people file.'],
  'unknown-manager': [
    'error',
    'There is no person "{}" to be the manager.',
    'Correct it, or add the manager to the people file.',
  ],
  'manager-left': ['error', 'The manager "{}" has left.', 'Name the manager of that day.'],
  'manager-leaves': [
    'error',
    'The manager "{}" is not in the file, or inactive there, and would become a leaver.',
    'Name another manager, or add that person to the file as active.',
  ],
  'leaver-manages': [
    'error',
    'The person leaves but is still the manager of {}.',
    'Give them another manager in the same file.',
  ],
  'unknown-criterion': [
    'error',
    'There is no criterion "{}" in this framework.',
    "Use the framework's keys, such as strategic-alignment.",
  ],
  'unknown-profile': ['error', 'There is no role profile "{}".', "Use the framework's keys, or leave the cell empty."],
  'two-roots': [
    'error',
    '"{}" has no parent unit either: there can be one unit at the top.',
    'Give all but one a parent_unit_id.',
  ],
  'no-root': ['error', 'No unit is at the top.', 'Leave parent_unit_id empty for one unit.'],
  'no-organisation': [
    'error',
    'There is no unit at the top yet.',
    'Say in the mapping what the organisation is called, or add a units file.',
  ],
  'unit-loop': ['error', 'The unit lies inside itself: {}.', 'Correct the parent_unit_id of one of them.'],
  'two-heads': ['error', '"{}" has no manager either: one person can be the head.', 'Give all but one a manager_id.'],
  'no-head': ['error', 'Everybody has a manager.', 'Leave manager_id empty for the head of the organisation.'],
  'manager-loop': ['error', 'The line leads back: {}.', 'Correct the manager_id of one of them.'],
  'unit-changes-today': [
    'error',
    'The unit would change, but the effective day is still to come.',
    'Units and the head of the organisation change today only: use --effective {} or leave it out.',
  ],
  'head-changes-today': [
    'error',
    'The head of the organisation would change, but the effective day is still to come.',
    'Units and the head of the organisation change today only: use --effective {} or leave it out.',
  ],
  'hired-later': [
    'warning',
    'The hire date {} is still to come.',
    'Nothing, if the person starts then: nobody sees them before.',
  ],
  'head-assessed': [
    'warning',
    'The head of the organisation is marked as assessed.',
    'Nobody can rate the head: write no.',
  ],
  'level-off-scale': ['error', 'The level {} is not on the scale.', 'Use the levels of the framework.'],
  'self-by-other': ['error', 'A self rating by someone else: {}.', 'Name the person as rater, or correct rater_type.'],
  'rates-self': ['error', 'The rater is the person, but rater_type is {}.', 'Write self, or correct rater_id.'],
  'not-assessed': [
    'warning',
    '{} is not marked as assessed: the rating is kept but counts nowhere.',
    'Write yes under assessed in the people file if it should count.',
  ],
  'rates-head': [
    'warning',
    '{} is the head of the organisation: the rating counts nowhere.',
    'Nothing, if that is meant.',
  ],
  'no-post-then': [
    'warning',
    '{} is rated but has no post on the as-of day: counts nowhere.',
    'Correct hire_date in the people file, or choose another --as-of.',
  ],
  'not-the-manager-then': [
    'error',
    '{} was not the manager on that day.',
    'Name the manager of that day, or correct rated_on or rater_type.',
  ],
  'manager-then-unknown': [
    'warning',
    '{} is not the manager in the people file; whether they were on that day is not known.',
    'Nothing, if the line changed since.',
  ],
  'rated-later': [
    'error',
    'The rating is dated after {}.',
    'Correct rated_on, or choose a later --as-of that is not after today.',
  ],
  'not-a-share': ['error', '"{}" is not a share of the week.', 'Write 0.8 or 80 %; 1 is all of it.'],
  'not-an-entry': [
    'error',
    '"{}" names no levels to bring.',
    'Write criterion>=level, each criterion once, with semicolons between: leading-others>=3; prioritisation>=2.',
  ],
  'not-developed': [
    'error',
    '"{}" does not say what is developed.',
    "Write the framework's keys, each once, with semicolons between, and where it is not all a percentage: prioritisation=50.",
  ],
  'not-an-opening-status': ['error', '"{}" is not how an opening stands.', 'Write draft, open, filled or closed.'],
  'not-a-payer': ['error', '"{}" is not somebody who pays.', 'Write home, host, shared or central.'],
  'not-so-many': ['error', '"{}" is not a number of places.', 'Write a whole number from 1 to 99.'],
  'unknown-route': [
    'error',
    'There is no route "{}".',
    'Use a route of the product, such as secondment-operations or delivery-assignment.',
  ],
  'ends-before': ['error', 'The last day {} lies before the first.', 'Correct start_date or end_date.'],
  'stay-too-long': [
    'error',
    'The shortest stay does not fit: there are {} days from start_date to end_date.',
    'Correct min_months, or the days.',
  ],
  'apply-too-late': ['error', 'The last day to apply, {}, lies after the first day.', 'Correct apply_by.'],
  'opening-unready': [
    'error',
    'The opening is open but lacks who answers for it or what it develops.',
    'Fill in sponsor_id and criteria_developed, or write draft.',
  ],
  'opening-moved': [
    'error',
    'The opening is {} here and cannot go where the file puts it.',
    'Leave status empty or as it is here; what is closed stays closed: give a new place a new opportunity_id.',
  ],
  'unit-needed': ['error', 'A grant of {} needs a unit.', 'Give the unit_id.'],
  'unit-unasked': ['error', 'A grant of {} is for the whole organisation.', 'Leave unit_id empty.'],
  'own-row': [
    'error',
    'This is your own row, and {column} would change.',
    'Nobody moves themselves: ask somebody else in HR to import this row.',
  ],
  'under-yourself': [
    'error',
    'The manager "{}" is you, or somebody whom you see.',
    'An administrator puts nobody under them: ask HR to import this row.',
  ],
  'unit-under-yourself': [
    'error',
    'The unit "{}" is one that you direct.',
    'An administrator puts nobody into it: ask HR to import this row.',
  ],
  'holder-email': [
    'error',
    'The e-mail address of {} would change, who holds a grant or leads the organisation.',
    'An administrator does not change it alone: ask HR to import this row.',
  ],
  'holder-leaves': [
    'error',
    '{} would leave, who holds a grant or leads the organisation.',
    'An administrator does not decide that alone: ask HR to import this row.',
  ],
} satisfies Record<string, Wording>

export type ProblemKind = keyof typeof wordings
export const problemKinds = Object.keys(wordings) as ProblemKind[]
export const severityOf = (kind: ProblemKind): Severity => wordings[kind][0] as Severity

/** What to do about a kind of problem, for a heading over many of them. */
export const remedyOf = (kind: ProblemKind) => wordings[kind][2].replaceAll('{}', '…').replaceAll('{column}', '…')

/** A finding in the words of the person who has to put it right. */
export function explain({ file, row, column, kind, value }: Finding): Problem {
  const [severity, problem, remedy] = wordings[kind] as Wording
  const fill = (text: string) => text.replace('{column}', () => column ?? '').replace('{}', () => value ?? '')
  return { file, row, column, kind, severity, problem: fill(problem), remedy: fill(remedy) }
}
