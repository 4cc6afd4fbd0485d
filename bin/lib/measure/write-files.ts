import { writeOrganisation } from '@/lib/exchange/generator'

/** Writes the files of an invented organisation: folder, people. */
const [folder = '', people = ''] = process.argv.slice(2)
console.log(JSON.stringify(await writeOrganisation(folder, { people: Number(people), seed: 7 })))
