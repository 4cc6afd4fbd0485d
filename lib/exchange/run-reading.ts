import { eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { importFile, importSource } from '@/db/schema'
import { hrKinds, type ImportKind } from '@/db/values'
import { guessKind, isSure, suggestMapping } from './columns'
import { needsOf } from './mapping'
import { Mapping } from './mapping-shapes'
import { type UnpackedFile, withFiles } from './run-files'
import { hindrances, optionsOf, type RunRow, type StoredSheet } from './run-rows'
import { settle } from './run-state'
import type { Sheet } from './unpack'

const mostRows = 200_000
const ratingsAreHrs =
  'One of the files looks like ratings or openings. HR imports these: it is left out, and you can go on with the others.'
const tooManyRows = 'The files hold more than 200,000 rows in all. Import them one by one, or with npm run import.'

/** Reads what was uploaded: kinds and mappings are guessed; a dry run follows at once where there is nothing to ask. */
export async function readUpload(database: Database, run: RunRow): Promise<void> {
  await withFiles(database, run.id, async (files) => {
    const refusal = refusalOf(files)
    if (refusal) {
      await settle(database, run, { status: 'refused', problem: refusal })
      return
    }
    const remembered = await rememberedOf(database, run.source)
    const isHr = run.actorPersona === 'p_hr'
    const taken = new Set<ImportKind>()
    let seq = 0
    let withheld = false
    let unsure = false
    const kept = files.map((file) => {
      const sheets = file.sheets.map((sheet): StoredSheet => {
        const guess = guessKind(sheet.headers)
        const isForbidden = guess !== null && hrKinds.includes(guess) && !isHr
        const kind = guess && !isForbidden && !taken.has(guess) ? guess : null
        if (kind) taken.add(kind)
        withheld ||= isForbidden
        const stored = storedSheet({ sheet, seq: seq++, kind, hide: isForbidden }, remembered)
        unsure ||= kind ? !stored.isSure : !guess
        return stored.kept
      })
      return { id: file.id, sheets, hasRatings: sheets.some(({ kind }) => kind !== null && hrKinds.includes(kind)) }
    })
    const sheets = kept.flatMap((file) => file.sheets)
    await database.asJob('import', async (db, { today }) => {
      for (const { id, ...found } of kept) await db.update(importFile).set(found).where(eq(importFile.id, id))
      const wrong = hindrances(sheets, optionsOf(run), today)
      const mayGoOn = !unsure && !withheld && wrong.length === 0
      await settle(
        database,
        run,
        {
          ...{
            status: mayGoOn ? 'checking' : 'mapping',
            kinds: [...taken],
            hasRatings: hrKinds.some((kind) => taken.has(kind)),
          },
          problem: withheld ? ratingsAreHrs : (wrong[0] ?? null),
        },
        db,
      )
    })
  })
}

function refusalOf(files: readonly UnpackedFile[]): string | null {
  const broken = files.find(({ refusal }) => refusal !== null)
  if (broken) return `${broken.name}: ${broken.refusal}`
  const rows = files.flatMap(({ sheets }) => sheets).reduce((sum, sheet) => sum + sheet.rows, 0)
  return rows > mostRows ? tooManyRows : null
}

type Found = { sheet: Sheet; seq: number; kind: ImportKind | null; hide: boolean }

function storedSheet({ sheet, seq, kind, hide }: Found, remembered: Map<ImportKind, Mapping>) {
  const { name, rows, headerRow, headers, sample } = sheet
  const known = kind ? remembered.get(kind) : undefined
  const mapping = kind && suggestMapping(kind, headers, known)
  const isKnown = known !== undefined && kind !== null && needsOf(kind, headers, known).length === 0
  const kept: StoredSheet = {
    ...{ seq, sheet: name, rows, headerRow, headers, kind, mapping, remembered: isKnown },
    sample: hide ? [] : sample,
  }
  return { kept, isSure: isKnown || (kind !== null && mapping !== null && isSure(kind, headers, mapping)) }
}

async function rememberedOf(database: Database, source: string | null): Promise<Map<ImportKind, Mapping>> {
  if (source === null) return new Map()
  const rows = await database.asJob('import', (db) =>
    db
      .select()
      .from(importSource)
      .where(inArray(importSource.name, [source])),
  )
  return new Map(rows.map(({ kind, mapping }) => [kind, Mapping.parse(mapping)]))
}
