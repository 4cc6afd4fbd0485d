import { z } from 'zod'
import { bands, hats, personas } from '@/db/values'

export const EmployeeId = z.string().min(1).max(64).describe("The employee's key in the organisation's own files.")
export const UnitId = z.string().min(1).max(64).describe("The unit's key in the organisation's own files.")
export const Day = z.iso.date().describe('A day as YYYY-MM-DD, in the organisation’s time zone.')

/** The input of a question without any: a key in it is one we do not know. */
export const Nothing = z.strictObject({}).optional()

export const UnitRef = z.object({ unitId: UnitId, name: z.string() })
export type UnitRef = z.infer<typeof UnitRef>

export const PersonRef = z.object({
  employeeId: EmployeeId,
  name: z.string(),
  jobTitle: z.string(),
  unit: UnitRef.nullable().describe('The unit of the post held today.'),
})
export type PersonRef = z.infer<typeof PersonRef>

export const Unit = z.object({
  unitId: UnitId,
  name: z.string(),
  parentUnitId: UnitId.nullable(),
  kind: z.string(),
})
export type Unit = z.infer<typeof Unit>
export const Units = z.object({ units: z.array(Unit.extend({ version: z.number().int() })) })
export type Units = z.infer<typeof Units>

/** The person, or account, behind the request, and what they may do. */
export const Me = z.object({
  employeeId: EmployeeId.nullable().describe('Null for an account without a post.'),
  name: z.string(),
  email: z.string().nullable(),
  jobTitle: z.string(),
  unit: UnitRef.nullable(),
  persona: z.enum(personas),
  hat: z.enum(hats),
  permissions: z.array(z.string()),
  isAssessed: z.boolean(),
  reports: z.number().int().describe('Direct reports today.'),
  organisation: z.string().nullable().describe("The root unit's name; null before the first import."),
  today: Day,
  sampleToday: Day.nullable().describe('Set when the sample organisation stops the clock.'),
})
export type Me = z.infer<typeof Me>

export const PersonListItem = PersonRef.extend({
  manager: z.object({ employeeId: EmployeeId, name: z.string() }).nullable(),
  isAssessed: z.boolean(),
  band: z
    .enum(bands)
    .nullable()
    .describe('Band for the asked role profile; null where the caller may not see ratings, or nobody was assessed.'),
  mustHavesShort: z.number().int().nullable(),
})
export type PersonListItem = z.infer<typeof PersonListItem>

export const PeopleInput = z.strictObject({
  search: z.string().trim().max(100).optional().describe('Part of a name, or a whole employee id.'),
  unit: UnitId.optional().describe('Only people whose post is in this unit or below it.'),
  band: z.enum(bands).optional().describe('Only people in this band.'),
  cycle: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The published cycle that bands and must-haves are of; the newest when absent.'),
  profile: z
    .string()
    .optional()
    .describe('Role profile key for bands and must-haves; the default profile when absent.'),
  after: z.string().max(400).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type PeopleInput = z.infer<typeof PeopleInput>
export const PeoplePage = z.object({
  people: z.array(PersonListItem),
  total: z.number().int().describe('Everybody under the same filters whom the caller may see, on all pages.'),
  next: z.string().nullable(),
})
export type PeoplePage = z.infer<typeof PeoplePage>

export const PersonInput = z.strictObject({ employeeId: EmployeeId })
export const Person = PersonRef.extend({
  email: z.string().nullable(),
  grade: z.string(),
  location: z.string(),
  hiredOn: Day.nullable(),
  pmoType: z.string().nullable(),
  priorBusinessMonths: z.number().int().nullable(),
  priorDeliveryMonths: z.number().int().nullable(),
  priorPortfolioMonths: z.number().int().nullable(),
  credentials: z.array(z.string()),
  isAssessed: z.boolean(),
  targetProfile: z.string().nullable(),
  manager: z
    .object({ employeeId: EmployeeId, name: z.string() })
    .nullable()
    .describe('Today’s manager; the name is given even where the manager’s own record is not visible.'),
  reports: z.array(PersonRef).describe('Direct reports of today that the caller may see.'),
  version: z.number().int(),
})
export type Person = z.infer<typeof Person>

export const SearchInput = z.strictObject({ q: z.string().trim().min(1).max(100) })
export const SearchAnswer = z.object({ people: z.array(PersonRef), units: z.array(UnitRef) })
export type SearchAnswer = z.infer<typeof SearchAnswer>

/** One look at the caller's own data by somebody else. */
export const Look = z.object({ at: z.iso.datetime(), role: z.string(), purpose: z.string() })
export const LooksInput = z.strictObject({
  after: z.string().max(400).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const Looks = z.object({ looks: z.array(Look), next: z.string().nullable() })
export type Looks = z.infer<typeof Looks>
