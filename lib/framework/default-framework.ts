import { z } from 'zod'
import frameworkFile from '@/db/framework/framework.json' with { type: 'json' }
import profilesFile from '@/db/framework/profiles.json' with { type: 'json' }
import { canonical } from './canonical'
import { Document } from './document'
import { flawsOf } from './flaws'

const FrameworkFile = Document.omit({ profiles: true, default: true })
const ProfilesFile = z.object({
  framework: z.string(),
  version: z.string(),
  ...Document.pick({ profiles: true, default: true }).shape,
})

/** The framework and role profiles that come with the product, checked whole. Error naming every flaw found. */
export function readDefaultFramework(files: { framework: unknown; profiles: unknown } = shipped): Document {
  const framework = FrameworkFile.parse(files.framework)
  const { profiles, default: standard, ...named } = ProfilesFile.parse(files.profiles)
  const document = { ...framework, profiles, default: standard }
  const flaws = flawsOf(document).map(({ message }) => message)
  if (named.framework !== framework.key || named.version !== framework.version)
    flaws.push('The profiles are made for another framework or edition.')
  if (flaws.length > 0) throw new Error(flaws.join('\n'))
  return canonical(document)
}

const shipped = { framework: frameworkFile as unknown, profiles: profilesFile as unknown }
